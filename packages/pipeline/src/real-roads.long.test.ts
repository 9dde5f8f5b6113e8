import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { contract } from '@maillage/engine/network/contract.ts';
import { nearestByDijkstra } from '@maillage/engine/network/nearest-by-dijkstra.ts';
import { createNearestSweeper, nearestBySweep } from '@maillage/engine/network/nearest-by-sweep.ts';
import { reverseGraph } from '@maillage/engine/network/road-graph.ts';
import { seededRandom } from '@maillage/engine/seeded-random.ts';
import { loadAccess } from '@maillage/store/accessibility/access-repo.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { findPublishedRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildRun } from './build.ts';
import { buildNetworkFromOsm } from './network/build-graph-file.ts';

const dataFolder = process.env.MAILLAGE_DONNEES_TEST;

/** The line of the smallest Département (west to east, 30 km) turned to run up the valley of the Rhine, from Balzers to Ruggell. */
function layOverTheRhine(geojson: string): string {
  return geojson.replaceAll(/\[\s*(-?\d+\.\d+)\s*,\s*(\d+\.\d+)\s*\]/g, (_, lon: string, lat: string) => {
    const eastKm = (Number(lon) + 6.6) * 111.195 * Math.cos((46.9 * Math.PI) / 180);
    const northKm = (Number(lat) - 46.9) * 111.195;
    return `[${(9.512 - northKm * 0.004).toFixed(6)},${(47.075 + eastKm * 0.0055).toFixed(6)}]`;
  });
}

describe.skipIf(dataFolder === undefined)('a small Département laid over the real roads of Liechtenstein (MAILLAGE_DONNEES_TEST)', () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maillage-rhin-'));
    await generateSmallDepartement(join(folder, 'sources'));
    await rm(join(folder, 'sources', 'bpe', 'BPE23.parquet'));
    for (const departement of ['00', '96']) {
      const path = join(folder, 'sources', 'contours', `communes_${departement}.geojson`);
      await writeFile(path, layOverTheRhine(await readFile(path, 'utf8')));
    }
    await mkdir(join(folder, 'sources', 'routes'));
    for (const name of ['liechtenstein', 'andorra'])
      await copyFile(join(dataFolder!, 'osm-test', `${name}.osm.pbf`), join(folder, 'sources', 'routes', `${name}.osm.pbf`));
    store = await openStore({ varDir: join(folder, 'var') });
  });
  afterAll(async () => {
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const build = () =>
    buildRun({
      store,
      departementCode: '00',
      dataFolder: join(folder, 'sources'),
      parameters: DEFAULT_PARAMETERS,
      report: () => undefined,
      now: () => '2026-01-01T00:00:00.000Z',
    });

  test('its minutes are those of the roads, growing along the valley; the extract of another country is refused', async () => {
    const { runId } = await build();
    const run = await findPublishedRun(store, runId);
    expect(run?.travelMethod).toBe('network');
    const reports = run?.files.filter(({ path }) => path.endsWith('.osm.pbf')) ?? [];
    expect(reports.map(({ path, state }) => [path, state])).toEqual([
      ['routes/andorra.osm.pbf', 'refused'],
      ['routes/liechtenstein.osm.pbf', 'loaded'],
    ]);
    const { communeCodes, serviceTypes, minutes } = await loadAccess(store, runId);
    const column = serviceTypes.indexOf('D106');
    const emergency = communeCodes.slice(0, 7).map((_, row) => minutes[row * serviceTypes.length + column]!);
    expect(emergency[0]).toBe(0);
    // A kilometre of the drawing is 0.61 km on the ground: 16 km from the first centre to the last, by roads of 30 to 80 km/h.
    for (let commune = 1; commune < 7; commune++) expect(emergency[commune]!).toBeGreaterThan(emergency[commune - 1]!);
    expect(emergency[6]!).toBeGreaterThan(15);
    expect(emergency[6]!).toBeLessThan(35);
  });

  test('built again elsewhere, the same run and the same minutes', async () => {
    const { runId } = await build();
    const other = await openStore({ varDir: join(folder, 'var-2') });
    try {
      const again = await buildRun({
        store: other,
        departementCode: '00',
        dataFolder: join(folder, 'sources'),
        parameters: DEFAULT_PARAMETERS,
        report: () => undefined,
        now: () => '2026-02-02T00:00:00.000Z',
      });
      expect(again).toMatchObject({ runId, reused: false });
      expect(await loadAccess(other, runId)).toEqual(await loadAccess(store, runId));
    } finally {
      await other.close();
    }
  });
});

describe.skipIf(dataFolder === undefined)('on real extracts of OpenStreetMap (MAILLAGE_DONNEES_TEST)', () => {
  test.each(['liechtenstein.osm.pbf', 'andorra.osm.pbf', 'paris_bss.osm.pbf', 'r5r-porto-alegre/poa_osm.pbf'])(
    '%s: the sweep gives the labels of the plain search, to the unit and to the place',
    async (path) => {
      for (const profile of ['car', 'walk'] as const) {
        const { network } = await buildNetworkFromOsm({
          paths: [join(dataFolder!, 'osm-test', path)],
          profile,
          weightUnitMilliseconds: 100,
          report: () => undefined,
        });
        const { graph } = network;
        const random = seededRandom(7);
        const sweeper = createNearestSweeper(contract(graph));
        const reversed = reverseGraph(graph);
        for (const count of [1, 8, 60]) {
          const facilities = Uint32Array.from({ length: count }, () => Math.floor(random() * graph.nodeCount));
          const [quick, slow] = [nearestBySweep(sweeper, facilities), nearestByDijkstra(reversed, facilities)];
          expect(quick.weight).toEqual(slow.weight);
          expect(quick.facility).toEqual(slow.facility);
        }
      }
    },
  );
});
