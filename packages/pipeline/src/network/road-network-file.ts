import { basename } from 'node:path';
import { assertRoadGraph } from '@maillage/engine/network/road-graph.ts';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { type NumberArray, readArrayFile, readArrayFileDescription, writeArrayFile } from '@maillage/sources/road-graph-file/array-file.ts';
import { GRAPH_FILE, type GraphDescription, graphDescription } from '@maillage/sources/road-graph-file/graph-description.ts';
import { unreadable } from '@maillage/sources/tables/file-errors.ts';

/** Writes a network and what is to be said of it. Aside, then renamed: never half a file. */
export async function writeRoadNetwork(path: string, network: RoadNetwork, description: GraphDescription): Promise<void> {
  const { graph, ways } = network;
  const arrays = new Map<string, NumberArray>([
    ['firstArc', graph.firstArc],
    ['arcHead', graph.arcHead],
    ['arcWeight', graph.arcWeight],
    ['lon', graph.lon],
    ['lat', graph.lat],
    ['arcEdge', network.arcEdge],
    ['arcIsBackward', network.arcIsBackward],
    ['arcWait', network.arcWait],
    ['edgeFirstPoint', network.edgeFirstPoint],
    ['pointLon', network.pointLon],
    ['pointLat', network.pointLat],
    ['pointWay', network.pointWay],
    ['wayName', ways.nameIndex],
    ['wayClass', ways.roadClass],
    ['wayForwardSpeed', ways.forwardSpeed],
    ['wayBackwardSpeed', ways.backwardSpeed],
    ['wayRule', ways.speedRule],
    ['names', new Uint8Array(Buffer.from(ways.names.map((name) => name.replaceAll('\n', ' ')).join('\n')))],
  ]);
  await writeArrayFile(path, GRAPH_FILE, { description, arrays });
}

/**
 * The network of a graph file, in memory that threads can share: its arrays are views of one `SharedArrayBuffer`. Throws
 * `file-not-found` or `file-unreadable`.
 */
export async function readRoadNetwork(path: string): Promise<{ network: RoadNetwork; description: GraphDescription }> {
  const displayPath = basename(path);
  const file = await readArrayFile(path, displayPath, GRAPH_FILE);
  const description = parseDescription(file.description, displayPath);
  const take = <T extends NumberArray>(name: string, Kind: new (length: number) => T): T => {
    const array = file.arrays.get(name);
    if (array instanceof Kind) return array;
    throw unreadable(displayPath, `il lui manque « ${name} ». ${GRAPH_FILE.mend}`);
  };
  const network: RoadNetwork = {
    profile: description.profile,
    graph: {
      nodeCount: description.nodeCount,
      arcCount: description.arcCount,
      firstArc: take('firstArc', Uint32Array),
      arcHead: take('arcHead', Uint32Array),
      arcWeight: take('arcWeight', Uint32Array),
      weightUnitMilliseconds: description.weightUnitMilliseconds,
      lon: take('lon', Float32Array),
      lat: take('lat', Float32Array),
    },
    arcEdge: take('arcEdge', Uint32Array),
    arcIsBackward: take('arcIsBackward', Uint8Array),
    arcWait: take('arcWait', Uint16Array),
    edgeCount: description.edgeCount,
    edgeFirstPoint: take('edgeFirstPoint', Uint32Array),
    pointLon: take('pointLon', Int32Array),
    pointLat: take('pointLat', Int32Array),
    pointWay: take('pointWay', Uint32Array),
    ways: {
      wayCount: description.wayCount,
      nameIndex: take('wayName', Uint32Array),
      // Text is not decoded from shared memory: a copy is.
      names: Buffer.from(take('names', Uint8Array)).toString('utf8').split('\n'),
      roadClass: take('wayClass', Uint8Array),
      roadClasses: description.roadClasses,
      forwardSpeed: take('wayForwardSpeed', Uint16Array),
      backwardSpeed: take('wayBackwardSpeed', Uint16Array),
      speedRule: take('wayRule', Uint8Array),
      speedRules: description.speedRules,
    },
  };
  assertRoadGraph(network.graph);
  return { network, description };
}

/** What the file says of itself, without loading the roads. */
export async function readGraphDescription(path: string): Promise<GraphDescription> {
  const displayPath = basename(path);
  return parseDescription(await readArrayFileDescription(path, displayPath, GRAPH_FILE), displayPath);
}

function parseDescription(value: unknown, displayPath: string): GraphDescription {
  const parsed = graphDescription.safeParse(value);
  if (!parsed.success) throw unreadable(displayPath, `sa description n’est pas celle d’un ${GRAPH_FILE.name}. ${GRAPH_FILE.mend}`);
  return parsed.data;
}
