import { assert } from '../assert.ts';

/**
 * Deviations from the mean in (population) standard deviations; NaN stays NaN and does not count. A constant
 * series gives 0 everywhere: no commune stands out. Weighted when `weights` are given.
 */
export function standardScores(values: Float64Array, weights?: Float64Array): Float64Array {
  assert(weights === undefined || weights.length === values.length, 'un poids par valeur');
  let weightSum = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index])) continue;
    assert(Number.isFinite(values[index]), 'valeurs finies ou absentes');
    const weight = weights === undefined ? 1 : weights[index]!;
    assert(weight >= 0, 'poids positif ou nul');
    weightSum += weight;
    sum += weight * values[index]!;
  }
  const mean = sum / weightSum;
  let squares = 0;
  for (let index = 0; index < values.length; index++)
    if (!Number.isNaN(values[index])) squares += (weights === undefined ? 1 : weights[index]!) * (values[index]! - mean) ** 2;
  const deviation = Math.sqrt(squares / weightSum);
  // Below this, differences are rounding of the sum, not differences between communes.
  const isConstant = !(deviation > 1e-12 * Math.abs(mean));
  return values.map((value) => (Number.isNaN(value) ? Number.NaN : isConstant ? 0 : (value - mean) / deviation));
}
