/**
 * Class breaks. A list of `n` breaks makes `n + 1` classes; a value equal to a break belongs to the class
 * below it, because « loin » means strictly more than the threshold.
 */

/** Index of the class of `value`, from 0 to `breaks.length`. The value must be finite. */
export function classIndexOf(value: number, breaks: readonly number[]): number {
  let index = 0;
  while (index < breaks.length && value > breaks[index]!) index++;
  return index;
}

/** Breaks at equal steps between the least and the greatest value; fewer than two distinct values give no break. */
export function equalBreaks(values: readonly number[], classCount: number): number[] {
  const sorted = sortedFinite(values);
  if (sorted.length === 0 || sorted[0] === sorted.at(-1)) return [];
  const [least, greatest] = [sorted[0]!, sorted.at(-1)!];
  return Array.from({ length: classCount - 1 }, (_, index) => least + ((index + 1) * (greatest - least)) / classCount);
}

/** Breaks that put as many values in each class as equal values allow; ties never fall on both sides of a break. */
export function quantileBreaks(values: readonly number[], classCount: number): number[] {
  const sorted = sortedFinite(values);
  const breaks: number[] = [];
  for (let rank = 1; rank < classCount; rank++) {
    const value = sorted[Math.ceil((rank * sorted.length) / classCount) - 1];
    if (value !== undefined && value > (breaks.at(-1) ?? -Infinity) && value < sorted.at(-1)!) breaks.push(value);
  }
  return breaks;
}

/**
 * Breaks that make the classes as homogeneous as can be: the exact least sum of squared differences to the class
 * means (Fisher 1958, known to cartographers as Jenks). Never more classes than distinct values.
 * Costs classes × distinct² operations: beyond `MAX_DISTINCT` values an even sample of them is classed.
 */
export function jenksBreaks(values: readonly number[], classCount: number): number[] {
  const sorted = evenSample(sortedFinite(values), MAX_DISTINCT);
  const distinctCount = new Set(sorted).size;
  if (distinctCount <= 1) return [];
  const firstOfClass = bestPartition(sorted, Math.min(classCount, distinctCount));
  return firstOfClass.slice(1).map((first) => sorted[first - 1]!);
}

const MAX_DISTINCT = 1500;

/** Dynamic programme over the sorted values: index of the first value of each class of the best partition. */
function bestPartition(sorted: readonly number[], classCount: number): number[] {
  const count = sorted.length;
  const sums = new Float64Array(count + 1);
  const squares = new Float64Array(count + 1);
  for (const [index, value] of sorted.entries()) {
    sums[index + 1] = sums[index]! + value;
    squares[index + 1] = squares[index]! + value * value;
  }
  const spread = (from: number, to: number) => {
    const sum = sums[to]! - sums[from]!;
    return squares[to]! - squares[from]! - (sum * sum) / (to - from);
  };
  let best = Float64Array.from({ length: count + 1 }, (_, to) => (to === 0 ? 0 : spread(0, to)));
  const cuts: Int32Array[] = [];
  for (let classes = 2; classes <= classCount; classes++) {
    const next = new Float64Array(count + 1).fill(Infinity);
    const cut = new Int32Array(count + 1);
    for (let to = classes; to <= count; to++) {
      for (let from = classes - 1; from < to; from++) {
        // Equal values stay together: a cut inside a tie would draw two communes of one value in two colours.
        if (sorted[from] === sorted[from - 1]) continue;
        const cost = best[from]! + spread(from, to);
        if (cost < next[to]!) {
          next[to] = cost;
          cut[to] = from;
        }
      }
    }
    best = next;
    cuts.push(cut);
  }
  const firsts: number[] = [];
  let to = count;
  for (const cut of cuts.reverse()) {
    to = cut[to]!;
    firsts.unshift(to);
  }
  return [0, ...firsts];
}

/** The ways to cut values into classes that a reader may choose between. */
export const CLASS_METHODS = ['jenks', 'quantiles', 'equal', 'nested-means', 'standard-deviation'] as const;
export type ClassMethod = (typeof CLASS_METHODS)[number];

/** Breaks by a method, for `classCount` classes at most. Nested means make a power of two of them: the greatest that is not above. */
export function computeBreaks(method: ClassMethod, values: readonly number[], classCount: number): number[] {
  switch (method) {
    case 'jenks':
      return jenksBreaks(values, classCount);
    case 'quantiles':
      return quantileBreaks(values, classCount);
    case 'equal':
      return equalBreaks(values, classCount);
    case 'nested-means':
      return nestedMeansBreaks(values, classCount);
    case 'standard-deviation':
      return standardDeviationBreaks(values, classCount);
  }
}

/** The mean, then the mean of each side, and so on: 2, 4 or 8 classes. A side of equal values is not cut. */
export function nestedMeansBreaks(values: readonly number[], classCount: number): number[] {
  const cut = (sorted: readonly number[], depth: number): number[] => {
    if (depth === 0 || sorted.length === 0 || sorted[0] === sorted.at(-1)) return [];
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    const below = sorted.filter((value) => value <= mean);
    return [...cut(below, depth - 1), mean, ...cut(sorted.slice(below.length), depth - 1)];
  };
  return cut(sortedFinite(values), Math.floor(Math.log2(classCount)));
}

/**
 * Breaks one standard deviation apart, laid evenly about the mean: an odd number of classes has the mean in the middle of
 * one, an even number has it as a break. Breaks beyond the values are left out, their class would be empty.
 */
export function standardDeviationBreaks(values: readonly number[], classCount: number): number[] {
  const sorted = sortedFinite(values);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length);
  if (sorted.length === 0 || deviation === 0) return [];
  return Array.from({ length: classCount - 1 }, (_, index) => mean + (index - (classCount - 2) / 2) * deviation).filter(
    (value) => value >= sorted[0]! && value < sorted.at(-1)!,
  );
}

/** How many values stand in each of `binCount` equal steps from the least to the greatest; what a break falls among. */
export function countInBins(values: readonly number[], binCount: number): { least: number; greatest: number; counts: number[] } | null {
  const sorted = sortedFinite(values);
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  if (least === undefined || greatest === undefined) return null;
  const counts = Array.from({ length: binCount }, () => 0);
  for (const value of sorted) counts[Math.min(binCount - 1, Math.floor(((value - least) / (greatest - least || 1)) * binCount))]!++;
  return { least, greatest, counts };
}

function sortedFinite(values: readonly number[]): number[] {
  return values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
}

function evenSample(sorted: number[], size: number): number[] {
  if (sorted.length <= size) return sorted;
  return Array.from({ length: size }, (_, index) => sorted[Math.round((index * (sorted.length - 1)) / (size - 1))]!);
}
