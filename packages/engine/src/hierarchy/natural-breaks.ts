import { assert } from '../assert.ts';

/**
 * Cuts `values` in `classCount` classes that are as tight as can be (Fisher–Jenks: least sum of squares inside the
 * classes, found exactly). Returns the class of each value, 0 for the lowest. Equal values always share a class.
 */
export function naturalBreaks(values: Float64Array, classCount: number): Uint8Array {
  assert(values.every(Number.isFinite), 'valeurs finies');
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  assert(classCount >= 1 && distinct.length >= classCount, 'au moins autant de valeurs distinctes que de classes');
  const countOf = new Map<number, number>();
  for (const value of values) countOf.set(value, (countOf.get(value) ?? 0) + 1);
  // Values are shifted by their mean: sums of squares keep their digits.
  const shift = values.reduce((sum, value) => sum + value, 0) / values.length;
  const size = distinct.length;
  const counts = new Float64Array(size + 1);
  const sums = new Float64Array(size + 1);
  const squares = new Float64Array(size + 1);
  for (const [index, value] of distinct.entries()) {
    const count = countOf.get(value)!;
    counts[index + 1] = counts[index]! + count;
    sums[index + 1] = sums[index]! + count * (value - shift);
    squares[index + 1] = squares[index]! + count * (value - shift) ** 2;
  }
  const spread = (from: number, to: number) =>
    squares[to]! - squares[from]! - (sums[to]! - sums[from]!) ** 2 / (counts[to]! - counts[from]!);

  // least[k][j]: least spread of the first j values in k + 1 classes; start[k][j]: where their last class begins.
  const least = Array.from({ length: classCount }, () => new Float64Array(size + 1).fill(Infinity));
  const start = Array.from({ length: classCount }, () => new Int32Array(size + 1));
  for (let to = 1; to <= size; to++) least[0]![to] = spread(0, to);
  for (let classes = 1; classes < classCount; classes++)
    for (let to = classes + 1; to <= size; to++)
      for (let from = classes; from < to; from++) {
        const candidate = least[classes - 1]![from]! + spread(from, to);
        if (candidate >= least[classes]![to]!) continue;
        least[classes]![to] = candidate;
        start[classes]![to] = from;
      }
  const classOf = new Map<number, number>();
  let to = size;
  for (let classes = classCount - 1; classes >= 0; classes--) {
    const from = classes === 0 ? 0 : start[classes]![to]!;
    for (let index = from; index < to; index++) classOf.set(distinct[index]!, classes);
    to = from;
  }
  return Uint8Array.from(values, (value) => classOf.get(value)!);
}
