import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { isochrones, roadJourneys } from '@maillage/domain/accessibility/road-answers.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { around } from '@maillage/domain/inventory/around.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { buildRun } from '@maillage/pipeline/build.ts';
import { readRunRoads } from '@maillage/pipeline/network/read-run-roads.ts';
import { createRoadDesk } from '@maillage/pipeline/network/road-desk.ts';
import { openStore } from '@maillage/store/open-store.ts';
import type { Store } from '@maillage/store/store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';

// The map is drawn at the top of fixtures/departement-fictif/src/petit.ts: seven communes on one straight road, 65 km/h all along,
// at kilometres 0, 3, 6, 10, 14, 20 and 26; emergencies at kilometre 0.
const MINUTES_PER_KM = 60 / 65;
let folder: string;
let store: Store;
let server: TestServer;
let runId: string;
let estimatedRunId: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-trajets-'));
  await generateSmallDepartement(join(folder, 'sources'), { withRoads: true });
  await rm(join(folder, 'sources', 'bpe', 'BPE23.parquet'));
  store = await openStore({ varDir: join(folder, 'var') });
  const build = () =>
    buildRun({
      ...{ store, departementCode: '00', dataFolder: join(folder, 'sources'), parameters: DEFAULT_PARAMETERS },
      ...{ report: () => undefined, now: () => '2026-01-01T00:00:00.000Z' },
    });
  runId = (await build()).runId;
  await rm(join(folder, 'sources', 'routes'), { recursive: true });
  estimatedRunId = (await build()).runId;
  server = await startTestServer({ store });
});
afterAll(async () => {
  await server?.close();
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

const get = async (path: string) => {
  const { statusCode, body, headers } = await server.app.inject({ method: 'GET', url: path });
  return { statusCode, body: JSON.parse(body) as { error: { code: string; message: string } }, headers };
};
const communeOf = async (code: string) => {
  const list = z.array(communeListItem).parse((await get(apiPaths.communes(runId))).body);
  return list.find((one) => one.code === code)!;
};

test('the way from the third commune to the emergencies is the road itself: six kilometres, at its speed', async () => {
  const { nearest, attribution } = roadJourneys.parse((await get(apiPaths.roadJourneys(runId, '00003', 'D106'))).body);
  expect(nearest!.metres).toBeGreaterThan(5950);
  expect(nearest!.metres).toBeLessThan(6050);
  expect(nearest!.minutes).toBeCloseTo(6 * MINUTES_PER_KM, 1);
  const [from, to] = [await communeOf('00003'), await communeOf('00001')];
  for (const [end, commune] of [
    [nearest!.line[0]!, from],
    [nearest!.line.at(-1)!, to],
  ] as const) {
    expect(end[0]).toBeCloseTo(commune.lon, 3);
    expect(end[1]).toBeCloseTo(commune.lat, 3);
  }
  expect(nearest!.sentences[0]).toMatch(/5\smin\s3\d\ss pour 6,0\skm/);
  expect(attribution).toContain('OpenStreetMap');
});

test('from the first commune, each band reaches the communes of the road that are near enough, and holds the band before', async () => {
  const { lon, lat } = await communeOf('00001');
  const { body, headers } = await get(apiPaths.isochrones(runId, `lon=${lon}&lat=${lat}`));
  const found = isochrones.parse(body);
  expect(headers['cache-control']).toBe('no-store');
  const within = (minutes: number) => found.communes.filter((one) => one.minutes <= minutes).map(({ code }) => code);
  expect(within(5)).toEqual(['00001', '00002']); // 5.4 km
  expect(within(10)).toEqual(['00001', '00002', '00003', '00004']); // 10.8 km
  expect(within(15)).toEqual(['00001', '00002', '00003', '00004', '00005']); // 16.2 km
  expect(within(20)).toHaveLength(6); // 21.7 km
  expect(within(30)).toHaveLength(7); // 32.5 km
  const east = found.bands.map(({ area }) => Math.max(...area.flat(2).map(([x]) => x!)));
  expect(east.toSorted((a, b) => a - b)).toEqual(east);
  // Five minutes of road, and the 400 m beside it: 5.4 km from the start, of 76.0 km a degree at this latitude.
  const kilometres = (east[0]! - lon) * 111.195 * Math.cos((lat * Math.PI) / 180);
  expect(kilometres).toBeGreaterThan(5.4);
  expect(kilometres).toBeLessThan(6.1);
});

test('around a commune, minutes are those of the road, and say so', async () => {
  const { lon, lat } = await communeOf('00003');
  const { themes, error } = around.parse((await get(apiPaths.around(runId, `lon=${lon}&lat=${lat}`))).body);
  const emergency = themes.flatMap(({ services }) => services).find(({ serviceType }) => serviceType === 'D106')!;
  expect(emergency.places[0]).toMatchObject({ communeCode: '00001', byRoad: true });
  expect(emergency.places[0]!.minutes).toBeCloseTo(6 * MINUTES_PER_KM, 1);
  expect(error).toContain('exemple-fictif.osm.pbf');
});

test('in the middle of the sea there is no road, and a run without roads says what to bring; around me falls back on estimates', async () => {
  const sea = await get(apiPaths.isochrones(runId, 'lon=-12&lat=46'));
  expect([sea.statusCode, sea.body.error.code]).toEqual([409, 'data-missing']);
  expect(sea.body.error.message).toContain('en mer');
  const { lon, lat } = await communeOf('00003');
  const none = await get(apiPaths.isochrones(estimatedRunId, `lon=${lon}&lat=${lat}`));
  expect([none.statusCode, none.body.error.code]).toEqual([409, 'data-missing']);
  expect(none.body.error.message).toMatch(/extrait OpenStreetMap/);
  expect((await get(apiPaths.roadJourneys(estimatedRunId, '00003', 'D106'))).statusCode).toBe(409);
  const told = around.parse((await get(apiPaths.around(estimatedRunId, `lon=${lon}&lat=${lat}`))).body);
  expect(told.themes.flatMap(({ services }) => services.flatMap(({ places }) => places.map(({ byRoad }) => byRoad)))).not.toContain(true);
  const atSea = around.parse((await get(apiPaths.around(runId, 'lon=-12&lat=46'))).body);
  expect(atSea.themes[0]!.services[0]!.places[0]!.byRoad).toBe(false);
  expect((await get(apiPaths.isochrones(runId, 'lon=370&lat=46'))).statusCode).toBe(400);
});

test('many questions at once read the roads once, a crowd is refused in French, and a closed desk refuses what waits', async () => {
  let readings = 0;
  const desk = createRoadDesk((asked) => {
    readings++;
    return readRunRoads(store, asked);
  });
  const { lon, lat } = await communeOf('00001');
  const ask = () => desk.ask(runId, { kind: 'minutes', from: { lon, lat }, to: [{ lon, lat }], maxMinutes: 10 });
  const answers = await Promise.allSettled(Array.from({ length: 30 }, ask));
  expect(readings).toBe(1);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(24);
  expect(answers.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'busy' } });
  expect(await ask()).toEqual([0]);
  const late = ask();
  const refused = expect(late).rejects.toMatchObject({ code: 'busy' });
  await desk.close();
  await refused;
});
