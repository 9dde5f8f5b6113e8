import { expect, test } from 'vitest';
import { createKeptResults } from '../compute/kept-results.ts';
import { describeWorld, drawReferential } from '../testing/drawn-world.ts';
import { findAround, indexAround } from './around.ts';
import { indexRun } from './index-run.ts';

test('around the village: the pharmacy of the nearer town first, minutes that grow with the distance, every theme told', async () => {
  const referential = drawReferential(
    [
      { code: '00001', atKm: 0, population: 600, offer: { D307: 2 } },
      { code: '00002', atKm: 5, population: 300 },
      { code: '00003', atKm: 30, population: 500, offer: { D307: 1, D101: 1 } },
    ],
    [{ code: 'D307', range: 'proximity' }],
  );
  const { results, chapters, offerPlaces } = await describeWorld(referential, {}, createKeptResults());
  const run = indexRun({ ...results, publishedAt: '2026-01-31T10:00:00.000Z', greyZones: null, endowment: null });
  const { lon, lat } = referential.communes[1]!;
  const { themes } = findAround(indexAround(run, chapters.inventory, offerPlaces.places), { lon, lat });
  expect(themes).toHaveLength(10);
  const health = themes.find(({ id }) => id === 'sante')!;
  expect(health.services.map(({ serviceType }) => serviceType)).toEqual(['D307', 'D101']);
  const [near, far] = health.services[0]!.places;
  expect([near!.communeCode, far!.communeCode]).toEqual(['00001', '00003']);
  expect(near).toMatchObject({ atCommune: true, count: 2 });
  expect(near!.distanceKm).toBeCloseTo(5, 1);
  expect(far!.minutes).toBeGreaterThan(near!.minutes);
  expect(themes.find(({ id }) => id === 'numerique')!.services).toEqual([]);
});
