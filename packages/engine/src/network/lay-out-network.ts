import type { ArcList } from './draw-arcs.ts';
import type { RawRoads } from './raw-roads.ts';
import type { RoadGraph } from './road-graph.ts';
import type { RoadNetwork, WayTable } from './road-network.ts';
import { drivenSpeeds } from './segment-times.ts';
import { orderAlongCurve } from './spatial-order.ts';
import type { TracedEdges } from './trace-edges.ts';

export interface NetworkPieces {
  roads: RawRoads;
  edges: TracedEdges;
  arcs: ArcList;
  /** Original node of each copy. */
  copyOf: readonly number[];
  /** 1 for the nodes of the network. */
  isKept: Uint8Array;
  weightUnitMilliseconds: number;
}

/** Writes the network in its final arrays: nodes along a curve over the ground, then arcs, edges, points and ways in the order in which nodes meet them. */
export function layOutNetwork(pieces: NetworkPieces): RoadNetwork {
  const { roads, edges } = pieces;
  const { newNode, lon, lat } = numberNodes(pieces);
  const order = arcOrder(pieces, newNode, lon.length);
  const { graph, arcEdge, arcIsBackward, arcWait, keptEdges } = writeArcs(pieces, newNode, order, { lon, lat });
  const { pointIsAgainst, ...points } = writePoints(roads, edges, keptEdges);
  const ways = writeWays({ ...roads.ways, ...drivenSpeeds(roads) }, points.pointWay, pointIsAgainst);
  return { profile: roads.profile, graph, arcEdge, arcIsBackward, arcWait, edgeCount: keptEdges.length, ...points, ways };
}

const DEGREES_PER_UNIT = 1e-7;
const NONE = 0xffffffff;

function numberNodes({ roads, copyOf, isKept }: NetworkPieces): { newNode: Uint32Array; lon: Float32Array; lat: Float32Array } {
  const kept: number[] = [];
  for (let node = 0; node < isKept.length; node++) if (isKept[node] === 1) kept.push(node);
  const roadNode = (node: number) => (node < roads.nodeLon.length ? node : copyOf[node - roads.nodeLon.length]!);
  const lon = Float32Array.from(kept, (node) => roads.nodeLon[roadNode(node)]! * DEGREES_PER_UNIT);
  const lat = Float32Array.from(kept, (node) => roads.nodeLat[roadNode(node)]! * DEGREES_PER_UNIT);
  const order = orderAlongCurve({ nodeCount: kept.length, lon, lat });
  const newNode = new Uint32Array(isKept.length).fill(NONE);
  for (const [rank, index] of order.entries()) newNode[kept[index]!] = rank;
  return { newNode, lon: Float32Array.from(order, (index) => lon[index]!), lat: Float32Array.from(order, (index) => lat[index]!) };
}

/** Arcs of the network by growing tail; those of one tail keep the order in which they were drawn. */
function arcOrder({ arcs, isKept }: NetworkPieces, newNode: Uint32Array, nodeCount: number): { firstArc: Uint32Array; arcOf: Uint32Array } {
  const firstArc = new Uint32Array(nodeCount + 1);
  const isIn = (arc: number) => isKept[arcs.tail[arc]!] === 1 && isKept[arcs.head[arc]!] === 1;
  for (let arc = 0; arc < arcs.tail.length; arc++) if (isIn(arc)) firstArc[newNode[arcs.tail[arc]!]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) firstArc[node + 1]! += firstArc[node]!;
  const cursor = firstArc.slice(0, nodeCount);
  const arcOf = new Uint32Array(firstArc[nodeCount]!);
  for (let arc = 0; arc < arcs.tail.length; arc++) if (isIn(arc)) arcOf[cursor[newNode[arcs.tail[arc]!]!]!++] = arc;
  return { firstArc, arcOf };
}

