import { expect, test } from 'vitest';
import { officialAddress } from './official-address.ts';

const roads = { officialUrl: 'https://exemple.fr/{extraitRoutier}-latest.osm.pbf' };

test('the roads of the Pas-de-Calais are in the extract of the former Nord-Pas-de-Calais', () => {
  expect(officialAddress(roads, '62')).toBe('https://exemple.fr/nord-pas-de-calais-latest.osm.pbf');
  expect(officialAddress(roads, '2B')).toBe('https://exemple.fr/corse-latest.osm.pbf');
  expect(officialAddress({ officialUrl: 'https://exemple.fr/{departement}/communes' }, '02')).toBe('https://exemple.fr/02/communes');
});

test('every Département of France has its road extract, and only one', () => {
  const metropole = Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, '0')).filter((code) => code !== '20');
  for (const code of [...metropole, '2A', '2B', '971', '972', '973', '974', '976'])
    expect(officialAddress(roads, code), code).not.toBeNull();
});

test('no address is made up for a Département that has none', () => {
  expect(officialAddress(roads, '00')).toBeNull();
  expect(officialAddress({ officialUrl: null }, '62')).toBeNull();
});
