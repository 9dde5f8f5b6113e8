import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { shareBeyond, weightedMean, weightedQuantile } from './weighted-minutes.ts';

// EX5.2: four communes, minutes to the nearest site.
const minutes = Float64Array.of(4, 9, 14, 22);
const population = Float64Array.of(5000, 1500, 800, 200);

test('EX5.2: the mean inhabitant is 6.55 minutes away, the median one 4, nine in ten within 14', () => {
  expect(weightedMean(minutes, population)).toEqual({ mean: expect.closeTo(6.546667, 6), unreachableCount: 0, unreachableWeight: 0 });
  expect(weightedQuantile(minutes, population, 0.5)).toBe(4);
  expect(weightedQuantile(minutes, population, 0.9)).toBe(14);
});

test('EX5.2: shares of the population beyond 7, 10, 15 and 20 minutes', () => {
  for (const [threshold, share] of [
    [7, 1 / 3],
    [10, 0.133333],
    [15, 0.026667],
    [20, 0.026667],
  ] as const)
    expect(shareBeyond(minutes, population, threshold)).toBeCloseTo(share, 6);
});

test('exactly at the threshold is not beyond it', () => {
  expect(shareBeyond(minutes, population, 22)).toBe(0);
});

test('an island out of reach is left out of the mean, counted, and beyond every threshold', () => {
  const withIsland = Float32Array.of(4, Infinity);
  const inhabitants = Float64Array.of(300, 100);
  expect(weightedMean(withIsland, inhabitants)).toEqual({ mean: 4, unreachableCount: 1, unreachableWeight: 100 });
  expect(shareBeyond(withIsland, inhabitants, 1000)).toBe(0.25);
  expect(weightedQuantile(withIsland, inhabitants, 0.9)).toBe(Infinity);
});

test('nobody reached, or nobody at all: no figure', () => {
  expect(weightedMean(Float64Array.of(Infinity), Float64Array.of(10)).mean).toBeNull();
  expect(weightedQuantile(new Float64Array(0), new Float64Array(0), 0.5)).toBeNull();
  expect(shareBeyond(Float64Array.of(3), Float64Array.of(0), 7)).toBeNull();
});

test('a service that was not collected never enters a mean', () => {
  expect(() => weightedMean(Float64Array.of(4, Number.NaN), Float64Array.of(1, 1))).toThrow('non collectée');
});

test('a quantile is what listing every inhabitant would give', () => {
  const random = seededRandom(11);
  for (let round = 0; round < 30; round++) {
    const values = Float64Array.from({ length: 8 }, () => Math.floor(random() * 30));
    const people = Float64Array.from({ length: 8 }, () => 1 + Math.floor(random() * 9));
    const everyone = [...values].flatMap((value, index) => new Array<number>(people[index]!).fill(value)).sort((a, b) => a - b);
    for (const quantile of [0.1, 0.5, 0.9, 1])
      expect(weightedQuantile(values, people, quantile)).toBe(everyone[Math.ceil(quantile * everyone.length) - 1]);
  }
});
