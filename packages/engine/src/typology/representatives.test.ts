import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import type { Points } from './points.ts';
import { chooseRepresentatives } from './representatives.ts';

// EX6.5: two pairs of neighbours and one apart.
const points: Points = { count: 5, dimensionCount: 2, values: Float64Array.of(0, 0, 0, 1, 4, 4, 4, 5, 10, 0) };
const weights = new Float64Array(5).fill(1);

test('EX6.5: one of each pair and the one apart, cost 2, the lower unit of equals', () => {
  const found = chooseRepresentatives(points, { chosenCount: 3, weights, required: [] });
  expect(found?.chosen).toEqual([0, 2, 4]);
  expect(found?.cost).toBeCloseTo(2, 12);
  expect(found?.lowerBound).toBe(found?.cost);
  expect([...(found?.representedBy ?? [])]).toEqual([0, 0, 1, 1, 2]);
});

test('a requirement is met and its cost is seen; one that nobody meets leaves no choice', () => {
  const coast = chooseRepresentatives(points, { chosenCount: 2, weights, required: [[1], [3]] });
  expect(coast?.chosen).toEqual([1, 3]);
  // The first and the third are 1 from theirs, the one apart is √61 from the fourth.
  expect(coast?.cost).toBeCloseTo(2 + Math.sqrt(61), 9);
  expect(chooseRepresentatives(points, { chosenCount: 2, weights, required: [[]] })).toBeNull();
});

test('no two of one group, by every choice and by exchanges', () => {
  const apart = chooseRepresentatives(points, { chosenCount: 2, weights, required: [], groupOf: Int32Array.of(0, 0, 1, 1, 1) });
  // One of the two on the left, and of the three others the one that is nearest to both.
  expect(apart?.chosen).toEqual([0, 2]);
  expect(chooseRepresentatives(points, { chosenCount: 3, weights, required: [], groupOf: Int32Array.of(0, 0, 1, 1, 1) })).toBeNull();
  const random = seededRandom(9);
  const count = 80;
  const groupOf = Int32Array.from({ length: count }, (_, unit) => unit % 10);
  const many = chooseRepresentatives(
    { count, dimensionCount: 2, values: Float64Array.from({ length: count * 2 }, random) },
    { chosenCount: 8, weights: new Float64Array(count).fill(1), required: [[7]], groupOf },
  );
  expect(new Set(many?.chosen.map((unit) => groupOf[unit])).size).toBe(8);
  expect(many?.chosen).toContain(7);
});

test('the more inhabitants, the nearer the representative', () => {
  const heavy = Float64Array.of(1, 10, 1, 10, 1);
  expect(chooseRepresentatives(points, { chosenCount: 3, weights: heavy, required: [] })?.chosen).toEqual([1, 3, 4]);
});

test('where choices are too many to be tried, the answer comes with a bound that holds', () => {
  const random = seededRandom(6);
  // Ten villages in each of eight far-apart places: the best is one in each, and exchanges find it.
  const count = 80;
  const values = Float64Array.from({ length: count * 2 }, (_, index) => (Math.floor(index / 2) % 8) * 100 * ((index % 2) + 1) + random());
  const found = chooseRepresentatives(
    { count, dimensionCount: 2, values },
    { chosenCount: 8, weights: new Float64Array(count).fill(1), required: [] },
  );
  expect(new Set(found?.chosen.map((unit) => unit % 8)).size).toBe(8);
  expect(found!.lowerBound).toBeLessThanOrEqual(found!.cost);
  expect(found!.lowerBound).toBeGreaterThan(0.9 * found!.cost);
});
