import { expect, test } from 'vitest';
import { findNeighbours } from './find-neighbours.ts';

/** A square of side `size` degrees with its lower-left corner at (lon, lat). */
function square(communeCode: string, lon: number, lat: number, size = 0.1) {
  return {
    communeCode,
    geometry: {
      type: 'Polygon' as const,
      coordinates: [
        [
          [lon, lat],
          [lon + size, lat],
          [lon + size, lat + size],
          [lon, lat + size],
          [lon, lat],
        ],
      ],
    },
  };
}

//   59 │ 62 │ sea        62 touches 59 along a side, 80 only at a corner,
//   ───┼────┤            02 not at all; 60 has no boundaries but a place
//      │ 80 (corner)     4 km beyond our southern side.
const own = square('62001', 2, 50);
const side = square('59001', 1.9, 50);
const corner = square('80001', 1.9, 49.9);
const far = square('02001', 4, 50);

test('a Département that shares a side is a neighbour, one that shares a corner or nothing is not', () => {
  expect(findNeighbours('62', [own, side, corner, far], [])).toEqual([{ departementCode: '59', communesLoaded: true }]);
});

test('two files drawn apart by a hundred metres still share their border', () => {
  expect(findNeighbours('62', [own, square('59001', 1.8985, 50.0002)], [])).toEqual([{ departementCode: '59', communesLoaded: true }]);
});

test('a Département whose boundaries are missing is told by a town near the border', () => {
  const places = [
    { communeCode: '60100', lon: 2.05, lat: 49.965 },
    { communeCode: '60200', lon: 2.05, lat: 49.5 },
    { communeCode: '75056', lon: 2.35, lat: 48.85 },
    { communeCode: '62001', lon: 2.05, lat: 50.05 },
  ];
  expect(findNeighbours('62', [own], places)).toEqual([{ departementCode: '60', communesLoaded: false }]);
});
