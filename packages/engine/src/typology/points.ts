import { assert } from '../assert.ts';

/** Units described by the same variables, standardised beforehand: row-major `[unit × variable]`, nothing missing. */
export interface Points {
  count: number;
  dimensionCount: number;
  values: Float64Array;
}

export function checkPoints({ count, dimensionCount, values }: Points): void {
  assert(values.length === count * dimensionCount, 'autant de valeurs que d’unités × variables');
  assert(!values.some((value) => !Number.isFinite(value)), 'valeurs finies');
}

export function squaredDistance(a: Float64Array, aOffset: number, b: Float64Array, bOffset: number, dimensionCount: number): number {
  let sum = 0;
  for (let dimension = 0; dimension < dimensionCount; dimension++) sum += (a[aOffset + dimension]! - b[bOffset + dimension]!) ** 2;
  return sum;
}

/** Means of each class, `[class × variable]`; a class without unit stays at zero. */
export function centroidsOf({ count, dimensionCount, values }: Points, classOf: Uint32Array, classCount: number): Float64Array {
  const centroids = new Float64Array(classCount * dimensionCount);
  const sizes = new Float64Array(classCount);
  for (let unit = 0; unit < count; unit++) {
    sizes[classOf[unit]!]!++;
    for (let dimension = 0; dimension < dimensionCount; dimension++)
      centroids[classOf[unit]! * dimensionCount + dimension]! += values[unit * dimensionCount + dimension]!;
  }
  return centroids.map((sum, index) => sum / Math.max(1, sizes[Math.floor(index / dimensionCount)]!));
}

/** Sum of squared distances of the units to the centre of their class. */
export function inertiaWithin(points: Points, classOf: Uint32Array, classCount: number): number {
  const centroids = centroidsOf(points, classOf, classCount);
  let sum = 0;
  for (let unit = 0; unit < points.count; unit++)
    sum += squaredDistance(
      points.values,
      unit * points.dimensionCount,
      centroids,
      classOf[unit]! * points.dimensionCount,
      points.dimensionCount,
    );
  return sum;
}

/** The same classes numbered in the order in which the units meet them: two runs then number them alike. */
export function renumber(classOf: Uint32Array): Uint32Array {
  const numbers = new Map<number, number>();
  return classOf.map((one) => {
    if (!numbers.has(one)) numbers.set(one, numbers.size);
    return numbers.get(one)!;
  });
}
