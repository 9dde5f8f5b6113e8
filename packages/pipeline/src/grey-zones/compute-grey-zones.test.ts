import { expect, test } from 'vitest';
import type { Referential } from '../referential/referential.ts';
import { type DrawnCommune, drawReferential, drawWorld } from '../testing/drawn-world.ts';
import { computeGreyZones } from './compute-grey-zones.ts';

/** Four communes along a road and a town across the limit: pharmacy and school in the town at the west end. */
const SERVICES = [
  { code: 'D307', range: 'proximity' },
  { code: 'C109', range: 'proximity' },
  { code: 'D106', range: 'superior', collected: false },
] as const;
const COMMUNES: DrawnCommune[] = [
  { code: '00001', atKm: 0, population: 6000, offer: { D307: 2, C109: 3 }, indicators: { over75: 0.1 } },
  { code: '00002', atKm: 6, population: 2000, offer: { C109: 1 }, indicators: { over75: 0.2 } },
  { code: '00003', atKm: 12, population: 1000, indicators: { over75: 0.3 } },
  { code: '00004', atKm: 20, population: 1000, indicators: { over75: 0.4 } },
  { code: '96001', atKm: 60, population: 10_000, offer: { C109: 1 }, own: false },
];

/** A square of each commune, two kilometres wide at its place, so that 00003 and 00004 touch nobody; `joined` fills the road. */
function withSquares(referential: Referential, ends: readonly [number, number][]): Referential {
  const square = ([west, east]: readonly [number, number]) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, 0],
        [east, 0],
        [east, 1],
        [west, 1],
        [west, 0],
      ],
    ],
  });
  return {
    ...referential,
    boundaries: new Map(referential.communes.flatMap(({ code }, index) => (ends[index] ? [[code, square(ends[index])]] : []))),
  };
}

test('beyond the mean of the Département: two communes that touch make one area, named after the larger', async () => {
  const drawn = drawReferential(COMMUNES, SERVICES);
  const zones = computeGreyZones(
    await drawWorld(
      withSquares(drawn, [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
      ]),
    ),
  );
  // Pharmacy: 0, 6, 12, 20 min, weighted mean (12 000 + 12 000 + 20 000) ÷ 10 000 = 4.4. School: 0, 0, 6, 14: mean 2.
  expect(zones.referenceMinutes[0]).toMatchObject({ serviceType: 'D307', departement: expect.closeTo(4.4, 6), fixed: 7 });
  expect(zones.referenceMinutes[1]).toMatchObject({ serviceType: 'C109', departement: expect.closeTo(2, 6) });
  expect(zones.referenceMinutes[2]).toEqual({ serviceType: 'D106', departement: null, region: null, fixed: null });
  const rows = zones.communes.filter(({ scopeId, reference }) => scopeId === 'range.proximity' && reference === 'departement');
  expect(rows.map((row) => [row.communeCode, row.greyCount, row.knownCount, row.class])).toEqual([
    ['00001', 0, 2, 'white'],
    ['00002', 1, 2, 'grey'],
    ['00003', 2, 2, 'dark'],
    ['00004', 2, 2, 'dark'],
  ]);
  const [area, ...others] = zones.areas.filter(({ scopeId, reference }) => scopeId === 'range.proximity' && reference === 'departement');
  expect(others).toEqual([]);
  expect(area).toMatchObject({
    ...{ zoneId: 'range.proximity.departement.00002', name: 'Autour de Commune 00002', communeCount: 3, populationCount: 4000 },
    communeCodes: ['00002', '00003', '00004'],
  });
  const summary = zones.summaries.find((row) => row.scopeId === 'range.proximity' && row.reference === 'departement');
  // Over 75: 400 + 300 + 400.
  expect(summary).toMatchObject({
    communeCount: 3,
    populationCount: 4000,
    populationShareRatio: 0.4,
    over75Count: expect.closeTo(1100, 6),
  });
});

test('communes that do not touch are two areas; one without boundary stands alone', async () => {
  const apart = withSquares(drawReferential(COMMUNES, SERVICES), [
    [0, 1],
    [1, 2],
    [3, 4],
  ]);
  const { areas, neighbours } = computeGreyZones(await drawWorld(apart));
  expect(neighbours).toEqual([[1], [0], [], []]);
  expect(
    areas.filter(({ scopeId, reference }) => scopeId === 'range.proximity' && reference === 'departement').map(({ name }) => name),
  ).toEqual(['Commune 00002', 'Commune 00003', 'Commune 00004']);
});

test('the région is a reference only when it is whole, and its communes are counted with the same method', async () => {
  const whole = computeGreyZones(await drawWorld(drawReferential(COMMUNES, SERVICES)));
  expect(whole.references.find(({ id }) => id === 'region')).toMatchObject({ available: true });
  // Over the région the town of 10 000 has a school and is 40 minutes from a pharmacy: mean (44 000 + 600 000) ÷ 20 000.
  expect(whole.referenceMinutes[0]!.region).toBeCloseTo(32.2, 6);
  const partial = computeGreyZones(await drawWorld({ ...drawReferential(COMMUNES, SERVICES), regionComplete: false }));
  expect(partial.references.find(({ id }) => id === 'region')).toMatchObject({
    available: false,
    convention: expect.stringContaining('Non calculée'),
  });
  expect(partial.communes.some(({ reference }) => reference === 'region')).toBe(false);
});

test('a theme without any service and the services of a basket that were not collected are told by name', async () => {
  const zones = computeGreyZones(await drawWorld(drawReferential(COMMUNES, SERVICES)));
  const of = (id: string) => zones.scopes.find((scope) => scope.id === id);
  expect(of('theme.numerique')).toMatchObject({ label: 'Numérique', serviceTypes: [], notCollected: [] });
  expect(of('theme.sante')).toMatchObject({ serviceTypes: ['D307'], notCollected: ['Service D106'] });
  expect(of('basket.vie-courante')).toMatchObject({
    serviceTypes: ['C109', 'D307'],
    notCollected: expect.arrayContaining(['Boulangerie']),
  });
  expect(zones.communes.some(({ scopeId }) => scopeId === 'theme.numerique')).toBe(false);
});

test('a commune whose pharmacy is the only one near is fragile: it would be grey if it closed', async () => {
  // 00004 has its own pharmacy; the next is 20 km away. 00001 has two at home.
  const drawn = COMMUNES.map((commune) => (commune.code === '00004' ? { ...commune, offer: { D307: 1, C109: 1 } } : commune));
  const zones = computeGreyZones(await drawWorld(drawReferential(drawn, SERVICES)));
  const rows = zones.communes.filter(({ scopeId, reference }) => scopeId === 'theme.sante' && reference === 'fixed');
  expect(rows.map((row) => [row.communeCode, row.class, row.fragileCount, row.watched])).toEqual([
    ['00001', 'white', 0, false],
    // The town has two, 6 minutes away: one may close.
    ['00002', 'white', 0, false],
    // 8 minutes from one, beyond 7: already grey.
    ['00003', 'dark', 0, false],
    ['00004', 'white', 1, true],
  ]);
});
