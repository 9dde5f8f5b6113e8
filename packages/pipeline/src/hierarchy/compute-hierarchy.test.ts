import { expect, test } from 'vitest';
import { type DrawnCommune, drawReferential, drawWorld } from '../testing/drawn-world.ts';
import { computeHierarchy } from './compute-hierarchy.ts';

/** Methods EX4: bakery, doctor, college, hospital over six communes; E has a bakery and a college but no doctor. */
const SERVICES = [
  { code: 'BAKERY', range: 'proximity' },
  { code: 'GP', range: 'proximity' },
  { code: 'COLLEGE', range: 'intermediate' },
  { code: 'HOSPITAL', range: 'superior' },
] as const;
const all = { BAKERY: 1, GP: 1, COLLEGE: 1, HOSPITAL: 1 };
const COMMUNES: DrawnCommune[] = [
  { code: '00001', atKm: 0, population: 50_000, offer: all },
  { code: '00002', atKm: 10, population: 8000, offer: { BAKERY: 1, GP: 1, COLLEGE: 1 } },
  { code: '00003', atKm: 16, population: 5000, offer: { BAKERY: 1, GP: 1 } },
  { code: '00004', atKm: 22, population: 900, offer: { BAKERY: 1 } },
  { code: '00005', atKm: 30, population: 1200, offer: { BAKERY: 1, COLLEGE: 1 } },
  { code: '00006', atKm: 40, population: 300 },
];

test('the ladder of six communes: two errors, both in the commune that has a college and no doctor', async () => {
  const { scalogram, anomalies } = computeHierarchy(await drawWorld(drawReferential(COMMUNES, SERVICES)));
  expect(scalogram).toMatchObject({ communeCount: 6, serviceCount: 4, errorCount: 2 });
  expect(scalogram!.reproducibility).toBeCloseTo(0.916667, 6);
  expect(scalogram!.marginalReproducibility).toBeCloseTo(0.666667, 6);
  expect(scalogram!.scalability).toBeCloseTo(0.75, 6);
  expect(anomalies).toEqual([
    { communeCode: '00005', serviceType: 'GP', kind: 'missing' },
    { communeCode: '00005', serviceType: 'COLLEGE', kind: 'unexpected' },
  ]);
});

test('each commune turns to the nearest centre of each level, and the area between two of them is shared', async () => {
  // 00001 has everything: level 4. 00002 has both proximity services and the intermediate one: (2 + 2 + 0) ÷ 5 = 0.8, level 2.
  const { attraction, areas } = computeHierarchy(await drawWorld(drawReferential(COMMUNES, SERVICES)));
  const of = (communeCode: string, level: number) => attraction.find((row) => row.communeCode === communeCode && row.level === level);
  expect(of('00006', 4)).toMatchObject({ centreCode: '00001', minutes: 40, shared: false, huffShareRatio: 1, secondCentreCode: null });
  expect(of('00002', 2)).toMatchObject({ centreCode: '00002', minutes: 0 });
  expect(of('00004', 2)).toMatchObject({ centreCode: '00005', minutes: 8 });
  // Level 1 and above: 00001 (4 services), 00002 (3), 00003 (2), 00005 (2): 00004 is 6 minutes from 00003 and 8 from 00005.
  const west = 2 / 36;
  const east = 2 / 64;
  const far = 4 / 484 + 3 / 144;
  expect(of('00004', 1)).toMatchObject({ centreCode: '00003', huffCentreCode: '00003', secondCentreCode: '00005' });
  expect(of('00004', 1)!.huffShareRatio).toBeCloseTo(west / (west + east + far), 9);
  expect(areas.find(({ centreCode }) => centreCode === '00001')).toEqual({
    ...{ centreCode: '00001', level: 4, communeCount: 5, populationCount: 15_400, dominant: true },
  });
});

test('a level decided by the partners replaces the one computed, which is kept beside it', async () => {
  const decided = { communeCode: '00006', level: 2 as const, author: 'Comité de pilotage', reason: 'Bourg-centre du plateau' };
  const input = await drawWorld(drawReferential(COMMUNES, SERVICES), { centreOverrides: [decided] });
  expect(computeHierarchy(input).overrides).toEqual([{ ...decided, computedLevel: 0 }]);
  expect(input.results.centres.find(({ communeCode }) => communeCode === '00006')).toMatchObject({ level: 2 });
  await expect(drawWorld(drawReferential(COMMUNES, SERVICES), { centreOverrides: [{ ...decided, communeCode: '99999' }] })).rejects.toThrow(
    'niveau de pôle à la commune « 99999 »',
  );
});

test('a Département of which no offer is known says so, table by table', async () => {
  const bare = drawReferential(
    COMMUNES.map((commune) => ({ ...commune, offer: {} })),
    SERVICES.map((service) => ({ ...service, collected: false })),
  );
  const { scalogram, attraction, emptyReasons } = computeHierarchy(await drawWorld(bare));
  expect(scalogram).toBeNull();
  expect(attraction).toEqual([]);
  expect(emptyReasons.guttman).toContain('Aucun fichier d’équipements');
});
