import { assert } from '../assert.ts';
import { sumOf } from './inequality.ts';

/** Share of the whole that each part holds, 0 to 1; null when the whole is nothing. */
export function sharesOf(counts: Float64Array): Float64Array | null {
  assert(
    counts.every((count) => count >= 0 && count < Infinity),
    'effectifs positifs ou nuls',
  );
  const total = sumOf(counts);
  return total > 0 ? counts.map((count) => count / total) : null;
}

/** Herfindahl–Hirschman index: sum of squared shares, 1/n when spread evenly over n communes, 1 when in one alone. */
export function herfindahlIndex(counts: Float64Array): number | null {
  return sharesOf(counts)?.reduce((sum, share) => sum + share * share, 0) ?? null;
}

/** Hoover index: share of the facilities that would have to move to follow the population. 0 to 1, null without either. */
export function hooverIndex(counts: Float64Array, population: Float64Array): number | null {
  assert(counts.length === population.length, 'une population par commune');
  const facilities = sharesOf(counts);
  const people = sharesOf(population);
  if (facilities === null || people === null) return null;
  return facilities.reduce((sum, share, index) => sum + Math.abs(share - people[index]!), 0) / 2;
}

/**
 * Location quotient of each commune: its share of the facilities over its share of the population. Above 1, better
 * endowed than its population. NaN where nobody lives, or where nothing is to be shared.
 */
export function locationQuotients(counts: Float64Array, population: Float64Array): Float64Array {
  assert(counts.length === population.length, 'une population par commune');
  const facilities = sharesOf(counts);
  const people = sharesOf(population);
  return counts.map((_, index) => {
    if (facilities === null || people === null || people[index] === 0) return Number.NaN;
    return facilities[index]! / people[index]!;
  });
}
