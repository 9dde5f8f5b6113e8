import { assert } from '../assert.ts';
import { DEGREES_PER_UNIT, measureEdges, shareOfEdge } from './edge-geometry.ts';
import { assertRoadGraph, type RoadGraph } from './road-graph.ts';
import type { RoadNetwork } from './road-network.ts';
import { NO_EDGE, type SnappedPlaces } from './snap-places.ts';

/** A place whose foot is this near the end of its edge stands at the crossroads. */
const AT_CROSSROADS_METRES = 1;
/** No arc of the network is driven. */
export const NO_ARC = 0xffffffff;
/** No node: the place is off the roads. */
export const NO_NODE = -1;

/**
 * The roads with the places on them. Nodes of the network keep their numbers; each place then has a node to leave from, which nothing
 * enters, and a node to arrive at, which nothing leaves: travel between crossroads is what it was without the places.
 */
export interface AttachedNetwork {
  network: RoadNetwork;
  graph: RoadGraph;
  /** Of each place; `NO_NODE` when it is off the roads. */
  departureNode: Int32Array;
  arrivalNode: Int32Array;
  /** Length of each arc of `graph`, metres, with the way from the place to the road. */
  arcMetres: Float32Array;
  /** Arc of the network that an arc drives, whole or in part; `NO_ARC` when it only joins a place to its crossroads. */
  networkArc: Uint32Array;
  snapped: SnappedPlaces;
  accessKmh: number;
}

interface NewArcs {
  tail: number[];
  head: number[];
  weight: number[];
  metres: number[];
  networkArc: number[];
}

/**
 * Joins places to the roads at the foot where they were snapped, in the directions in which the road is driven there. The way from the
 * place to the road goes at `accessKmh`. Two places at one spot of the road are still two places; one place is 0 away from itself.
 */
export function attachPlaces(network: RoadNetwork, snapped: SnappedPlaces, accessKmh: number): AttachedNetwork {
  assert(accessKmh > 0, 'vitesse d’accès à la route positive');
  const { graph, arcEdge, arcIsBackward } = network;
  const placeCount = snapped.edge.length;
  const joined = [...snapped.edge.keys()].filter((place) => snapped.edge[place] !== NO_EDGE);
  const departureNode = new Int32Array(placeCount).fill(NO_NODE);
  const arrivalNode = new Int32Array(placeCount).fill(NO_NODE);
  for (const [rank, place] of joined.entries()) {
    departureNode[place] = graph.nodeCount + rank;
    arrivalNode[place] = graph.nodeCount + joined.length + rank;
  }
  const arcs: NewArcs = { tail: [], head: [], weight: [], metres: [], networkArc: [] };
  const add = (tail: number, head: number, weight: number, metres: number, arc: number) => {
    arcs.tail.push(tail);
    arcs.head.push(head);
    arcs.weight.push(weight);
    arcs.metres.push(metres);
    arcs.networkArc.push(arc);
  };
  const edgeMetres = measureEdges(network);
  const arcTail = tailsOf(graph);
  const placesOfEdge = Map.groupBy(joined, (place) => snapped.edge[place]!);
  const arcsOfEdge = listArcs(arcEdge, placesOfEdge);
  const weightPerMetre = 3600 / accessKmh / graph.weightUnitMilliseconds;
  for (const [edge, places] of placesOfEdge) {
    const length = edgeMetres[edge]!;
    const feet = places.map((place) => {
      const share = shareOfEdge(network, { edge, point: snapped.point[place]!, fraction: snapped.fraction[place]! });
      const legMetres = snapped.metres[place]!;
      return { place, ...share, legMetres, legWeight: Math.round(legMetres * weightPerMetre) };
    });
    const direct = new Map<string, { weight: number; metres: number; arc: number }>();
    for (const arc of arcsOfEdge.get(edge) ?? []) {
      const backward = arcIsBackward[arc] === 1;
      const driving = graph.arcWeight[arc]! - network.arcWait[arc]!;
      const marks = feet.map((foot) => ({
        ...foot,
        reached: Math.round((backward ? foot.backwardShare : foot.forwardShare) * driving),
        along: backward ? length - foot.metres : foot.metres,
      }));
      for (const { place, reached, along, legWeight, legMetres } of marks) {
        add(arcTail[arc]!, arrivalNode[place]!, reached + legWeight, along + legMetres, arc);
        add(departureNode[place]!, graph.arcHead[arc]!, graph.arcWeight[arc]! - reached + legWeight, length - along + legMetres, arc);
      }
      for (const from of marks)
        for (const to of marks) {
          if (from.place === to.place || to.along < from.along) continue;
          const weight = to.reached - from.reached + from.legWeight + to.legWeight;
          const key = `${from.place} ${to.place}`;
          const known = direct.get(key);
          // An edge may be driven by several arcs, when a turn at its start depends on where one comes from.
          if (known === undefined || weight < known.weight)
            direct.set(key, { weight, metres: to.along - from.along + from.legMetres + to.legMetres, arc });
        }
    }
    for (const [key, { weight, metres, arc }] of direct) {
      const [from = 0, to = 0] = key.split(' ').map(Number);
      add(departureNode[from]!, arrivalNode[to]!, weight, metres, arc);
    }
    const ends = endsOfEdge(network, arcTail, arcsOfEdge.get(edge) ?? []);
    for (const { place, metres, legMetres, legWeight } of feet) {
      // At a crossroads every road is beside the place, whichever it was snapped on: a one-way street is not its only way in or out.
      const crossings = new Set([
        ...(metres <= AT_CROSSROADS_METRES ? ends.first : []),
        ...(length - metres <= AT_CROSSROADS_METRES ? ends.last : []),
      ]);
      for (const node of crossings) {
        add(departureNode[place]!, node, legWeight, legMetres, NO_ARC);
        add(node, arrivalNode[place]!, legWeight, legMetres, NO_ARC);
      }
      add(departureNode[place]!, arrivalNode[place]!, 0, 0, NO_ARC);
    }
  }
  return { network, ...mergeArcs(network, snapped, joined, arcs, edgeMetres), departureNode, arrivalNode, snapped, accessKmh };
}

