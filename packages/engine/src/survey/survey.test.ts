import { expect, test } from 'vitest';
import {
  clusterDesignEffect,
  countForMargin,
  designEffect,
  effectiveCount,
  marginOfError,
  weightedShare,
  wilsonInterval,
} from './proportions.ts';
import { findEmptyGroups, rakeWeights } from './raking.ts';

test('§8: five weighted respondents are worth 3.85, and seven tenths say yes', () => {
  const weights = Float64Array.of(1, 1, 2, 4, 2);
  expect(weightedShare(Uint8Array.of(1, 0, 1, 1, 0), weights)).toBeCloseTo(0.7, 12);
  expect(effectiveCount(weights)).toBeCloseTo(3.846154, 6);
  expect(designEffect(weights)).toBeCloseTo(1.3, 12);
  expect(clusterDesignEffect({ meanSize: 20, likeness: 0.05 })).toBeCloseTo(1.95, 12);
  // 384.16 respondents for five points either way.
  expect(countForMargin(0.05)).toBe(385);
  expect(countForMargin(0.05, 1.5)).toBe(577);
  expect(marginOfError(384.16)).toBeCloseTo(0.05, 5);
  expect(weightedShare(new Uint8Array(0), new Float64Array(0))).toBeNull();
});

test('§8: 43 % of 1,000 respondents is 40 to 46 %, wider with a design effect', () => {
  for (const [share, count, low, high] of [
    [0.43, 1000, 0.399641, 0.460895],
    [0.43, 1000 / 1.5, 0.392926, 0.467876],
    [0.7, 3.846154, 0.261057, 0.939065],
  ] as const) {
    const interval = wilsonInterval(share, count);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  }
  expect(wilsonInterval(0, 10).low).toBe(0);
  expect(wilsonInterval(1, 10).high).toBeCloseTo(1, 12);
});

// §8: thirty, twenty, ten and forty respondents in a two by two table.
const cells = [
  [0, 0, 30],
  [0, 1, 20],
  [1, 0, 10],
  [1, 1, 40],
] as const;
const people = cells.flatMap(([row, column, count]) => Array.from({ length: count }, () => [row, column] as const));
const margins = [
  { groupOf: Int32Array.from(people, ([row]) => row), targets: Float64Array.of(55, 45) },
  { groupOf: Int32Array.from(people, ([, column]) => column), targets: Float64Array.of(48, 52) },
];
const cellSums = (weights: Float64Array) =>
  cells.map(([row, column]) => people.reduce((sum, [r, c], index) => sum + (r === row && c === column ? weights[index]! : 0), 0));
const free = { start: new Float64Array(100).fill(1), maxRounds: 100, tolerance: 1e-10, limits: null };

test('§8: one margin alone, then both, reproduce what is known of the population', () => {
  expect(cellSums(rakeWeights(margins.slice(0, 1), free).weights)).toEqual([33, 22, 9, 36].map((sum) => expect.closeTo(sum, 9)));
  const raked = rakeWeights(margins, free);
  expect(raked.converged).toBe(true);
  expect(cellSums(raked.weights)).toEqual([36.715933, 18.284067, 11.284067, 33.715933].map((sum) => expect.closeTo(sum, 6)));
});

test('weights beyond their limits are cut back, then raked again', () => {
  const few = {
    groupOf: Int32Array.from({ length: 20 }, (_, index) => Number(index >= 18)),
    targets: Float64Array.of(1, 1),
  };
  const start = new Float64Array(20).fill(1);
  start[18] = 9; // one of the two few answers came with a weight of nine
  const raked = rakeWeights([few], { start, maxRounds: 100, tolerance: 1e-8, limits: { low: 0.3, high: 3 } });
  // Raked: 9 and 1 for the few, cut to 3 and 1 before the second raking to a total of 10.
  expect(raked.weights[18]).toBeCloseTo(7.5, 6);
  expect(raked.weights[19]).toBeCloseTo(2.5, 6);
});

test('a group that nobody answers for is named; an unknown group is left as it is', () => {
  expect(findEmptyGroups({ groupOf: Int32Array.of(0, 0, -1), targets: Float64Array.of(0.5, 0.5, 0) })).toEqual([1]);
  const raked = rakeWeights([{ groupOf: Int32Array.of(0, 1, -1), targets: Float64Array.of(3, 1) }], {
    ...free,
    start: Float64Array.of(1, 1, 1),
  });
  expect([...raked.weights]).toEqual([expect.closeTo(1.5, 9), expect.closeTo(0.5, 9), expect.closeTo(1, 9)]);
});
