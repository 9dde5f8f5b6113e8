import { assert } from '../assert.ts';

export interface WeightedMean {
  /** Null when nobody reaches. */
  mean: number | null;
  /** Values left out because Infinity, and the weight they stand for. */
  unreachableCount: number;
  unreachableWeight: number;
}

/**
 * Mean of minutes weighted by the population concerned. Unreachable (Infinity) is left out of the mean and counted;
 * not collected (NaN) is the caller's mistake and stops the computation. A weight of 0 counts for nothing.
 */
export function weightedMean(minutes: Float32Array | Float64Array, weights: Float64Array): WeightedMean {
  checkMinutes(minutes, weights);
  let sum = 0;
  let reachedWeight = 0;
  let unreachableCount = 0;
  let unreachableWeight = 0;
  for (let index = 0; index < minutes.length; index++) {
    if (minutes[index] === Infinity) {
      unreachableCount++;
      unreachableWeight += weights[index]!;
    } else {
      sum += weights[index]! * minutes[index]!;
      reachedWeight += weights[index]!;
    }
  }
  return { mean: reachedWeight > 0 ? sum / reachedWeight : null, unreachableCount, unreachableWeight };
}

/**
 * The least minutes within which a share `quantile` (0–1) of the weight lies. Unreachable comes last: the answer may
 * be Infinity. Null when there is no weight at all.
 */
export function weightedQuantile(minutes: Float32Array | Float64Array, weights: Float64Array, quantile: number): number | null {
  checkMinutes(minutes, weights);
  assert(quantile >= 0 && quantile <= 1, 'quantile entre 0 et 1');
  const order = [...minutes.keys()].filter((index) => weights[index]! > 0).sort((a, b) => compare(minutes[a]!, minutes[b]!));
  const total = order.reduce((sum, index) => sum + weights[index]!, 0);
  let cumulative = 0;
  for (const index of order) {
    cumulative += weights[index]!;
    // The margin forgives the rounding of the running sum.
    if (cumulative >= quantile * total * (1 - 1e-12)) return minutes[index]!;
  }
  return null;
}

/** Share (0–1) of the weight strictly beyond the threshold; unreachable is beyond. Null when there is no weight at all. */
export function shareBeyond(minutes: Float32Array | Float64Array, weights: Float64Array, thresholdMinutes: number): number | null {
  checkMinutes(minutes, weights);
  let beyond = 0;
  let total = 0;
  for (let index = 0; index < minutes.length; index++) {
    total += weights[index]!;
    if (minutes[index]! > thresholdMinutes) beyond += weights[index]!;
  }
  return total > 0 ? beyond / total : null;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1; // Infinity − Infinity is NaN: no subtraction
}

function checkMinutes(minutes: Float32Array | Float64Array, weights: Float64Array): void {
  assert(minutes.length === weights.length, 'un poids par valeur');
  for (let index = 0; index < minutes.length; index++) {
    assert(minutes[index]! >= 0, `temps absent ou négatif au rang ${index} : une valeur non collectée n’entre pas dans un calcul`);
    assert(weights[index]! >= 0 && weights[index]! < Infinity, `poids absent ou négatif au rang ${index}`);
  }
}
