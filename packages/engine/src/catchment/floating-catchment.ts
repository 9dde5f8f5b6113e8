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

/** The same journeys by site: those that end at `site` are `first[site] … first[site + 1] − 1`, each from `origin[…]`, in ascending order. */
export interface PairsBySite {
  originCount: number;
  first: Uint32Array;
  origin: Uint32Array;
  weight: Float64Array;
}

export function sortBySite({ siteCount, first, site, weight }: CatchmentPairs): PairsBySite {
  const starts = new Uint32Array(siteCount + 1);
  for (const one of site) starts[one + 1]!++;
  for (let one = 0; one < siteCount; one++) starts[one + 1]! += starts[one]!;
  const sorted: PairsBySite = {
    originCount: first.length - 1,
    first: starts,
    origin: new Uint32Array(site.length),
    weight: new Float64Array(site.length),
  };
  const next = starts.slice();
  for (let from = 0; from < first.length - 1; from++)
    for (let pair = first[from]!; pair < first[from + 1]!; pair++) {
      const place = next[site[pair]!]!++;
      sorted.origin[place] = from;
      sorted.weight[place] = weight[pair]!;
    }
  return sorted;
}

/**
 * Three-step floating catchment (Wan, Zou and Sternberg, 2012): inhabitants share themselves first among the sites that have
 * a supply, by the weight of the journeys. R = S ÷ Σ G·W·P, A = Σ G·W·R. Only the journeys to a site that has a supply are gone
 * through: most services are in a few places.
 */
export function threeStepCatchment(
  { originCount, first, origin, weight }: PairsBySite,
  population: Float64Array,
  supply: Float64Array,
  askedCount = originCount,
): CatchmentAccess {
  assert(population.length === originCount, 'une population par origine');
  assert(supply.length === first.length - 1, 'une offre par lieu');
  const supplied = [...supply.keys()].filter((site) => supply[site]! > 0);
  const totalWeight = new Float64Array(originCount);
  for (const site of supplied) for (let pair = first[site]!; pair < first[site + 1]!; pair++) totalWeight[origin[pair]!]! += weight[pair]!;
  const demand = new Float64Array(supply.length);
  for (const site of supplied) {
    let sum = 0;
    for (let pair = first[site]!; pair < first[site + 1]!; pair++) {
      const from = origin[pair]!;
      sum += (weight[pair]! * weight[pair]! * population[from]!) / totalWeight[from]!;
    }
    demand[site] = sum;
  }
  const { ratio, lostSupply } = shareSupply(supply, demand);
  const access = new Float64Array(askedCount);
  for (const site of supplied)
    for (let pair = first[site]!; pair < first[site + 1]! && origin[pair]! < askedCount; pair++)
      access[origin[pair]!]! += weight[pair]! * weight[pair]! * ratio[site]!;
  for (let from = 0; from < askedCount; from++) if (totalWeight[from]! > 0) access[from]! /= totalWeight[from]!;
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
