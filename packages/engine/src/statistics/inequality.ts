import { assert } from '../assert.ts';

/**
 * Gini coefficient of `values` (per head) over `weights` (heads): 0 when all have the same, near 1 when one has all.
 * Trapezes under the Lorenz curve. Null when the weights or the values add up to nothing.
 */
export function giniCoefficient(values: Float64Array, weights: Float64Array): number | null {
  checkPairs(values, weights);
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const weightSum = sumOf(weights);
  const total = order.reduce((sum, index) => sum + weights[index]! * values[index]!, 0);
  if (weightSum === 0 || total === 0) return null;
  let lorenz = 0;
  let area = 0;
  for (const index of order) {
    const next = lorenz + (weights[index]! * values[index]!) / total;
    area += (weights[index]! / weightSum) * (next + lorenz);
    lorenz = next;
  }
  return Math.max(0, 1 - area);
}

export interface TheilDecomposition {
  total: number;
  /** Part due to differences between the means of the groups. */
  between: number;
  /** Part due to differences inside the groups, each weighted by its share of the total. */
  within: number;
}

/**
 * Theil's T of `values` weighted by `weights`, split by `group` (an index per value). Values are strictly positive:
 * the caller adds what it must to zeros (half a minute to minutes) and says so.
 */
export function theilDecomposition(values: Float64Array, weights: Float64Array, group: Uint32Array): TheilDecomposition {
  checkPairs(values, weights);
  assert(group.length === values.length, 'un groupe par valeur');
  assert(
    values.every((value) => value > 0),
    'valeurs strictement positives',
  );
  const weightSum = sumOf(weights);
  assert(weightSum > 0, 'somme des poids positive');
  const groupCount = group.length === 0 ? 0 : Math.max(...group) + 1;
  const groupWeight = new Float64Array(groupCount);
  const groupTotal = new Float64Array(groupCount);
  for (let index = 0; index < values.length; index++) {
    groupWeight[group[index]!]! += weights[index]!;
    groupTotal[group[index]!]! += weights[index]! * values[index]!;
  }
  const mean = sumOf(groupTotal) / weightSum;
  let between = 0;
  for (let index = 0; index < groupCount; index++) {
    if (groupWeight[index] === 0) continue;
    const groupMean = groupTotal[index]! / groupWeight[index]!;
    between += (groupTotal[index]! / (weightSum * mean)) * Math.log(groupMean / mean);
  }
  let total = 0;
  for (let index = 0; index < values.length; index++)
    total += (weights[index]! / weightSum) * (values[index]! / mean) * Math.log(values[index]! / mean);
  return { total, between, within: total - between };
}

/**
 * Palma ratio: what the tenth with the most holds over what the four tenths with the least hold. For minutes, above 1
 * means that the worst-served tenth bears more than the best-served four. Null when those four hold nothing.
 */
export function palmaRatio(values: Float64Array, weights: Float64Array): number | null {
  checkPairs(values, weights);
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const weightSum = sumOf(weights);
  if (weightSum === 0) return null;
  let cumulative = 0;
  let bottom = 0;
  let top = 0;
  for (const index of order) {
    const from = cumulative / weightSum;
    cumulative += weights[index]!;
    const to = cumulative / weightSum;
    bottom += values[index]! * Math.max(0, Math.min(to, 0.4) - from);
    top += values[index]! * Math.max(0, to - Math.max(from, 0.9));
  }
  return bottom > 0 ? top / bottom : null;
}

export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function checkPairs(values: Float64Array, weights: Float64Array): void {
  assert(values.length === weights.length, 'un poids par valeur');
  for (let index = 0; index < values.length; index++) {
    assert(values[index]! >= 0 && values[index]! < Infinity, `valeur absente, négative ou infinie au rang ${index}`);
    assert(weights[index]! >= 0 && weights[index]! < Infinity, `poids absent ou négatif au rang ${index}`);
  }
}
