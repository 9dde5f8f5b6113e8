import { assert } from '../assert.ts';
import { standardScores } from './standard-scores.ts';

/** Pearson's correlation over the communes that have both values (NaN where missing); null when fewer than three have, or one is constant. */
export function pearsonCorrelation(a: Float64Array, b: Float64Array): number | null {
  assert(a.length === b.length, 'autant de valeurs de part et d’autre');
  const both = [...a.keys()].filter((index) => !Number.isNaN(a[index]) && !Number.isNaN(b[index]));
  if (both.length < 3) return null;
  const first = standardScores(Float64Array.from(both, (index) => a[index]!));
  const second = standardScores(Float64Array.from(both, (index) => b[index]!));
  if (first.every((value) => value === 0) || second.every((value) => value === 0)) return null;
  return first.reduce((sum, value, index) => sum + value * second[index]!, 0) / both.length;
}
