import type { Commune } from '@maillage/domain/territories/territory.ts';
import { expect, test } from 'vitest';
import { buildOffer, matchGroupings } from './build-offer.ts';

const commune = (code: string, lon: number): Commune => ({
  code,
  name: code,
  departementCode: code.slice(0, 2),
  regionCode: '32',
  epciCode: null,
  arrondissementCode: null,
  cantonCode: null,
  populationCount: 100,
  lon,
  lat: 50,
  centreMethod: 'polygon',
  areaKm2: 10,
  isOwn: code.startsWith('62'),
});
// Bourg (62001) took in Hameau (62009, merged); Voisine is across the border.
const communes = [commune('62001', 2), commune('62002', 2.1), commune('59001', 2.2)];
const project = (code: string) =>
  code === '62009' ? [{ code: '62001', weightRatio: 1 }] : communes.some((c) => c.code === code) ? [{ code, weightRatio: 1 }] : [];
const options = { departementCode: '62', contextDepartements: new Set(['62', '59']), communes, project, preferredFiles: {}, located: [] };
const counts = (path: string, vintage: number, records: { communeCode: string; facilityType: string; facilityCount: number }[]) => ({
  kind: 'facility-counts' as const,
  path,
  vintage,
  cogYear: vintage,
  records,
});
const pharmacyAt = (communeCode: string, facilityCount = 1) => ({ communeCode, facilityType: 'D301', facilityCount });

test('the same rows in two files are counted once', () => {
  const rows = [pharmacyAt('62001', 2), pharmacyAt('62002')];
  const offer = buildOffer({
    ...options,
    counts: [counts('62.csv', 2019, rows), counts('region.csv', 2019, [...rows, pharmacyAt('59001')])],
  });
  expect(offer.points.map((point) => [point.communeIndex, point.facilityCount])).toEqual([
    [0, 2],
    [1, 1],
    [2, 1],
  ]);
  expect(offer.choices).toHaveLength(1);
  expect(offer.departements).toEqual(new Set(['59', '62']));
});

test('the facilities of a merged commune stand in the new one, and those of an unknown code are counted as lost', () => {
  const offer = buildOffer({
    ...options,
    counts: [counts('62.csv', 2019, [pharmacyAt('62001'), pharmacyAt('62009', 3), pharmacyAt('62999', 5)])],
  });
  expect(offer.points).toEqual([expect.objectContaining({ communeIndex: 0, facilityCount: 4 })]);
  expect(offer.missing[0]).toContain('5 équipements');
});

test('two vintages are not one method: the neighbour of another year is left out', () => {
  const offer = buildOffer({
    ...options,
    counts: [counts('a.csv', 2023, [pharmacyAt('62001')]), counts('b.csv', 2019, [pharmacyAt('59001')])],
  });
  expect(offer.vintage).toBe(2023);
  expect(offer.departements).toEqual(new Set(['62']));
});

test('a located pharmacy stands at its place, one drawn at random in its commune at the centre', () => {
  const facility = (lon: number, positionQuality: 'address' | 'commune') => ({
    communeCode: '62001',
    facilityType: 'D307',
    name: null,
    lon,
    lat: 50.01,
    positionQuality,
  });
  const located = [
    {
      kind: 'located-facilities' as const,
      path: 'xy.csv',
      vintage: 2023,
      cogYear: 2023,
      records: [facility(2.03, 'address'), facility(2.04, 'commune')],
    },
  ];
  const offer = buildOffer({ ...options, counts: [], located });
  expect(offer.points.map((point) => [point.lon, point.lat])).toEqual([
    [2.03, 50.01],
    [2, 50],
  ]);
});

test('a zero written for a commune is not a facility, but says that the type is collected', () => {
  const offer = buildOffer({ ...options, counts: [counts('62.csv', 2019, [pharmacyAt('62001'), pharmacyAt('62002', 0)])] });
  expect(offer.points.map((point) => point.communeIndex)).toEqual([0]);
  const onlyZero = buildOffer({ ...options, counts: [counts('62.csv', 2019, [pharmacyAt('62002', 0)])] });
  expect([onlyZero.points.length, onlyZero.typesSeen.has('D301')]).toEqual([0, true]);
});

