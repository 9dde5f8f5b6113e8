import { expect, test } from 'vitest';
import { pearsonCorrelation } from './correlation.ts';

test('values that rise together, against each other, or not at all', () => {
  expect(pearsonCorrelation(Float64Array.of(1, 2, 3), Float64Array.of(10, 20, 30))).toBeCloseTo(1, 12);
  expect(pearsonCorrelation(Float64Array.of(1, 2, 3), Float64Array.of(3, 2, 1))).toBeCloseTo(-1, 12);
  // Deviations (−1, 0, 1) and (−1, 2, −1): their products cancel out.
  expect(pearsonCorrelation(Float64Array.of(1, 2, 3), Float64Array.of(0, 3, 0))).toBeCloseTo(0, 12);
});

test('a commune without one of the values is left out; a constant series has no correlation', () => {
  expect(pearsonCorrelation(Float64Array.of(1, 2, 99, 3), Float64Array.of(1, 2, Number.NaN, 3))).toBeCloseTo(1, 12);
  expect(pearsonCorrelation(Float64Array.of(1, 2, 3), Float64Array.of(4, 4, 4))).toBeNull();
  expect(pearsonCorrelation(Float64Array.of(1, 2), Float64Array.of(1, 2))).toBeNull();
});
