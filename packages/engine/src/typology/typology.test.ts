import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { consolidateClasses, silhouettes } from './k-means.ts';
import { inertiaWithin, type Points } from './points.ts';
import { buildWardHierarchy, chooseClassCount, cutHierarchy } from './ward.ts';

// EX6.4: two pairs of neighbours and one apart.
const points: Points = { count: 5, dimensionCount: 2, values: Float64Array.of(0, 0, 0, 1, 4, 4, 4, 5, 10, 0) };

test('EX6.4: neighbours join first; what the merges add is the whole inertia', () => {
  const merges = buildWardHierarchy(points);
  for (const [index, delta] of [0.5, 0.5, 32, 56.2].entries()) expect(merges[index]!.delta).toBeCloseTo(delta, 9);
  for (const [index, height] of [1, 1, 8, 10.6019].entries()) expect(Math.sqrt(2 * merges[index]!.delta)).toBeCloseTo(height, 4);
  expect(merges.reduce((sum, { delta }) => sum + delta, 0)).toBeCloseTo(89.2, 9);
  expect([...cutHierarchy(merges, 3)]).toEqual([0, 0, 1, 1, 2]);
  expect([...cutHierarchy(merges, 2)]).toEqual([0, 0, 0, 0, 1]);
  expect(chooseClassCount(merges, { least: 2, most: 4 })).toBe(3);
});

test('EX6.4: silhouettes of the three classes, 0 for the one alone', () => {
  const classOf = Uint32Array.of(0, 0, 1, 1, 2);
  const result = silhouettes(points, classOf, 3);
  for (const [unit, value] of [0.8342, 0.8123, 0.8123, 0.8342, 0].entries()) expect(result[unit]).toBeCloseTo(value, 4);
  expect(result.reduce((sum, value) => sum + value, 0) / 5).toBeCloseTo(0.6586, 4);
});

test('a bad start is mended by another, and a seed gives the same classes again', () => {
  const options = { start: Uint32Array.of(0, 1, 2, 0, 1), classCount: 3, restartCount: 50, seed: 4 };
  expect([...consolidateClasses(points, options)]).toEqual([0, 0, 1, 1, 2]);
  expect(consolidateClasses(points, options)).toEqual(consolidateClasses(points, options));
});

test('Ward merges what trying every pair would merge', () => {
  const random = seededRandom(8);
  for (let round = 0; round < 10; round++) {
    const world: Points = { count: 12, dimensionCount: 2, values: Float64Array.from({ length: 24 }, random) };
    expect(buildWardHierarchy(world).map(({ delta }) => delta)).toEqual(mergeEveryPair(world).map((delta) => expect.closeTo(delta, 9)));
  }
});

test('units all alike make merges that cost nothing', () => {
  const alike: Points = { count: 4, dimensionCount: 1, values: Float64Array.of(2, 2, 2, 2) };
  expect(buildWardHierarchy(alike).map(({ delta }) => delta)).toEqual([0, 0, 0]);
  expect(inertiaWithin(alike, Uint32Array.of(0, 0, 1, 1), 2)).toBe(0);
});

test('more classes than units is refused', () => {
  expect(() => consolidateClasses(points, { start: new Uint32Array(5), classCount: 6, restartCount: 1, seed: 1 })).toThrow('classes');
});

/** The slow obvious version: at each step, the pair of groups whose union adds the least inertia. */
function mergeEveryPair(world: Points): number[] {
  let groups = Array.from({ length: world.count }, (_, unit) => [unit]);
  const inertia = (units: number[]) => {
    const values = Float64Array.from(units.flatMap((unit) => [...world.values.subarray(unit * 2, unit * 2 + 2)]));
    return inertiaWithin({ count: units.length, dimensionCount: 2, values }, new Uint32Array(units.length), 1);
  };
  const deltas: number[] = [];
  while (groups.length > 1) {
    let best = { a: 0, b: 0, delta: Infinity };
    for (let a = 0; a < groups.length; a++)
      for (let b = 0; b < a; b++) {
        const delta = inertia([...groups[a]!, ...groups[b]!]) - inertia(groups[a]!) - inertia(groups[b]!);
        if (delta < best.delta) best = { a, b, delta };
      }
    deltas.push(best.delta);
    const merged = [...groups[best.a]!, ...groups[best.b]!];
    groups = [...groups.filter((_, index) => index !== best.a && index !== best.b), merged];
  }
  return deltas;
}
