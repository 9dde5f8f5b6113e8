import { assert } from '../assert.ts';

/** Mean growth a year, as a ratio (0.01 = 1 % a year); null when either population is 0. */
export function annualGrowthRatio({ from, to, years }: { from: number; to: number; years: number }): number | null {
  assert(from >= 0 && to >= 0 && years > 0, 'populations positives et durée non nulle');
  return from > 0 && to > 0 ? (to / from) ** (1 / years) - 1 : null;
}

/** Births less deaths a year over the population at the start, as a ratio; null without population. */
export function annualNaturalBalanceRatio({
  births,
  deaths,
  population,
  years,
}: {
  births: number;
  deaths: number;
  population: number;
  years: number;
}): number | null {
  assert(births >= 0 && deaths >= 0 && population >= 0 && years > 0, 'effectifs positifs et durée non nulle');
  return population > 0 ? (births - deaths) / population / years : null;
}

/** People of 65 and over for 100 of under 20; null where nobody is under 20. */
export function ageingIndex({ over65, under20 }: { over65: number; under20: number }): number | null {
  assert(over65 >= 0 && under20 >= 0, 'effectifs positifs');
  return under20 > 0 ? (100 * over65) / under20 : null;
}

/**
 * A rate drawn towards that of a larger territory when the commune is small: `pseudoCount` (50 in the method note)
 * is the number of people of that territory lent to it. Counts and rate are of the same people.
 */
export function shrunkenRate({
  count,
  total,
  referenceRate,
  pseudoCount,
}: {
  count: number;
  total: number;
  referenceRate: number;
  pseudoCount: number;
}): number {
  assert(count >= 0 && total >= count && pseudoCount > 0, 'effectif inférieur ou égal au total');
  return (count + pseudoCount * referenceRate) / (total + pseudoCount);
}
