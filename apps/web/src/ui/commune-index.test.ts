import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { expect, test } from 'vitest';
import { createCommuneIndex } from './commune-index.ts';

const commune = (code: string, name: string, populationCount: number): CommuneListItem => ({
  code,
  name,
  epciCode: null,
  epciName: null,
  populationCount,
  lon: 2,
  lat: 50,
  centreLevel: 0,
  attractedTo: null,
});
const search = createCommuneIndex([
  commune('00001', 'Éperlieu-sur-Aire', 900),
  commune('00002', 'Saint-Martin-lez-Étangs', 400),
  commune('00003', 'Marquemont', 12000),
]);
const names = (typed: string) => search(typed).map((found) => found.name);

test('a commune is found without its accents or its hyphens', () => {
  expect(names('eperlieu sur')).toEqual(['Éperlieu-sur-Aire']);
});

test('« St » is Saint, and a wrong letter is forgiven', () => {
  expect(names('st martin')).toEqual(['Saint-Martin-lez-Étangs']);
  expect(names('marquemond')).toEqual(['Marquemont']);
});

test('a code finds its commune; nothing typed lists the largest first', () => {
  expect(names('00002')[0]).toBe('Saint-Martin-lez-Étangs');
  expect(names('')).toEqual(['Marquemont', 'Éperlieu-sur-Aire', 'Saint-Martin-lez-Étangs']);
});