test('the schools alone, more recent and located, do not replace the whole offer of an older year', () => {
  const types = ['D301', 'A206', 'B203', 'C104'];
  const whole = counts(
    'ensemble.csv',
    2019,
    types.map((facilityType) => ({ communeCode: '62001', facilityType, facilityCount: 1 })),
  );
  const school = { communeCode: '62001', facilityType: 'C104', name: null, lon: 2.01, lat: 50, positionQuality: 'address' as const };
  const schools = { kind: 'located-facilities' as const, path: 'enseignement_xy.csv', vintage: 2021, cogYear: 2021, records: [school] };
  const offer = buildOffer({ ...options, counts: [whole], located: [schools] });
  expect([offer.vintage, offer.points.length, offer.located]).toEqual([2019, 4, false]);
  expect(offer.choices.at(-1)).toContain(
    '« enseignement_xy.csv » ne remplace pas « ensemble.csv » : il ne décrit que 1 types d’équipements dans 1 communes',
  );
  const asked = buildOffer({
    ...options,
    counts: [whole],
    located: [schools],
    preferredFiles: { 'located-facilities': 'enseignement_xy.csv' },
  });
  expect(asked.vintage).toBe(2021);
});

test('a facility whose coordinates fall far from its commune stands at the centre, and is told', () => {
  const at = (lon: number, lat: number) => ({
    communeCode: '62001',
    facilityType: 'D307',
    name: null,
    lon,
    lat,
    positionQuality: 'address' as const,
  });
  // Longitude and latitude of the second one are swapped: it would stand off the coast of Somalia.
  const located = [
    { kind: 'located-facilities' as const, path: 'xy.csv', vintage: 2023, cogYear: 2023, records: [at(2.01, 50.01), at(50.01, 2.01)] },
  ];
  const offer = buildOffer({ ...options, counts: [], located });
  expect(offer.points.map((point) => [point.lon, point.lat])).toEqual([
    [2.01, 50.01],
    [2, 50],
  ]);
  expect(offer.missing).toEqual([expect.stringContaining('1 équipement a des coordonnées trop loin de leur commune (62001)')]);
});

test('without any facility file the offer is missing, not empty', () => {
  const offer = buildOffer({ ...options, counts: [] });
  expect([offer.vintage, offer.points.length, offer.missing.length]).toEqual([null, 0, 1]);
});

test('a type that the vintage does not hold is not collected; one of its nomenclature that nobody has is', () => {
  const grouping = (code: string) => ({ code, label: code, range: 'superior' as const, facilityTypes: [code] });
  const [pharmacy, art, appeal] = matchGroupings({
    groupings: [grouping('D307'), grouping('F312'), grouping('A105')],
    offerVintage: 2019,
    typesSeen: new Set(['D301']),
    typesInNomenclature: new Set(['A105']),
    equivalentTypes: (code) => (code === 'D307' ? ['D301'] : [code]),
  });
  expect([pharmacy?.collected, art?.collected, appeal?.collected]).toEqual([true, false, true]);
  expect(pharmacy?.offerTypes).toEqual(['D301']);
});

test('a service that a file writes under the code of another year is collected all the same', () => {
  const bakery = { code: 'B203', label: 'Boulangerie', range: 'proximity' as const, facilityTypes: ['B203'] };
  const [found] = matchGroupings({
    groupings: [bakery],
    offerVintage: 2022,
    typesSeen: new Set(['B207']),
    typesInNomenclature: new Set(),
    equivalentTypes: (_code, vintage) => (vintage === null ? ['B203', 'B207'] : ['B203']),
  });
  expect(found).toMatchObject({ collected: true, offerTypes: ['B207'] });
});
