import { expect, test } from 'vitest';
import { midRankPercentiles, minMaxScores, robustScores } from './normalise.ts';
import { quantileOf, winsorise } from './quantile.ts';
import { standardScores } from './standard-scores.ts';

// EX6.3: four communes, two of them equal.
const values = Float64Array.of(10, 20, 20, 50);
const close = (actual: Float64Array, expected: number[]) => {
  expect(actual.length).toBe(expected.length);
  for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 6);
};

test('EX6.3: standard scores, min–max and rank of the same four communes', () => {
  close(standardScores(values), [-1, -1 / 3, -1 / 3, 5 / 3]);
  close(minMaxScores(values), [0, 0.25, 0.25, 1]);
  close(midRankPercentiles(values), [0.125, 0.5, 0.5, 0.875]);
});

test('median 20, quartiles 17.5 and 27.5: the fourth commune is three interquartile ranges away', () => {
  close(robustScores(values), [-1, 0, 0, 3]);
  expect(quantileOf(values, 0.75)).toBe(27.5);
});

test('where all communes are alike, none stands out', () => {
  const alike = Float64Array.of(0.1 + 0.2, 0.3, 0.3);
  close(standardScores(alike), [0, 0, 0]);
  close(minMaxScores(Float64Array.of(4, 4)), [0.5, 0.5]);
  close(midRankPercentiles(Float64Array.of(4, 4)), [0.5, 0.5]);
  close(robustScores(Float64Array.of(4, 4)), [0.5, 0.5]);
});

test('a commune without value keeps none and moves no other', () => {
  const withGap = Float64Array.of(10, Number.NaN, 20, 20, 50);
  for (const normalise of [standardScores, minMaxScores, midRankPercentiles, robustScores]) {
    const result = normalise(withGap);
    expect(result[1]).toBeNaN();
    close(
      result.filter((value) => !Number.isNaN(value)),
      [...normalise(values)],
    );
  }
});

test('weights count a commune as many times as it has inhabitants', () => {
  const scores = standardScores(Float64Array.of(1, 3), Float64Array.of(3, 1));
  // Mean 1.5, variance (3 × 0.25 + 2.25) ÷ 4 = 0.75.
  close(scores, [-0.57735, 1.732051]);
});

test('an extreme commune is brought back to the chosen quantiles', () => {
  const series = Float64Array.from({ length: 101 }, (_, index) => (index === 100 ? 9999 : index));
  const cut = winsorise(series, { low: 0.02, high: 0.98 });
  expect([cut[0], cut[50], cut[100]]).toEqual([2, 50, 98]);
});
