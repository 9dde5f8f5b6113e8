import { assert } from '../assert.ts';

/**
 * Journeys that weigh something, by origin: those of origin `i` are `first[i] … first[i + 1] − 1`, each to `site[…]` with its
 * `weight[…]` above 0.
 */
export interface CatchmentPairs {
  siteCount: number;
  first: Uint32Array;
  site: Uint32Array;
  weight: Float64Array;
}

export interface CatchmentAccess {
  /** Supply per inhabitant at each site: 0 where there is no supply, or nobody to share it. */
  ratio: Float64Array;
  /** Supply per inhabitant that each asked origin reaches: 0 with none in reach. */
  access: Float64Array;
  /** Supply of the sites that nobody reaches: it is in no figure, and must be told. */
  lostSupply: number;
}

/** Inhabitants who share each site, each counted by the weight of the journey. */
export function demandOfSites(pairs: CatchmentPairs, population: Float64Array): Float64Array {
  checkPairs(pairs, population);
  const demand = new Float64Array(pairs.siteCount);
  for (let origin = 0; origin < population.length; origin++)
    for (let pair = pairs.first[origin]!; pair < pairs.first[origin + 1]!; pair++)
      demand[pairs.site[pair]!]! += pairs.weight[pair]! * population[origin]!;
  return demand;
}

/**
 * Two-step floating catchment (Luo and Wang, 2003; weights by band: Luo and Qi, 2009): R = S ÷ Σ W·P, A = Σ W·R. `demand` is that of
 * `demandOfSites`: the same for every service. Σ A·P = Σ S over the sites that somebody reaches. Only the first `askedCount` origins are
 * answered: the others compete, and are not asked about.
 */
export function floatingCatchment(
  pairs: CatchmentPairs,
  demand: Float64Array,
  supply: Float64Array,
  askedCount = pairs.first.length - 1,
): CatchmentAccess {
  assert(demand.length === pairs.siteCount && supply.length === pairs.siteCount, 'une demande et une offre par lieu');
  const { ratio, lostSupply } = shareSupply(supply, demand);
  const { first, site, weight } = pairs;
  const access = new Float64Array(askedCount);
  for (let origin = 0; origin < askedCount; origin++) {
    let sum = 0;
    for (let pair = first[origin]!; pair < first[origin + 1]!; pair++) sum += weight[pair]! * ratio[site[pair]!]!;
    access[origin] = sum;
  }
  return { ratio, access, lostSupply };
}

/**
 * Three-step floating catchment (Wan, Zou and Sternberg, 2012): inhabitants share themselves first among the sites that have
 * a supply, by the weight of the journeys. R = S ÷ Σ G·W·P, A = Σ G·W·R.
 */
export function threeStepCatchment(
  pairs: CatchmentPairs,
  population: Float64Array,
  supply: Float64Array,
  askedCount = pairs.first.length - 1,
): CatchmentAccess {
  checkPairs(pairs, population);
  assert(supply.length === pairs.siteCount, 'une offre par lieu');
  const { first, site, weight } = pairs;
  const originCount = population.length;
  const totalWeight = new Float64Array(originCount);
  const demand = new Float64Array(pairs.siteCount);
  for (let origin = 0; origin < originCount; origin++) {
    let total = 0;
    for (let pair = first[origin]!; pair < first[origin + 1]!; pair++) if (supply[site[pair]!]! > 0) total += weight[pair]!;
    totalWeight[origin] = total;
    if (total === 0) continue;
    for (let pair = first[origin]!; pair < first[origin + 1]!; pair++)
      if (supply[site[pair]!]! > 0) demand[site[pair]!]! += (weight[pair]! * weight[pair]! * population[origin]!) / total;
  }
  const { ratio, lostSupply } = shareSupply(supply, demand);
  const access = new Float64Array(askedCount);
  for (let origin = 0; origin < askedCount; origin++) {
    if (totalWeight[origin] === 0) continue;
    let sum = 0;
    for (let pair = first[origin]!; pair < first[origin + 1]!; pair++) sum += weight[pair]! * weight[pair]! * ratio[site[pair]!]!;
    access[origin] = sum / totalWeight[origin]!;
  }
  return { ratio, access, lostSupply };
}

function shareSupply(supply: Float64Array, demand: Float64Array): { ratio: Float64Array; lostSupply: number } {
  let lostSupply = 0;
  const ratio = supply.map((value, site) => {
    assert(value >= 0 && value < Infinity, `offre absente ou négative au rang ${site}`);
    if (value === 0) return 0;
    if (demand[site]! > 0) return value / demand[site]!;
    lostSupply += value;
    return 0;
  });
  return { ratio, lostSupply };
}

function checkPairs({ first, site, weight }: CatchmentPairs, population: Float64Array): void {
  assert(first.length === population.length + 1, 'une population par origine');
  assert(first.at(-1) === site.length && site.length === weight.length, 'un lieu et un poids par trajet');
  for (let origin = 0; origin < population.length; origin++)
    assert(population[origin]! >= 0 && population[origin]! < Infinity, `population absente ou négative au rang ${origin}`);
}
