import { expect, test } from 'vitest';
import { type CompositeComponent, computeComposite } from './composite.ts';

const component = (values: number[], weight: number, direction: CompositeComponent['direction'] = 'plus'): CompositeComponent => ({
  values: Float64Array.from(values),
  weight,
  direction,
  transform: 'none',
});
const close = (actual: Float64Array, expected: number[]) => {
  for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 6);
};

test('EX6.3: a component that means less need is turned round', () => {
  const { score } = computeComposite([component([1, 2, 3, 4], 0.6), component([40, 30, 20, 10], 0.4, 'minus')], 0.6);
  close(score, [-1.341641, -0.447214, 0.447214, 1.341641]);
});

test('EX6.3: rank 1 is the highest need', () => {
  const { score, rank } = computeComposite([component([1, 2, 3, 4], 0.5), component([5, 1, 4, 2], 0.5)], 0.6);
  close(score, [-0.038365, -0.856062, 0.539835, 0.354593]);
  expect([...rank]).toEqual([3, 4, 1, 2]);
});

test('EX6.3: a missing component leaves the others their weight, and is counted', () => {
  // Standard scores of (1, 2, 3, 4) and (1, 3, 2, 4): the second commune holds −0.447214 and 0.447214.
  const { score, missingWeightRatio } = computeComposite(
    [component([1, 2, 3, 4], 0.4), component([1, 3, 2, 4], 0.3), component([Number.NaN, Number.NaN, Number.NaN, Number.NaN], 0.3)],
    0.6,
  );
  expect(score[1]).toBeCloseTo((0.4 * -0.447214 + 0.3 * 0.447214) / 0.7, 6);
  expect(missingWeightRatio[1]).toBeCloseTo(0.3, 12);
});

test('too little is known of a commune: no score, no rank, never zero', () => {
  const { score, rank, missingWeightRatio } = computeComposite([component([1, 2, 3], 0.5), component([Number.NaN, 4, 6], 0.5)], 0.6);
  expect(score[0]).toBeNaN();
  expect([...rank]).toEqual([0, 2, 1]);
  expect([...missingWeightRatio]).toEqual([0.5, 0, 0]);
});

test('exactly the least share of the weights is enough, whatever the rounding', () => {
  const weights = [0.1, 0.2, 0.3, 0.4];
  const present = weights.slice(0, 3).map((weight) => component([1, 2], weight));
  const { score } = computeComposite([...present, component([Number.NaN, Number.NaN], 0.4)], 0.6);
  expect(score[1]).toBeCloseTo(1, 12);
});

test('far from the mean either way is need, and a logarithm evens out the density', () => {
  const bothWays = computeComposite([component([-2, 0, 2], 1, 'both-ways')], 0.6);
  close(bothWays.score, [1.224745, 0, 1.224745]);
  expect([...bothWays.rank]).toEqual([1, 3, 1]);
  const density = computeComposite([{ ...component([10, 100, 1000, 0], 1, 'minus'), transform: 'log' }], 0.6);
  close(density.score, [1.224745, 0, -1.224745]);
  expect(density.score[3]).toBeNaN();
});

test('counting in thousands of euros changes nothing', () => {
  const income = [18_500, 21_300, 19_900];
  const inEuros = computeComposite([component(income, 1, 'minus')], 0.6).score;
  const inThousands = computeComposite(
    [
      component(
        income.map((value) => value / 1000),
        1,
        'minus',
      ),
    ],
    0.6,
  ).score;
  close(inThousands, [...inEuros]);
});
