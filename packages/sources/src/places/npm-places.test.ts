import { expect, test } from 'vitest';
import { loadNpmPlaces } from './npm-places.ts';

test('Arras and Ajaccio stand where they are, and every place names a commune', async () => {
  const places = await loadNpmPlaces();
  const find = (code: string) => places.find((place) => place.communeCode === code);
  expect(find('62041')).toEqual({ communeCode: '62041', lon: expect.closeTo(2.78, 1), lat: expect.closeTo(50.29, 1) });
  expect(find('2A004')?.lat).toBeCloseTo(41.9, 0);
  expect(places.every(({ communeCode }) => /^(\d{2}|2[AB])\d{3}$/.test(communeCode))).toBe(true);
  expect(
    new Set(places.filter(({ communeCode }) => communeCode.startsWith('62')).map(({ communeCode }) => communeCode)).size,
  ).toBeGreaterThan(350);
});
