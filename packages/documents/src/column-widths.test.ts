import { expect, test } from 'vitest';
import { shareColumns } from './column-widths.ts';

const column = (weight: number, word: number, whole = word) => ({ weight, word, whole });

test('columns that have room follow their weights', () => {
  expect(shareColumns([column(2, 5), column(1, 5), column(1, 5)], 80)).toEqual({ widths: [40, 20, 20], scale: 1 });
});

test('a secret keeps its line, the others share what is left', () => {
  const { widths, scale } = shareColumns([column(3, 9), column(1, 11, 33)], 80);
  expect(widths).toEqual([80 - 35.5, 35.5]);
  expect(scale).toBe(1);
});

test('when lines do not fit, words do; when words do not, letters are smaller, to a limit', () => {
  expect(shareColumns([column(1, 10, 60), column(1, 10, 60)], 80).widths).toEqual([40, 40]);
  expect(shareColumns([column(1, 10, 20), column(9, 10, 60)], 80).widths).toEqual([12.5 + 55 / 6, 12.5 + (55 * 5) / 6]);
  const tight = shareColumns(
    Array.from({ length: 9 }, () => column(1, 8)),
    84,
  );
  expect(tight.scale).toBeCloseTo(84 / (9 * 10.5));
  expect(shareColumns([column(1, 400)], 80).scale).toBe(0.72);
});
