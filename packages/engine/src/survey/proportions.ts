import { assert } from '../assert.ts';

/** Quantile of the normal law for 95 %. */
const Z = 1.959964;

/** Number of respondents drawn evenly that would be as precise as these weighted ones (Kish, 1965). */
export function effectiveCount(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    assert(weight >= 0 && weight < Infinity, 'poids positif ou nul');
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}

/** How many times more respondents the weighting costs. */
export const designEffect = (weights: Float64Array): number => weights.length / effectiveCount(weights);
/** The same for answers gathered by clusters (interviewers, communes) whose answers look alike. */
export const clusterDesignEffect = ({ meanSize, likeness }: { meanSize: number; likeness: number }): number =>
  1 + (meanSize - 1) * likeness;

/** Half of the interval at 95 % of a share of one half, on that many respondents: the worst case. */
export const marginOfError = (count: number): number => Z * Math.sqrt(0.25 / count);
/** Respondents that a margin asks for, evenly drawn; times the design effect when they are weighted. */
export const countForMargin = (margin: number, effect = 1): number => Math.ceil(((Z * Z * 0.25) / (margin * margin)) * effect);

/** Weighted share of those who said yes (1); null without respondent. */
export function weightedShare(answers: Uint8Array, weights: Float64Array): number | null {
  assert(answers.length === weights.length, 'un poids par réponse');
  let yes = 0;
  let all = 0;
  for (let index = 0; index < answers.length; index++) {
    all += weights[index]!;
    if (answers[index] !== 0) yes += weights[index]!;
  }
  return all > 0 ? yes / all : null;
}

/** Interval at 95 % of a share seen on `count` respondents, effective when they are weighted (Wilson, 1927). */
export function wilsonInterval(share: number, count: number): { low: number; high: number } {
  assert(share >= 0 && share <= 1 && count > 0, 'part entre 0 et 1 sur au moins une réponse');
  const square = (Z * Z) / count;
  const centre = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
