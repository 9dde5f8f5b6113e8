import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Circle, spreadCircles } from './spread-circles.ts';

test('circles that do not touch stay where they are, to the last bit', () => {
  const apart: Circle[] = [
    { x: 0, y: 0, radius: 1 },
    { x: 5, y: 0, radius: 2 },
    { x: 0, y: 9, radius: 0 },
  ];
  expect(spreadCircles(apart)).toEqual(apart);
});

test('a village swallowed by a city comes out beside it; the city hardly moves', () => {
  const [city, village] = spreadCircles([
    { x: 0, y: 0, radius: 10 },
    { x: 3, y: 0, radius: 1 },
  ]);
  expect(Math.hypot(village!.x - city!.x, village!.y - city!.y)).toBeCloseTo(11, 1);
  expect(village!.x).toBeGreaterThan(10);
  expect(Math.abs(city!.x)).toBeLessThan(0.5);
});

test('any crowd keeps its sizes, hardly overlaps when there is room, and the same crowd gives the same answer', () => {
  const circle = fc.record({
    // Centres of communes are apart, by a little at least.
    x: fc.integer({ min: 0, max: 1000 }).map((value) => value / 10),
    y: fc.integer({ min: 0, max: 1000 }).map((value) => value / 10),
    radius: fc.double({ min: 0.2, max: 4, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(circle, { minLength: 1, maxLength: 40, selector: ({ x, y }) => `${x} ${y}` }), (circles) => {
      const spread = spreadCircles(circles);
      expect(spread.map(({ radius }) => radius)).toEqual(circles.map(({ radius }) => radius));
      for (const [index, a] of spread.entries())
        for (const b of spread.slice(index + 1)) {
          const overlap = a.radius + b.radius - Math.hypot(a.x - b.x, a.y - b.y);
          expect(overlap).toBeLessThan(0.1 * Math.min(a.radius, b.radius));
        }
      expect(spreadCircles(circles)).toEqual(spread);
    }),
    { seed: 11, numRuns: 60 },
  );
});
