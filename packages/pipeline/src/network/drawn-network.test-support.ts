import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nearestByDijkstra } from '@maillage/engine/network/nearest-by-dijkstra.ts';
import { reverseGraph, UNREACHED_WEIGHT } from '@maillage/engine/network/road-graph.ts';
import type { RoadNetwork, TravelProfile } from '@maillage/engine/network/road-network.ts';
import { type DrawnMap, drawnPbf, unitsOf } from '@maillage/sources/osm/drawn-map.test-support.ts';
import { buildNetworkFromOsm } from './build-graph-file.ts';

/** The network of one or several drawn extracts, through the files, as a user has it. */
export async function networkOf(maps: readonly DrawnMap[], profile: TravelProfile = 'car') {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-'));
  try {
    const paths: string[] = [];
    for (const [index, map] of maps.entries()) {
      paths.push(join(folder, `extrait-${index}.osm.pbf`));
      await writeFile(paths.at(-1)!, drawnPbf(map));
    }
    const built = await buildNetworkFromOsm({ paths, profile, weightUnitMilliseconds: 100, report: () => undefined });
    const places = Object.assign({}, ...maps.map((map) => map.places));
    return { ...built, tenths: (from: string, to: string) => tenthsBetween(built.network, places[from], places[to]) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Tenths of a second from a place to another, both ends of roads or crossroads; `Infinity` when there is no way, or no such node. */
function tenthsBetween({ graph }: RoadNetwork, from: readonly [number, number], to: readonly [number, number]): number {
  const nodesAt = (place: readonly [number, number]) => {
    const [lon, lat] = unitsOf(place);
    return Array.from({ length: graph.nodeCount }, (_, node) => node).filter(
      (node) => graph.lon[node] === Math.fround(lon * 1e-7) && graph.lat[node] === Math.fround(lat * 1e-7),
    );
  };
  const { weight } = nearestByDijkstra(reverseGraph(graph), Uint32Array.from(nodesAt(to)));
  const best = Math.min(UNREACHED_WEIGHT, ...nodesAt(from).map((node) => weight[node]!));
  return best === UNREACHED_WEIGHT ? Infinity : best;
}
