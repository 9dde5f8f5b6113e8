import { assert } from '../assert.ts';
import { seededRandom } from '../seeded-random.ts';

export interface RankIntervals {
  /** Ranks (1 = highest need) between which a commune stays in 90 % of the draws; 0 where it has no score. */
  low: Uint32Array;
  high: Uint32Array;
  /** Share of the draws in which the commune leaves the third of the ranking that `baseRank` gives it; NaN without score. */
  classChangeRatio: Float64Array;
}

/**
 * What the ranking owes to the weights: ranks over weights drawn evenly among all that sum to 1 (Dirichlet(1, …, 1)).
 * A component missing for a commune is left out of its mean, as in the composite. A commune with a `baseRank` of 0 takes
 * no rank. Weights are the gaps between sorted uniform numbers, which needs no logarithm: a seed gives the same bits everywhere.
 */
export function drawRankIntervals(options: {
  /** Scores turned towards need, `[component][commune]`, NaN where missing. */
  componentScores: readonly Float64Array[];
  baseRank: Uint32Array;
  drawCount: number;
  seed: number;
}): RankIntervals {
  const { componentScores, baseRank, drawCount, seed } = options;
  assert(componentScores.length > 0 && drawCount > 0, 'au moins une composante et un tirage');
  const ranked = Uint32Array.from([...baseRank.keys()].filter((commune) => baseRank[commune] !== 0));
  const random = seededRandom(seed);
  const scores = new Float64Array(ranked.length);
  const ranks = new Uint32Array(ranked.length * drawCount);
  const thirdOf = (rank: number) => Math.floor((3 * (rank - 1)) / ranked.length);
  const changes = new Uint32Array(ranked.length);
  for (let draw = 0; draw < drawCount; draw++) {
    scoreWith(drawWeights(componentScores.length, random), componentScores, ranked, scores);
    const sorted = scores.slice().sort();
    for (let position = 0; position < ranked.length; position++) {
      const rank = 1 + ranked.length - firstAbove(sorted, scores[position]!);
      ranks[position * drawCount + draw] = rank;
      if (thirdOf(rank) !== thirdOf(baseRank[ranked[position]!]!)) changes[position]!++;
    }
  }
  const low = new Uint32Array(baseRank.length);
  const high = new Uint32Array(baseRank.length);
  const classChangeRatio = new Float64Array(baseRank.length).fill(Number.NaN);
  for (const [position, commune] of ranked.entries()) {
    const drawn = ranks.subarray(position * drawCount, (position + 1) * drawCount).sort();
    low[commune] = drawn[Math.ceil(0.05 * drawCount) - 1]!;
    high[commune] = drawn[Math.ceil(0.95 * drawCount) - 1]!;
    classChangeRatio[commune] = changes[position]! / drawCount;
  }
  return { low, high, classChangeRatio };
}

/** Weights that sum to 1, every such choice as likely as any other. */
export function drawWeights(count: number, random: () => number): Float64Array {
  const cuts = Float64Array.from({ length: count - 1 }, random).sort();
  return Float64Array.from({ length: count }, (_, index) => (cuts[index] ?? 1) - (cuts[index - 1] ?? 0));
}

function scoreWith(weights: Float64Array, componentScores: readonly Float64Array[], ranked: Uint32Array, scores: Float64Array): void {
  for (let position = 0; position < ranked.length; position++) {
    let sum = 0;
    let present = 0;
    for (let component = 0; component < weights.length; component++) {
      const value = componentScores[component]![ranked[position]!]!;
      if (Number.isNaN(value)) continue;
      sum += weights[component]! * value;
      present += weights[component]!;
    }
    scores[position] = present > 0 ? sum / present : 0;
  }
}

/** Index of the first of the sorted values that is strictly above `value`. */
function firstAbove(sorted: Float64Array, value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! > value) to = middle;
    else from = middle + 1;
  }
  return from;
}
