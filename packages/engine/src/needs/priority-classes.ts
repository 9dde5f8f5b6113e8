import { assert } from '../assert.ts';
import { weightedQuantile } from '../statistics/weighted-minutes.ts';

/** Class of a commune without figure. */
export const NO_CLASS = 255;

/** Priority by class of deficit (row) and of need (column), low to high: 1 act first, 2 strengthen, 3 watch or adapt, 4 maintain. */
export const PRIORITY_MATRIX = [
  [4, 4, 3],
  [4, 3, 2],
  [3, 2, 1],
] as const;

export interface PriorityClasses {
  /** 0 low, 1 middle, 2 high; NO_CLASS without figure. */
  deficitClass: Uint8Array;
  needClass: Uint8Array;
  /** The two values between the classes; null when no commune has a figure. */
  deficitCuts: [number, number] | null;
  needCuts: [number, number] | null;
  /** 1 to 4; 0 where either figure is missing. */
  priority: Uint8Array;
  /** The priority that the commune would have with its deficit and need raised by the margin: lower than `priority` for a near miss. */
  nearPriority: Uint8Array;
}

/**
 * Communes by thirds of the population according to their deficit of offer and to their need, and the priority that
 * both give. A value exactly at a cut goes to the lower class. The margin of a near miss is `nearRatio` of the distance
 * between the two cuts. NaN where there is no figure; the weight (population) of such a commune counts in no third.
 */
export function classifyPriorities(options: {
  deficit: Float64Array;
  need: Float64Array;
  population: Float64Array;
  nearRatio: number;
}): PriorityClasses {
  const { deficit, need, population, nearRatio } = options;
  assert(deficit.length === need.length && need.length === population.length, 'autant de valeurs que de communes');
  assert(nearRatio >= 0, 'marge positive ou nulle');
  const byDeficit = classifyThirds(deficit, population, nearRatio);
  const byNeed = classifyThirds(need, population, nearRatio);
  const priorityOf = (deficits: Uint8Array, needs: Uint8Array) =>
    Uint8Array.from(deficits, (row, index) => PRIORITY_MATRIX[row]?.[needs[index]!] ?? 0);
  return {
    deficitClass: byDeficit.classes,
    needClass: byNeed.classes,
    deficitCuts: byDeficit.cuts,
    needCuts: byNeed.cuts,
    priority: priorityOf(byDeficit.classes, byNeed.classes),
    nearPriority: priorityOf(byDeficit.raised, byNeed.raised),
  };
}

function classifyThirds(values: Float64Array, weights: Float64Array, nearRatio: number) {
  const known = [...values.keys()].filter((index) => !Number.isNaN(values[index]));
  // Cuts are drawn from what is above the least value: quantiles of minutes take no negative number, needs have some.
  const least = known.reduce((lowest, index) => Math.min(lowest, values[index]!), Infinity);
  const above = Float64Array.from(known, (index) => values[index]! - least);
  const inhabitants = Float64Array.from(known, (index) => weights[index]!);
  const cuts = [1 / 3, 2 / 3].map((share) => weightedQuantile(above, inhabitants, share) ?? Infinity);
  const margin = nearRatio * (cuts[1]! - cuts[0]!) || 0;
  const classify = (raise: number) =>
    Uint8Array.from(values, (value) =>
      Number.isNaN(value) ? NO_CLASS : Number(value - least + raise > cuts[0]!) + Number(value - least + raise > cuts[1]!),
    );
  const isTold = cuts.every((cut) => cut < Infinity);
  return {
    classes: classify(0),
    raised: classify(margin),
    cuts: isTold ? ([cuts[0]! + least, cuts[1]! + least] as [number, number]) : null,
  };
}
