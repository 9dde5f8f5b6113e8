import type { Catchments } from '@maillage/domain/accessibility/catchments.ts';
import { checkDecay } from '@maillage/engine/catchment/band-weight.ts';
import { demandOfSites, floatingCatchment, sortBySite, threeStepCatchment } from '@maillage/engine/catchment/floating-catchment.ts';
import { standardisePopulation } from '@maillage/engine/catchment/standardised-population.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { countFacilities } from '../compute/compute-centres.ts';
import { type CommunePairs, weighPairs } from './commune-pairs.ts';

/** Values are written per thousand inhabitants, to a millionth. */
const PER = 1000;
const DECIMALS = 1e6;
/** Care given by people in practice: the services that the APL is made for. */
const CARE = /^D2\d\d$/;

type CatchmentInput = Pick<ChapterInput, 'referential'> & { parameters: Pick<ChapterInput['parameters'], 'catchment' | 'apl'> };

/**
 * Places per 1,000 inhabitants that each own commune reaches, the others who come to them counted, for every service collected.
 * From commune to commune, as the published index does it. Inhabitants whose number is not known count for nobody.
 */
export function computeCatchments(input: CatchmentInput, pairs: CommunePairs): Catchments {
  const { referential, parameters } = input;
  const { communes, ownCount, groupings } = referential;
  const counts = countFacilities(referential);
  const { catchment, apl } = parameters;
  const simple = { bandMinutes: [catchment.bandMinutes.at(-1)!], weights: [1] };
  for (const decay of [catchment, apl]) checkDecay(decay);
  const population = Float64Array.from(communes, ({ populationCount }) => populationCount ?? 0);
  const standardised = standardise(input, population);
  const prepared = {
    '2sfca': { pairs: weighPairs(pairs, simple), people: population },
    e2sfca: { pairs: weighPairs(pairs, catchment), people: population },
    apl: { pairs: weighPairs(pairs, apl), people: standardised },
  };
  const bySite = sortBySite(prepared.e2sfca.pairs);
  const demands = Object.fromEntries(Object.entries(prepared).map(([method, one]) => [method, demandOfSites(one.pairs, one.people)]));
  const result: Catchments = { communeCodes: communes.slice(0, ownCount).map(({ code }) => code), tables: [], lost: [], emptyReasons: {} };
  for (const [column, { code: serviceType, collected, facilityTypes }] of groupings.entries()) {
    if (!collected) continue;
    const supply = Float64Array.from(communes, (_, row) => counts[row * groupings.length + column]!);
    const write = (method: Catchments['tables'][number]['method'], access: Float64Array) =>
      result.tables.push({
        serviceType,
        method,
        values: Array.from(access, (value) => Math.round(value * PER * DECIMALS) / DECIMALS),
      });
    const two = floatingCatchment(prepared['2sfca'].pairs, demands['2sfca']!, supply, ownCount);
    write('2sfca', two.access);
    write('e2sfca', floatingCatchment(prepared.e2sfca.pairs, demands.e2sfca!, supply, ownCount).access);
    write('3sfca', threeStepCatchment(bySite, population, supply, ownCount).access);
    if (facilityTypes.some((type) => CARE.test(type)))
      write('apl', floatingCatchment(prepared.apl.pairs, demands.apl!, supply, ownCount).access);
    if (two.lostSupply > 0) result.lost.push({ serviceType, count: two.lostSupply });
  }
  if (result.tables.length === 0) result.emptyReasons.fca = 'Aucun équipement n’est recensé : il n’y a pas d’offre à partager.';
  return result;
}

/** Inhabitants by the care they use; the inhabitants themselves where ages are not known or the coefficients are equal. */
function standardise({ referential, parameters }: CatchmentInput, population: Float64Array): Float64Array {
  const { ageCoefficients } = parameters.apl;
  const young = referential.indicators.get('under15');
  const old = referential.indicators.get('over75');
  if (young === undefined || old === undefined || new Set(ageCoefficients).size === 1) return population;
  const byAge = new Float64Array(population.length * 3);
  for (const [row, people] of population.entries()) {
    const [under15, over75] = [young[row]?.value ?? null, old[row]?.value ?? null];
    // A commune without ages is of average age: all its inhabitants weigh as those between 15 and 74.
    byAge[row * 3] = people * (under15 ?? 0);
    byAge[row * 3 + 2] = people * (over75 ?? 0);
    byAge[row * 3 + 1] = people - byAge[row * 3]! - byAge[row * 3 + 2]!;
  }
  return standardisePopulation(byAge, ageCoefficients);
}
