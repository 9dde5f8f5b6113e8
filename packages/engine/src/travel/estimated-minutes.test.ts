import { expect, test } from 'vitest';
import { estimateMinutes, ISERE_MODEL } from './estimated-minutes.ts';

test('the next village, 4 km away, is about nine minutes by car', () => {
  expect(estimateMinutes(4, ISERE_MODEL)).toBeCloseTo(8.94461, 4); // 2.91 × 4^0.81
  expect(estimateMinutes(1, ISERE_MODEL)).toBe(2.91);
});

test('a farther place always takes longer, and the place itself takes nothing', () => {
  expect(estimateMinutes(0, ISERE_MODEL)).toBe(0);
  expect(estimateMinutes(Infinity, ISERE_MODEL)).toBe(Infinity);
  let previous = 0;
  for (let metres = 1; metres < 300_000; metres = Math.ceil(metres * 1.01)) {
    const minutes = estimateMinutes(metres / 1000, ISERE_MODEL);
    expect(minutes).toBeGreaterThan(previous);
    previous = minutes;
  }
});

test('a distance that is missing stops the computation', () => {
  expect(() => estimateMinutes(Number.NaN, ISERE_MODEL)).toThrow('distance');
  expect(() => estimateMinutes(-1, ISERE_MODEL)).toThrow('distance');
});
