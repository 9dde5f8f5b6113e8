import { expect, test } from 'vitest';
import { type DrawnCommune, drawReferential, drawWorld } from '../testing/drawn-world.ts';
import { computeAccessMeasures } from './compute-access-measures.ts';

/** A road: the town at 0, a village at 12, a hamlet at 25, and across the limit a town at 30 (kilometres = minutes by car). */
const SERVICES = [
  { code: 'D307', range: 'proximity' },
  { code: 'A206', range: 'proximity' },
  { code: 'D201', range: 'proximity' },
  { code: 'D106', range: 'superior', collected: false },
] as const;
const COMMUNES: DrawnCommune[] = [
  {
    code: '00001',
    atKm: 0,
    population: 5000,
    epci: 'A',
    offer: { D307: 2, A206: 1, D201: 2 },
    indicators: { over75: 0.1, withoutCar: 0.2 },
  },
  { code: '00002', atKm: 12, population: 2000, epci: 'B', indicators: { over75: 0.2, withoutCar: 0.1 } },
  { code: '00003', atKm: 25, population: 1000, epci: 'B', indicators: { over75: 0.3, withoutCar: 0 } },
  { code: '96001', atKm: 30, population: 4000, offer: { D307: 1, D201: 1 }, own: false },
];
const { accessMeasures, catchments } = await computeAccessMeasures(await drawWorld(drawReferential(COMMUNES, SERVICES)));

test('each profile weighs the communes by its own people; a profile without data is told, not guessed', () => {
  const of = (scopeId: string, profile: string) =>
    accessMeasures.profiles.find((row) => row.scopeId === scopeId && row.profile === profile);
  // Pharmacy: 0, 12 and 5 minutes. (2 000 × 12 + 1 000 × 5) ÷ 8 000.
  expect(of('service.D307', 'all')).toMatchObject({
    ...{ meanMinutes: 3.625, medianMinutes: 0, p90Minutes: 12, unreachableShareRatio: 0 },
    beyond: [
      { minutes: 5, shareRatio: 0.25 },
      { minutes: 7, shareRatio: 0.25 },
      { minutes: 10, shareRatio: 0.25 },
    ],
  });
  // 500, 400 and 300 people over 75: (400 × 12 + 300 × 5) ÷ 1 200.
  expect(of('service.D307', 'over75')!.meanMinutes).toBeCloseTo(5.25, 6);
  // On foot 16.25 minutes a kilometre, unreachable beyond 180: 12 km are 195 minutes. 1 000 at 0, 200 out of reach.
  expect(of('service.D307', 'without-car')).toMatchObject({ meanMinutes: 0, unreachableShareRatio: expect.closeTo(200 / 1200, 6) });
  expect(accessMeasures.missingProfiles).toEqual({ children: 'Aucune source ne donne la part des moins de 15 ans.' });
});

test('the second and third place, and how many are at hand', () => {
  const pharmacy = accessMeasures.choice.find(({ serviceType }) => serviceType === 'D307')!;
  // Second: 0, 12 and 25 (the town has two). Third: 30, 18 and 25.
  expect(pharmacy.secondMeanMinutes).toBeCloseTo((2000 * 12 + 1000 * 25) / 8000, 6);
  expect(pharmacy.thirdMeanMinutes).toBeCloseTo((5000 * 30 + 2000 * 18 + 1000 * 25) / 8000, 6);
  // Within 5 minutes: two for the town, none for the village, one for the hamlet.
  expect(pharmacy.within[0]).toEqual({ minutes: 5, meanCount: (5000 * 2 + 1000) / 8000, threeShareRatio: 0 });
});

test('more than a tenth of the people beyond 5 km and 20 minutes of a post office: the limit of the law is passed', () => {
  // The hamlet, 25 minutes and 25 km away: 1 000 of 8 000.
  expect(accessMeasures.postal).toEqual({ farPopulationCount: 1000, farShareRatio: 0.125, limitRatio: 0.1, respected: false });
});

test('what stands beyond the limit shortens the journeys of the hamlet', () => {
  const pharmacy = accessMeasures.border.find(({ serviceType }) => serviceType === 'D307')!;
  expect(pharmacy).toMatchObject({ outsideShareRatio: 0.125, meanMinutes: 3.625, meanMinutesInsideOnly: (2000 * 12 + 1000 * 25) / 8000 });
});

test('a place added far beyond the limit changes no minute of the Département', async () => {
  const farther = [...COMMUNES, { code: '96002', atKm: 160, population: 9000, offer: { D307: 9, A206: 9, D201: 9 }, own: false }];
  const again = await computeAccessMeasures(await drawWorld(drawReferential(farther, SERVICES)));
  expect(again.accessMeasures.profiles).toEqual(accessMeasures.profiles);
  expect(again.catchments.tables).toEqual(catchments.tables);
});

test('doctors are shared with the town across the limit; care has an APL, the post has none', () => {
  const of = (serviceType: string, method: string) =>
    catchments.tables.find((row) => row.serviceType === serviceType && row.method === method)?.values;
  // Within 30 minutes of the town: itself, the village, the hamlet, the far town. 2 ÷ 12 000; the same for the far town's 1.
  expect(of('D201', '2sfca')).toEqual([0.25, 0.25, 0.25]);
  // Bands of 10, 20 and 30 minutes. Town: 5 000 + 0.42 × 2 000 + 0.09 × (1 000 + 4 000) = 6 290. Far town: 4 000 + 1 000 + 0.42 × 2 000 + 0.09 × 5 000 = 6 290.
  const perDoctor = 1000 / 6290;
  expect(of('D201', 'e2sfca')![0]).toBeCloseTo((2 + 0.09) * perDoctor, 5);
  expect(of('D201', 'e2sfca')![2]).toBeCloseTo((0.09 * 2 + 1) * perDoctor, 5);
  expect(of('D201', 'apl')).toHaveLength(3);
  expect(of('A206', 'apl')).toBeUndefined();
  expect(of('D106', '2sfca')).toBeUndefined();
});

test('minutes fall unequally: between the two EPCI and inside one of them', () => {
  const of = (measure: string, group: string) =>
    accessMeasures.equity.find((row) => row.serviceType === 'D307' && row.measure === measure && row.group === group)?.value;
  expect(of('theil', 'all')!).toBeCloseTo(of('theil_between', 'epci')! + of('theil_within', 'epci')!, 9);
  expect(of('p90_p10', 'all')).toBeNull();
  // The best served four tenths are at 0 minute: no ratio either.
  expect(of('palma', 'all')).toBeNull();
  // Lorenz: 62.5 % of the people have nothing, 12.5 % have 5/29 of the minutes, 25 % have 24/29.
  expect(of('gini', 'all')!).toBeCloseTo(1 - (0.125 * (5 / 29) + 0.25 * (5 / 29 + 1)), 9);
});
