import { expect, test } from 'vitest';
import { greatCircleKm } from './great-circle.ts';

test('a degree of latitude is 111.195 km, a degree of longitude at 60° north half of it', () => {
  expect(greatCircleKm({ lon: 2, lat: 50 }, { lon: 2, lat: 51 })).toBeCloseTo(111.195, 3);
  expect(greatCircleKm({ lon: 0, lat: 60 }, { lon: 0.001, lat: 60 })).toBeCloseTo(0.0555976, 6);
});

test('a place is nowhere from itself and half the Earth from its antipode', () => {
  expect(greatCircleKm({ lon: 2.5, lat: 50.4 }, { lon: 2.5, lat: 50.4 })).toBe(0);
  expect(greatCircleKm({ lon: 0, lat: 0 }, { lon: 180, lat: 0 })).toBeCloseTo(Math.PI * 6371.0088, 6);
});
