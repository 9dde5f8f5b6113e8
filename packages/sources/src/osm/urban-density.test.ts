import { expect, test } from 'vitest';
import { createTownTest } from './urban-density.ts';

/** Crossroads every `step` metres in a square of `side` metres that starts at this latitude. */
function crossroads(side: number, step: number, latDegrees: number) {
  const lon: number[] = [];
  const lat: number[] = [];
  for (let east = 0; east < side; east += step)
    for (let north = 0; north < side; north += step) {
      lon.push(Math.round((east / (111_195 * Math.cos((latDegrees * Math.PI) / 180))) * 1e7));
      lat.push(Math.round((latDegrees + north / 111_195) * 1e7));
    }
  const nodes = { nodeLon: Int32Array.from(lon), nodeLat: Int32Array.from(lat) };
  const isInTown = createTownTest({ ...nodes, nodeDegree: new Uint8Array(lon.length).fill(3) });
  return lon.map((_, node) => isInTown(node));
}

test('streets 100 m apart are a town, roads 250 m apart are not, in Dunkerque as in Ajaccio', () => {
  // A square of 550 m holds some 30 crossroads 100 m apart, and 4 to 9 of them 250 m apart.
  for (const latDegrees of [41.9, 51]) {
    expect(crossroads(2000, 100, latDegrees).filter((is) => is).length / 400).toBeGreaterThan(0.8);
    expect(crossroads(2000, 250, latDegrees)).not.toContain(true);
  }
});

test('bends along a road are no crossroads', () => {
  const lon = Int32Array.from({ length: 100 }, (_, index) => index * 300);
  const isInTown = createTownTest({ nodeLon: lon, nodeLat: new Int32Array(100), nodeDegree: new Uint8Array(100).fill(2) });
  expect(isInTown(50)).toBe(false);
});
