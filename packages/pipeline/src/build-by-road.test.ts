import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { listRanges, loadAccess } from '@maillage/store/accessibility/access-repo.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { findPublishedRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildRun } from './build.ts';

// The map is drawn at the top of fixtures/departement-fictif/src/petit.ts; its road is straight, 65 km/h all along.
const MINUTES_PER_KM = 60 / 65;
let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-routes-'));
  await generateSmallDepartement(join(folder, 'sources'), { withRoads: true });
  // Counted facilities stand at the centres: their kilometres are whole.
  await rm(join(folder, 'sources', 'bpe', 'BPE23.parquet'));
  store = await openStore({ varDir: join(folder, 'var') });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const build = (sources: string) =>
  buildRun({
    store,
    departementCode: '00',
    dataFolder: join(folder, sources),
    parameters: DEFAULT_PARAMETERS,
    report: () => undefined,
    now: () => '2026-01-01T00:00:00.000Z',
  });
const minutesOf = async (runId: string, service: string) => {
  const { communeCodes, serviceTypes, minutes } = await loadAccess(store, runId);
  const column = serviceTypes.indexOf(service);
  return new Map(communeCodes.map((code, row) => [code, minutes[row * serviceTypes.length + column]!]));
};

test('with roads, each minute is that of the road from centre to centre, and no figure is called an estimate', async () => {
  const { runId } = await build('sources');
  const run = await findPublishedRun(store, runId);
  expect(run?.travelMethod).toBe('network');
  expect(run?.travelError).toContain('exemple-fictif.osm.pbf');
  const emergency = await minutesOf(runId, 'D106');
  for (const [code, km] of [
    ['00001', 0],
    ['00002', 3],
    ['00003', 6],
    ['00004', 10],
    ['00005', 14],
    ['00006', 20],
    ['00007', 26],
  ] as const)
    expect(emergency.get(code), code).toBeCloseTo(km * MINUTES_PER_KM, 1);
  const report = run?.files.find(({ path }) => path.endsWith('.osm.pbf'));
  expect(report).toMatchObject({ sourceId: 'roads', state: 'loaded', vintage: 2026 });
});

test('roads of elsewhere are refused with their extent, and the minutes are estimated', async () => {
  await cp(join(folder, 'sources'), join(folder, 'elsewhere'), { recursive: true });
  for (const departement of ['00', '96']) {
    const path = join(folder, 'elsewhere', 'contours', `communes_${departement}.geojson`);
    // The same communes ten degrees to the north: their roads stay where they were.
    const moved = (await readFile(path, 'utf8'))
      .replaceAll(/(-\d+\.\d+),\s*46\.(\d+)/g, '$1,56.$2')
      .replaceAll(/(-\d+\.\d+),\s*47\.(\d+)/g, '$1,57.$2');
    await writeFile(path, moved);
  }
  const { runId } = await build('elsewhere');
  const run = await findPublishedRun(store, runId);
  expect(run?.travelMethod).toBe('estimated');
  const report = run?.files.find(({ path }) => path.endsWith('.osm.pbf'));
  expect(report).toMatchObject({ state: 'refused' });
  expect(report?.reason).toMatch(/couvre une autre contrée \(longitudes −\d/);
});

test('a broken extract is named, and the run goes on with estimates', async () => {
  await cp(join(folder, 'sources'), join(folder, 'broken'), { recursive: true });
  const path = join(folder, 'broken', 'routes', 'exemple-fictif.osm.pbf');
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length - 40));
  const { runId } = await build('broken');
  const run = await findPublishedRun(store, runId);
  expect(run?.travelMethod).toBe('estimated');
  expect(run?.files.find((file) => file.path.endsWith('.osm.pbf'))).toMatchObject({ state: 'unreadable' });
  expect(run?.files.find((file) => file.path.endsWith('.osm.pbf'))?.reason).toMatch(/exemple-fictif\.osm\.pbf/);
});

test('with roads or without, the far share of a commune with one centre is whole', async () => {
  const { runId, reused } = await build('sources');
  expect(reused).toBe(true);
  expect(
    (await listRanges(store, runId)).every(({ farShareRatio }) => farShareRatio === null || farShareRatio === 0 || farShareRatio === 1),
  ).toBe(true);
});
