import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { greatCircleKm } from '../travel/great-circle.ts';
import { metresToNearest } from './nearest-on-foot.ts';

test('the nearest place within reach, and no other, as by trying them all', () => {
  const random = seededRandom(3);
  const spots = (count: number) => ({
    lon: Float64Array.from({ length: count }, () => 2 + random() / 20),
    lat: Float64Array.from({ length: count }, () => 50 + random() / 20),
  });
  const [origins, places] = [spots(300), spots(40)];
  const found = metresToNearest(origins, places, 600);
  for (const origin of origins.lat.keys()) {
    const from = { lon: origins.lon[origin]!, lat: origins.lat[origin]! };
    const all = [...places.lat.keys()].map((place) => greatCircleKm(from, { lon: places.lon[place]!, lat: places.lat[place]! }) * 1000);
    const least = Math.min(...all);
    if (least > 600) expect(found[origin]).toBe(Infinity);
    else expect(found[origin]).toBeCloseTo(least, 2);
  }
});

test('no place, nothing near; a place at home is at 0 metre', () => {
  const here = { lon: Float64Array.of(2), lat: Float64Array.of(50) };
  expect([...metresToNearest(here, { lon: new Float64Array(), lat: new Float64Array() }, 500)]).toEqual([Infinity]);
  expect(metresToNearest(here, here, 500)[0]).toBe(0);
});
