import { expect, test } from 'vitest';
import { findContiguousAreas } from './contiguous-areas.ts';

test('two shores of white communes make two areas; an island of one is an area too', () => {
  // 0–1–2–3–4 along a road, 5 alone; 2 is white.
  const neighbours = [[1], [0, 2], [1, 3], [2, 4], [3], []];
  expect(findContiguousAreas([1, 1, 0, 1, 1, 1], neighbours)).toEqual([[0, 1], [3, 4], [5]]);
  expect(findContiguousAreas([0, 0, 0, 0, 0, 0], neighbours)).toEqual([]);
});
