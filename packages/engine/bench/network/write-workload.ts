/**
 * Writes a seeded workload for `maillage bench graph`: `node packages/engine/bench/network/write-workload.ts DIR [NODES] [SEED]`.
 * 20,000 origins and ten sets of 5 to 2,000 facilities on generated roads.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/seeded-random.ts';
import { generateRoads } from './generate-roads.ts';

/** From a prefecture's service to the corner shop. */
const SET_SIZES = [5, 10, 20, 50, 100, 200, 400, 800, 1200, 2000] as const;
const ORIGIN_COUNT = 20_000;

const [folder = '', nodeCount = '400000', seed = '1'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const roads = generateRoads(Number(nodeCount), Number(seed));
const parts = [Uint32Array.of(roads.nodeCount, roads.arcCount), roads.firstArc, roads.arcHead, roads.arcWeight, roads.lon, roads.lat];
writeFileSync(join(folder, 'graph.bin'), Buffer.concat(parts.map(({ buffer }) => Buffer.from(buffer))));
const random = seededRandom(Number(seed) + 1);
const pick = () => Math.floor(random() * roads.nodeCount);
const place = (node: number) => `${node},${roads.lon[node]},${roads.lat[node]}`;
const origins = Array.from({ length: ORIGIN_COUNT }, (_, id) => `${id},${place(pick())}`);
writeFileSync(join(folder, 'origins.csv'), `id,node,lon,lat\n${origins.join('\n')}\n`);
const facilities = SET_SIZES.flatMap((size, set) => Array.from({ length: size }, (_, id) => `${set},${id},${place(pick())}`));
writeFileSync(join(folder, 'facilities.csv'), `set,id,node,lon,lat\n${facilities.join('\n')}\n`);
