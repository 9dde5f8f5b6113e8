import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CLASS_METHODS,
  classIndexOf,
  computeBreaks,
  countInBins,
  equalBreaks,
  jenksBreaks,
  nestedMeansBreaks,
  quantileBreaks,
  standardDeviationBreaks,
} from './classify.ts';

test('a commune at exactly seven minutes is not beyond seven minutes', () => {
  expect(classIndexOf(7, [5, 7, 15])).toBe(1);
  expect(classIndexOf(7.01, [5, 7, 15])).toBe(2);
  expect(classIndexOf(0, [5, 7, 15])).toBe(0);
  expect(classIndexOf(90, [5, 7, 15])).toBe(3);
});

test('equal steps from 0 to 10 in five classes are 2, 4, 6 and 8', () => {
  expect(equalBreaks([10, 0, 3], 5)).toEqual([2, 4, 6, 8]);
  expect(equalBreaks([4, 4, 4], 5)).toEqual([]);
  expect(equalBreaks([], 5)).toEqual([]);
});

test('quantiles put two communes of eight in each of four classes', () => {
  expect(quantileBreaks([8, 1, 7, 2, 6, 3, 5, 4], 4)).toEqual([2, 4, 6]);
});

test('quantiles never separate communes of the same value', () => {
  // Six communes at 1, two above: three classes cannot be filled evenly.
  expect(quantileBreaks([1, 1, 1, 1, 1, 1, 5, 9], 4)).toEqual([1]);
});

test('three clusters of communes give back three natural classes', () => {
  expect(jenksBreaks([1, 2, 3, 50, 51, 52, 100, 101], 3)).toEqual([3, 52]);
});

test('natural classes are never more than the distinct values', () => {
  expect(jenksBreaks([4, 4, 9, 9, 9], 5)).toEqual([4]);
  expect(jenksBreaks([4, 4], 5)).toEqual([]);
  expect(jenksBreaks([], 5)).toEqual([]);
  expect(jenksBreaks([Infinity, Number.NaN, 1, 2], 2)).toEqual([1]);
});

test('natural classes are the best of all partitions of a small Département', () => {
  const values = [2, 3, 7, 8, 9, 15, 16, 30];
  const spread = (part: number[]) => {
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
    return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  let best = Infinity;
  for (let i = 1; i < 7; i++)
    for (let j = i + 1; j < 8; j++)
      best = Math.min(best, spread(values.slice(0, i)) + spread(values.slice(i, j)) + spread(values.slice(j)));
  const breaks = jenksBreaks(values, 3);
  const classes = [0, 1, 2].map((index) => values.filter((value) => classIndexOf(value, breaks) === index));
  expect(classes.reduce((sum, part) => sum + spread(part), 0)).toBeCloseTo(best, 9);
});

test('four thousand communes are classed from an even sample of them', () => {
  const values = Array.from({ length: 4000 }, (_, index) => (index < 2000 ? index / 1000 : 100 + index / 1000));
  const [cut] = jenksBreaks(values, 2);
  expect(cut).toBeGreaterThan(1.9);
  expect(cut).toBeLessThan(100);
});

test('nested means cut at the mean, then at the mean of each side', () => {
  expect(nestedMeansBreaks([1, 2, 3, 10], 4)).toEqual([2, 4]);
  // Below 4: 1, 2, 3, whose mean is 2; above it, 10 alone is not cut.
  expect(nestedMeansBreaks([1, 3, 5, 7], 4)).toEqual([2, 4, 6]);
  expect(nestedMeansBreaks([5, 5], 4)).toEqual([]);
});

test('standard deviations are laid about the mean', () => {
  // Mean 5, deviation 2: an even number of classes cuts at the mean, an odd one is centred on it.
  const values = [2, 4, 4, 4, 5, 5, 7, 9];
  expect(standardDeviationBreaks(values, 4)).toEqual([3, 5, 7]);
  expect(standardDeviationBreaks(values, 3)).toEqual([4, 6]);
  expect(standardDeviationBreaks([1, 1], 4)).toEqual([]);
});

test('every method keeps the order and the span of the values, and never cuts equal ones apart', () => {
  const rows = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.constantFrom(...CLASS_METHODS), fc.integer({ min: 2, max: 7 }), (values, method, count) => {
      const breaks = computeBreaks(method, values, count);
      expect(breaks.length).toBeLessThan(method === 'nested-means' ? 8 : count);
      expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
      for (const value of breaks) {
        expect(value).toBeGreaterThanOrEqual(Math.min(...values));
        expect(value).toBeLessThan(Math.max(...values));
      }
    }),
  );
});

test('bins hold every value once, the greatest in the last', () => {
  expect(countInBins([0, 1, 2, 10], 5)).toEqual({ least: 0, greatest: 10, counts: [2, 1, 0, 0, 1] });
  expect(countInBins([], 5)).toBeNull();
  expect(countInBins([4, 4], 2)).toEqual({ least: 4, greatest: 4, counts: [2, 0] });
});
