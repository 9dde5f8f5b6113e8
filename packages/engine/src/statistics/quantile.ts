import { assert } from '../assert.ts';

/** Quantile of the values present (NaN left out), linear between neighbours (Hyndman–Fan type 7). NaN when there are none. */
export function quantileOf(values: Float64Array, quantile: number): number {
  assert(quantile >= 0 && quantile <= 1, 'quantile entre 0 et 1');
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return Number.NaN;
  const position = quantile * (sorted.length - 1);
  const low = sorted[Math.floor(position)]!;
  const high = sorted[Math.ceil(position)]!;
  return low === high ? low : low + (high - low) * (position - Math.floor(position));
}

/** The values, those below the quantile `low` or above the quantile `high` brought back to it; NaN stays NaN. */
export function winsorise(values: Float64Array, { low, high }: { low: number; high: number }): Float64Array {
  const floor = quantileOf(values, low);
  const ceiling = quantileOf(values, high);
  return values.map((value) => (value < floor ? floor : value > ceiling ? ceiling : value));
}