function writeArcs(
  { edges, arcs, weightUnitMilliseconds }: NetworkPieces,
  newNode: Uint32Array,
  { firstArc, arcOf }: { firstArc: Uint32Array; arcOf: Uint32Array },
  places: { lon: Float32Array; lat: Float32Array },
) {
  const newEdge = new Uint32Array(edges.edgeCount).fill(NONE);
  const keptEdges: number[] = [];
  const arcEdge = new Uint32Array(arcOf.length);
  for (const [slot, arc] of arcOf.entries()) {
    const edge = arcs.edge[arc]!;
    if (newEdge[edge] === NONE) newEdge[edge] = keptEdges.push(edge) - 1;
    arcEdge[slot] = newEdge[edge]!;
  }
  const graph: RoadGraph = {
    nodeCount: places.lon.length,
    arcCount: arcOf.length,
    firstArc,
    arcHead: Uint32Array.from(arcOf, (arc) => newNode[arcs.head[arc]!]!),
    arcWeight: Uint32Array.from(arcOf, (arc) => arcs.weight[arc]!),
    weightUnitMilliseconds,
    ...places,
  };
  return {
    graph,
    arcEdge,
    arcIsBackward: Uint8Array.from(arcOf, (arc) => arcs.isBackward[arc]!),
    arcWait: Uint16Array.from(arcOf, (arc) => arcs.wait[arc]!),
    keptEdges,
  };
}

function writePoints(roads: RawRoads, edges: TracedEdges, keptEdges: readonly number[]) {
  const edgeFirstPoint = new Uint32Array(keptEdges.length + 1);
  for (const [index, edge] of keptEdges.entries())
    edgeFirstPoint[index + 1] = edgeFirstPoint[index]! + edges.firstPoint[edge + 1]! - edges.firstPoint[edge]!;
  const pointCount = edgeFirstPoint[keptEdges.length]!;
  const pointLon = new Int32Array(pointCount);
  const pointLat = new Int32Array(pointCount);
  const pointWay = new Uint32Array(pointCount);
  const pointIsAgainst = new Uint8Array(pointCount);
  let point = 0;
  for (const edge of keptEdges)
    for (let source = edges.firstPoint[edge]!; source < edges.firstPoint[edge + 1]!; source++, point++) {
      const node = edges.pointNode[source]!;
      pointLon[point] = roads.nodeLon[node]!;
      pointLat[point] = roads.nodeLat[node]!;
      pointWay[point] = edges.pointWay[source]!;
      pointIsAgainst[point] = edges.pointIsAgainst[source]!;
    }
  return { edgeFirstPoint, pointLon, pointLat, pointWay, pointIsAgainst };
}

/**
 * The ways in use, in the order in which points meet them; `pointWay` is rewritten with their new numbers. A row gives its speeds in
 * the order of the points that name it: a way that edges follow both ways, and whose speeds differ, has two rows. Names that nobody
 * bears any more are left out.
 */
function writeWays(ways: WayTable, pointWay: Uint32Array, pointIsAgainst: Uint8Array): WayTable {
  const rows: { way: number; isAgainst: boolean }[] = [];
  const rowOf = new Uint32Array(2 * ways.wayCount).fill(NONE);
  for (const [point, way] of pointWay.entries()) {
    const isAgainst = pointIsAgainst[point] === 1 && ways.forwardSpeed[way] !== ways.backwardSpeed[way];
    const key = 2 * way + (isAgainst ? 1 : 0);
    if (rowOf[key] === NONE) rowOf[key] = rows.push({ way, isAgainst }) - 1;
    pointWay[point] = rowOf[key]!;
  }
  const newName = new Map([[0, 0]]);
  const names = [ways.names[0] ?? ''];
  const nameIndex = Uint32Array.from(rows, ({ way }) => {
    const name = ways.nameIndex[way]!;
    if (!newName.has(name)) newName.set(name, names.push(ways.names[name]!) - 1);
    return newName.get(name)!;
  });
  return {
    ...ways,
    wayCount: rows.length,
    nameIndex,
    names,
    roadClass: Uint8Array.from(rows, ({ way }) => ways.roadClass[way]!),
    forwardSpeed: Uint16Array.from(rows, ({ way, isAgainst }) => (isAgainst ? ways.backwardSpeed : ways.forwardSpeed)[way]!),
    backwardSpeed: Uint16Array.from(rows, ({ way, isAgainst }) => (isAgainst ? ways.forwardSpeed : ways.backwardSpeed)[way]!),
    speedRule: Uint8Array.from(rows, ({ way }) => ways.speedRule[way]!),
  };
}
