import { expect, test } from 'vitest';
import { createKeptResults } from '../compute/kept-results.ts';
import { describeWorld, drawReferential } from '../testing/drawn-world.ts';
import { findAround, indexAround } from './around.ts';
import { indexRun } from './index-run.ts';

async function drawAround() {
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
  return { index: indexAround(run, chapters.inventory, offerPlaces.places), at: { lon, lat } };
}

test('around the village: the pharmacy of the nearer town first, minutes that grow with the distance, every theme told', async () => {
  const { index, at } = await drawAround();
  const { themes } = await findAround(index, at, null);
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

test('by the road, the farther pharmacy comes first when the nearer is across the river; one that no road reaches keeps its estimate', async () => {
  const { index, at } = await drawAround();
  const asked: number[] = [];
  const { themes, error } = await findAround(index, at, {
    sentence: 'Par la route.',
    // The town at 5 km is across the river; the one at 30 km is a quarter of an hour away, by a bridge.
    minutes: async (_, spots) => {
      asked.push(spots.length);
      return spots.map(({ lon }) => (Math.abs(lon - at.lon) < 0.1 ? 40 : 15));
    },
  });
  const [first, second] = themes.find(({ id }) => id === 'sante')!.services.find(({ serviceType }) => serviceType === 'D307')!.places;
  expect([first, second].map((place) => [place!.communeCode, place!.minutes, place!.byRoad])).toEqual([
    ['00003', 15, true],
    ['00001', 40, true],
  ]);
  expect(error).toBe('Par la route.');
  // One spot is asked about once, whatever the services that stand there.
  expect(asked).toEqual([2]);
  const cut = await findAround(index, at, { sentence: '', minutes: async (_, spots) => spots.map(() => null) });
  expect(cut.themes.flatMap(({ services }) => services.flatMap(({ places }) => places.map(({ byRoad }) => byRoad)))).not.toContain(true);
});