/** Nodes at the first and at the last point of an edge: several where forbidden turns made copies. */
function endsOfEdge(
  { graph, arcIsBackward }: RoadNetwork,
  arcTail: Uint32Array,
  arcs: readonly number[],
): { first: Set<number>; last: Set<number> } {
  const ends = { first: new Set<number>(), last: new Set<number>() };
  for (const arc of arcs) {
    const [start, end] = arcIsBackward[arc] === 1 ? [graph.arcHead[arc]!, arcTail[arc]!] : [arcTail[arc]!, graph.arcHead[arc]!];
    ends.first.add(start);
    ends.last.add(end);
  }
  return ends;
}

function listArcs(arcEdge: Uint32Array, wanted: ReadonlyMap<number, unknown>): Map<number, number[]> {
  const arcs = new Map<number, number[]>();
  for (let arc = 0; arc < arcEdge.length; arc++) {
    const edge = arcEdge[arc]!;
    if (!wanted.has(edge)) continue;
    const known = arcs.get(edge);
    if (known === undefined) arcs.set(edge, [arc]);
    else known.push(arc);
  }
  return arcs;
}

function tailsOf({ nodeCount, firstArc, arcCount }: RoadGraph): Uint32Array {
  const tail = new Uint32Array(arcCount);
  for (let node = 0; node < nodeCount; node++) tail.fill(node, firstArc[node]!, firstArc[node + 1]!);
  return tail;
}

/** The arcs of the network then the new ones, sorted by tail; those of one tail keep that order. */
function mergeArcs(
  network: RoadNetwork,
  snapped: SnappedPlaces,
  joined: readonly number[],
  added: NewArcs,
  edgeMetres: Float64Array,
): { graph: RoadGraph; arcMetres: Float32Array; networkArc: Uint32Array } {
  const { graph, arcEdge } = network;
  const nodeCount = graph.nodeCount + 2 * joined.length;
  const arcCount = graph.arcCount + added.tail.length;
  const firstArc = new Uint32Array(nodeCount + 1);
  for (let node = 0; node < graph.nodeCount; node++) firstArc[node + 1]! += graph.firstArc[node + 1]! - graph.firstArc[node]!;
  for (const tail of added.tail) firstArc[tail + 1]!++;
  for (let node = 0; node < nodeCount; node++) firstArc[node + 1]! += firstArc[node]!;
  const cursor = firstArc.slice(0, nodeCount);
  const arcHead = new Uint32Array(arcCount);
  const arcWeight = new Uint32Array(arcCount);
  const arcMetres = new Float32Array(arcCount);
  const networkArc = new Uint32Array(arcCount);
  for (let node = 0; node < graph.nodeCount; node++)
    for (let arc = graph.firstArc[node]!; arc < graph.firstArc[node + 1]!; arc++) {
      const slot = cursor[node]!++;
      arcHead[slot] = graph.arcHead[arc]!;
      arcWeight[slot] = graph.arcWeight[arc]!;
      arcMetres[slot] = edgeMetres[arcEdge[arc]!]!;
      networkArc[slot] = arc;
    }
  for (const [index, tail] of added.tail.entries()) {
    const slot = cursor[tail]!++;
    arcHead[slot] = added.head[index]!;
    arcWeight[slot] = added.weight[index]!;
    arcMetres[slot] = added.metres[index]!;
    networkArc[slot] = added.networkArc[index]!;
  }
  const lon = new Float32Array(nodeCount);
  const lat = new Float32Array(nodeCount);
  lon.set(graph.lon);
  lat.set(graph.lat);
  for (const [rank, place] of joined.entries()) {
    const point = snapped.point[place]!;
    const at = (values: Int32Array) =>
      (values[point]! + snapped.fraction[place]! * (values[point + 1]! - values[point]!)) * DEGREES_PER_UNIT;
    for (const node of [graph.nodeCount + rank, graph.nodeCount + joined.length + rank]) {
      lon[node] = at(network.pointLon);
      lat[node] = at(network.pointLat);
    }
  }
  const attached = { ...graph, nodeCount, arcCount, firstArc, arcHead, arcWeight, lon, lat };
  assertRoadGraph(attached);
  return { graph: attached, arcMetres, networkArc };
}
