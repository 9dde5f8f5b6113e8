import { expect, test } from 'vitest';
import { createSiteIndex, type SiteEntry } from './site-index.ts';

const entry = (kind: SiteEntry['kind'], title: string, detail = '', words = ''): SiteEntry => ({
  ...{ kind, title, detail, words },
  href: `/${kind}/${title}`,
});
const search = createSiteIndex([
  entry('commune', 'Saint-Étienne-au-Mont', 'CA du Boulonnais', '62746'),
  entry('commune', 'Étaples', 'CA des Deux Baies', '62318'),
  entry('epci', 'CA du Boulonnais', '22 communes'),
  entry('map', 'Temps d’accès : pharmacie', 'Santé'),
  entry('method', 'Temps d’accès', '', 'pharmacie détour minutes'),
]);
const titles = (typed: string) => [...search(typed)].map(([kind, found]) => [kind, ...found.map(({ title }) => title)]);

test('without accents, with an abbreviation, with a letter wrong, by code', () => {
  expect(titles('st etienne')).toEqual([['commune', 'Saint-Étienne-au-Mont']]);
  expect(titles('etaplos')).toEqual([['commune', 'Étaples']]);
  expect(titles('62746')).toEqual([['commune', 'Saint-Étienne-au-Mont']]);
});

test('each kind under its name, territories first', () => {
  expect(titles('boulonnais')).toEqual([
    ['commune', 'Saint-Étienne-au-Mont'],
    ['epci', 'CA du Boulonnais'],
  ]);
  expect(titles('pharmacie')).toEqual([
    ['map', 'Temps d’accès : pharmacie'],
    ['method', 'Temps d’accès'],
  ]);
});

test('nothing typed, or nothing known, finds nothing', () => {
  expect(titles('  ')).toEqual([]);
  expect(titles('xylophone')).toEqual([]);
});
