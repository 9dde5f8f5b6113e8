import { expect, test } from 'vitest';
import { aggregateOrigins } from './aggregate-origins.ts';

/** Commune 0 has three inhabited cells (10, 30 and 20 people), commune 1 its centre only, commune 2 nothing. */
const origins = {
  lon: new Float64Array(4),
  lat: new Float64Array(4),
  communeIndex: Int32Array.of(0, 0, 0, 1),
  weight: Float64Array.of(10, 30, 20, 1),
};

test('minutes of a commune are those of its inhabitants, and its place the one most of them go to', () => {
  const { minutes, pointIndex } = aggregateOrigins({
    origins,
    communeCount: 3,
    typeCount: 1,
    minutes: Float32Array.of(6, 2, 3, 7),
    pointIndex: Int32Array.of(4, 5, 4, 9),
  });
  // (10 × 6 + 30 × 2 + 20 × 3) ÷ 60 = 3; places 4 and 5 each serve 30 people: the lower.
  expect([...minutes]).toEqual([3, 7, Infinity]);
  expect([...pointIndex]).toEqual([4, 9, -1]);
});

test('inhabitants who cannot reach a service do not make it nearer', () => {
  const { minutes, pointIndex } = aggregateOrigins({
    origins,
    communeCount: 2,
    typeCount: 2,
    minutes: Float32Array.of(Infinity, Infinity, 8, Infinity, 5, Infinity, Infinity, Infinity),
    pointIndex: Int32Array.of(-1, -1, 1, -1, 2, -1, -1, -1),
  });
  // Over the 50 who reach it: (30 × 8 + 20 × 5) ÷ 50 = 6.8.
  expect(minutes[0]).toBeCloseTo(6.8, 5);
  expect(pointIndex[0]).toBe(1);
  expect([...minutes.slice(1)]).toEqual([Infinity, Infinity, Infinity]);
});
