import { expect, test } from 'vitest';
import { containsPoint, measurePolygons } from './geometry.ts';

// At 50° N a square of 0.1° is 11.1195 km high and 11.1195 × cos 50.05° wide.
const square = [
  [2, 50],
  [2.1, 50],
  [2.1, 50.1],
  [2, 50.1],
  [2, 50],
];
const hole = [
  [2.04, 50.04],
  [2.06, 50.04],
  [2.06, 50.06],
  [2.04, 50.06],
  [2.04, 50.04],
];

test('a square commune of a tenth of a degree covers 79.4 km²', () => {
  const { areaKm2, lon, lat } = measurePolygons([[square]]);
  expect(areaKm2).toBeCloseTo(11.1195 ** 2 * Math.cos((50.05 * Math.PI) / 180), 1);
  expect([lon, lat]).toEqual([expect.closeTo(2.05, 6), expect.closeTo(50.05, 6)]);
});

test('the winding of the rings does not matter and an enclave is taken away', () => {
  const full = measurePolygons([[square]]).areaKm2;
  expect(measurePolygons([[[...square].reverse()]]).areaKm2).toBeCloseTo(full, 9);
  expect(measurePolygons([[square, hole]]).areaKm2).toBeCloseTo(full * 0.96, 6);
});

test('a point in the enclave is outside the commune', () => {
  expect(containsPoint([[square, hole]], 2.02, 50.02)).toBe(true);
  expect(containsPoint([[square, hole]], 2.05, 50.05)).toBe(false);
  expect(containsPoint([[square]], 2.2, 50.05)).toBe(false);
});

test('a shape without area keeps its first point', () => {
  expect(
    measurePolygons([
      [
        [
          [2, 50],
          [2, 50],
          [2, 50],
        ],
      ],
    ]),
  ).toEqual({ areaKm2: 0, lon: 2, lat: 50 });
});
