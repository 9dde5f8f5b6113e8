import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { writeArrayFile } from '@maillage/sources/road-graph-file/array-file.ts';
import { GRAPH_FILE } from '@maillage/sources/road-graph-file/graph-description.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildNetworkFromOsm } from './build-graph-file.ts';
import { networkOf } from './drawn-network.test-support.ts';
import { readGraphDescription, readRoadNetwork, writeRoadNetwork } from './road-network-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-'));
});
afterAll(() => rm(folder, { recursive: true }));

const STREET = { highway: 'residential' };
const town = () =>
  networkOf([
    {
      places: { A: [0, 0], B: [1000, 0], C: [1000, 1000], D: [0, 1000], X: [500, 500] },
      roads: {
        'A B': { ...STREET, name: 'Rue de l’Église' },
        'B C': { ...STREET, oneway: 'yes', name: 'Rue\nHaute' },
        'C D': STREET,
        'D A': STREET,
        'A X': { highway: 'service' },
      },
      signs: { B: { highway: 'traffic_signals' } },
    },
  ]);

test('a network comes back from its file as it was, in memory that threads share', async () => {
  const { network, description } = await town();
  const path = join(folder, 'routes.graphe');
  await writeRoadNetwork(path, network, description);
  const read = await readRoadNetwork(path);
  expect(read.description).toEqual(description);
  expect(plain(read.network)).toEqual(
    plain({ ...network, ways: { ...network.ways, names: network.ways.names.map((name) => name.replace('\n', ' ')) } }),
  );
  expect(read.network.graph.arcWeight.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(read.network.pointWay.buffer).toBe(read.network.graph.arcWeight.buffer);
  expect(await readGraphDescription(path)).toEqual(description);
});

test('a file of the right kind that is no network is refused', async () => {
  const path = join(folder, 'autre.graphe');
  const { description } = await town();
  await writeArrayFile(path, GRAPH_FILE, { description, arrays: new Map([['firstArc', Uint32Array.of(0)]]) });
  await expect(readRoadNetwork(path)).rejects.toThrow(/il lui manque « arcHead »/);
  await writeArrayFile(path, GRAPH_FILE, { description: { profile: 'cheval' }, arrays: new Map() });
  await expect(readGraphDescription(path)).rejects.toThrow(/sa description n’est pas celle d’un graphe routier/);
  await writeFile(path, Buffer.alloc(10));
  await expect(readRoadNetwork(path)).rejects.toThrow(/n’est pas un graphe routier/);
});

/** Typed arrays as lists: those of a shared memory are not equal to others in the eyes of the test. */
function plain(network: RoadNetwork): unknown {
  return JSON.parse(JSON.stringify(network, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value)));
}

const dataFolder = process.env.MAILLAGE_DONNEES_TEST ?? '';
const EXTRACTS = ['liechtenstein.osm.pbf', 'andorra.osm.pbf', 'r5r-porto-alegre/poa_osm.pbf'].map((name) =>
  join(dataFolder, 'osm-test', name),
);

describe.skipIf(dataFolder === '' || !EXTRACTS.every((path) => existsSync(path)))('the shared extracts (MAILLAGE_DONNEES_TEST)', () => {
  test.each(EXTRACTS)('%s gives a network that holds most of its roads, the same twice', async (path) => {
    for (const profile of ['car', 'bike', 'walk'] as const) {
      const build = () => buildNetworkFromOsm({ paths: [path], profile, weightUnitMilliseconds: 100, report: () => undefined });
      const { network, description } = await build();
      // In the Andorra of 2013 the main road is closed to walkers: the valleys are islands on foot.
      expect(description.leftOut.metres / description.roadMetres).toBeLessThan(profile === 'walk' ? 0.3 : 0.06);
      expect(plain((await build()).network)).toEqual(plain(network));
    }
  });
});
