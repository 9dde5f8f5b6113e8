import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { computeComposite } from './composite.ts';
import { drawRankIntervals, drawWeights } from './rank-intervals.ts';

test('a commune first on every component is first whatever the weights', () => {
  const { low, high, classChangeRatio } = drawRankIntervals({
    componentScores: [Float64Array.of(3, 2, 1), Float64Array.of(9, 1, 2)],
    baseRank: Uint32Array.of(1, 2, 3),
    drawCount: 500,
    seed: 1,
  });
  expect([low[0], high[0], classChangeRatio[0]]).toEqual([1, 1, 0]);
  // The two others exchange their places when the second component weighs more than half.
  expect([low[1], high[1]]).toEqual([2, 3]);
  expect(classChangeRatio[1]).toBeGreaterThan(0.4);
  expect(classChangeRatio[1]).toBeLessThan(0.6);
});

test('a commune without score takes no place in any draw', () => {
  const { low, high, classChangeRatio } = drawRankIntervals({
    componentScores: [Float64Array.of(Number.NaN, 5, 1), Float64Array.of(Number.NaN, 5, Number.NaN)],
    baseRank: Uint32Array.of(0, 1, 2),
    drawCount: 100,
    seed: 2,
  });
  expect([...low]).toEqual([0, 1, 2]);
  expect([...high]).toEqual([0, 1, 2]);
  expect(classChangeRatio[0]).toBeNaN();
});

test('weights sum to 1, each has its fair share on average, and a seed gives them again', () => {
  const random = seededRandom(3);
  const sums = new Float64Array(4);
  for (let draw = 0; draw < 4000; draw++) {
    const weights = drawWeights(4, random);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    for (const [index, weight] of weights.entries()) sums[index]! += weight / 4000;
  }
  for (const mean of sums) expect(mean).toBeCloseTo(0.25, 1);
  expect(drawWeights(3, seededRandom(9))).toEqual(drawWeights(3, seededRandom(9)));
  expect([...drawWeights(1, seededRandom(9))]).toEqual([1]);
});

test('the ranks of one draw are those of the composite with the same weights', () => {
  const random = seededRandom(5);
  const series = [0, 1, 2].map(() => Float64Array.from({ length: 40 }, () => (random() < 0.1 ? Number.NaN : Math.floor(random() * 20))));
  const component = (values: Float64Array, weight: number) => ({ values, weight, direction: 'plus' as const, transform: 'none' as const });
  const base = computeComposite(
    series.map((values) => component(values, 1)),
    0,
  );
  const once = drawRankIntervals({ componentScores: base.componentScores, baseRank: base.rank, drawCount: 1, seed: 7 });
  const weights = drawWeights(3, seededRandom(7));
  const same = computeComposite(
    series.map((values, index) => component(values, weights[index]!)),
    0,
  );
  expect([...once.low]).toEqual([...same.rank]);
});
