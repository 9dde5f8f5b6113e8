import { expect, test } from 'vitest';
import { metresToPolygons, walkMinutes } from './walk-to-polygon.ts';

// EX7: a neighbourhood 400 metres square.
const square = Float64Array.of(0, 0, 400, 0, 400, 400, 0, 400);

test('EX7: inside, across the street, 300 and 900 metres away', () => {
  expect([200, 410, 700, 1300].map((x) => metresToPolygons([[square]], x, 200))).toEqual([0, 10, 300, 900]);
  // Within 5 minutes: 307.69 metres; within 15: 923.08.
  expect(walkMinutes(300)).toBeCloseTo(4.875, 12);
  expect(walkMinutes(900)).toBeCloseTo(14.625, 12);
  expect(walkMinutes(307.692307)).toBeCloseTo(5, 6);
});

test('the middle of a hole is outside; of two parts the nearer counts; a corner is a distance too', () => {
  const hole = Float64Array.of(100, 100, 300, 100, 300, 300, 100, 300, 100, 100);
  expect(metresToPolygons([[square, hole]], 200, 200)).toBe(100);
  expect(metresToPolygons([[square], [Float64Array.of(1000, 0, 1100, 0, 1100, 400)]], 900, 0)).toBe(100);
  expect(metresToPolygons([[square]], 403, 404)).toBe(5);
  expect(metresToPolygons([], 0, 0)).toBe(Infinity);
});
