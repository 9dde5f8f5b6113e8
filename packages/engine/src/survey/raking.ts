import { assert } from '../assert.ts';

/** A margin: the group of each respondent (−1 where unknown) and what each group weighs in the population. */
export interface SurveyMargin {
  groupOf: Int32Array;
  targets: Float64Array;
}

export interface Raking {
  /** One weight a respondent, whose mean is 1. */
  weights: Float64Array;
  /** False when the margins are not reached within the rounds allowed, or cannot be under the limits of the weights. */
  converged: boolean;
  /** Largest relative difference left between a group and its target. */
  largestError: number;
  rounds: number;
}

/**
 * Weights that give the respondents the margins of the population (iterative proportional fitting, Deming and Stephan, 1940).
 * Targets are shares or counts: each margin is brought to the number of its respondents. A respondent whose group is unknown
 * is left as it is by that margin. A group with a target and no respondent is the caller's mistake: see `findEmptyGroups`.
 */
export function rakeWeights(
  margins: readonly SurveyMargin[],
  options: { start: Float64Array; maxRounds: number; tolerance: number; limits: { low: number; high: number } | null },
): Raking {
  const { start, maxRounds, tolerance, limits } = options;
  for (const margin of margins) assert(findEmptyGroups(margin).length === 0, 'aucun groupe sans répondant');
  const raked = fit(margins, start, { maxRounds, tolerance });
  if (limits === null || raked.weights.every((weight) => weight >= limits.low && weight <= limits.high)) return raked;
  const trimmed = raked.weights.map((weight) => Math.min(limits.high, Math.max(limits.low, weight)));
  return fit(margins, trimmed, { maxRounds, tolerance });
}

/** Groups that weigh something in the population and that nobody answers for: they must be merged with others. */
export function findEmptyGroups({ groupOf, targets }: SurveyMargin): number[] {
  return [...targets.keys()].filter((group) => targets[group]! > 0 && !groupOf.includes(group));
}

function fit(
  margins: readonly SurveyMargin[],
  start: Float64Array,
  { maxRounds, tolerance }: { maxRounds: number; tolerance: number },
): Raking {
  let weights = start.slice();
  let largestError = Infinity;
  let rounds = 0;
  while (rounds < maxRounds && largestError > tolerance) {
    rounds++;
    for (const margin of margins) {
      const factors = factorsOf(margin, weights);
      weights = weights.map((weight, index) => weight * (factors[margin.groupOf[index]!] ?? 1));
    }
    largestError = margins.reduce(
      (largest, margin) => Math.max(largest, ...[...factorsOf(margin, weights)].map((factor) => Math.abs(factor - 1))),
      0,
    );
  }
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return { weights: weights.map((weight) => weight / mean), converged: largestError <= tolerance, largestError, rounds };
}

/** What each group must be multiplied by to reach its target, the margin being as heavy as its respondents are. */
function factorsOf({ groupOf, targets }: SurveyMargin, weights: Float64Array): Float64Array {
  const sums = new Float64Array(targets.length);
  for (let index = 0; index < weights.length; index++) if (groupOf[index]! >= 0) sums[groupOf[index]!]! += weights[index]!;
  const known = sums.reduce((sum, one) => sum + one, 0);
  const target = targets.reduce((sum, one) => sum + one, 0);
  return targets.map((one, group) => (sums[group] === 0 ? 1 : ((one / target) * known) / sums[group]!));
}
