import { assert } from '../assert.ts';

/**
 * Directed road graph in flat arrays. Arcs leaving node `v` are `firstArc[v] … firstArc[v + 1] − 1`; two arcs may join
 * the same nodes, a weight may be 0, an arc may loop on its node.
 */
export interface RoadGraph {
  nodeCount: number;
  arcCount: number;
  /** `nodeCount + 1` positions in the arc arrays. */
  firstArc: Uint32Array;
  /** Node at the end of each arc. */
  arcHead: Uint32Array;
  /** Travel time of each arc, an integer count of `weightUnitMilliseconds`. */
  arcWeight: Uint32Array;
  /** 1 = milliseconds, 100 = deciseconds. */
  weightUnitMilliseconds: number;
  /** Degrees. */
  lon: Float32Array;
  lat: Float32Array;
}

/**
 * Weight of a node that nothing reaches, and the ceiling of every travel time: 12 days in milliseconds, 3 years in
 * deciseconds. Two of them still add up inside 31 bits, so the hot loops need no overflow test.
 */
export const UNREACHED_WEIGHT = 0x3fffffff;
/** Facility of a node that nothing reaches. */
export const NO_FACILITY = -1;

/** Stops on a graph that would silently give wrong minutes: sizes, order of the positions, ends and weights of the arcs. */
export function assertRoadGraph(graph: RoadGraph): void {
  const { nodeCount, arcCount, firstArc, arcHead, arcWeight, lon, lat } = graph;
  assert(firstArc.length === nodeCount + 1, 'une position d’arcs par nœud, plus une');
  assert(arcHead.length === arcCount && arcWeight.length === arcCount, 'une extrémité et un poids par arc');
  assert(lon.length === nodeCount && lat.length === nodeCount, 'une longitude et une latitude par nœud');
  assert(graph.weightUnitMilliseconds > 0, 'unité de poids positive');
  assert(firstArc[0] === 0 && firstArc[nodeCount] === arcCount, 'les positions couvrent tous les arcs');
  for (let node = 0; node < nodeCount; node++)
    assert(firstArc[node]! <= firstArc[node + 1]!, `positions d’arcs décroissantes au nœud ${node}`);
  for (let arc = 0; arc < arcCount; arc++) {
    assert(arcHead[arc]! < nodeCount, `l’arc ${arc} finit à un nœud qui n’existe pas`);
    assert(arcWeight[arc]! < UNREACHED_WEIGHT, `l’arc ${arc} dure trop longtemps`);
  }
}

/** The same roads driven backwards: a search on it from a facility gives the time **to** that facility. Arcs keep the order of their tails. */
export function reverseGraph(graph: RoadGraph): RoadGraph {
  const { nodeCount, arcCount, firstArc, arcHead, arcWeight } = graph;
  const firstReversed = new Uint32Array(nodeCount + 1);
  for (let arc = 0; arc < arcCount; arc++) firstReversed[arcHead[arc]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) firstReversed[node + 1]! += firstReversed[node]!;
  const cursor = firstReversed.slice(0, nodeCount);
  const head = new Uint32Array(arcCount);
  const weight = new Uint32Array(arcCount);
  for (let node = 0; node < nodeCount; node++)
    for (let arc = firstArc[node]!; arc < firstArc[node + 1]!; arc++) {
      const slot = cursor[arcHead[arc]!]!++;
      head[slot] = node;
      weight[slot] = arcWeight[arc]!;
    }
  return { ...graph, firstArc: firstReversed, arcHead: head, arcWeight: weight };
}

/** Graph of a list of arcs `[from, to, weight]`; nodes sit at 0°, 0° unless places are given. For drawn worlds and generators. */
export function buildRoadGraph(
  nodeCount: number,
  arcs: readonly (readonly [number, number, number])[],
  weightUnitMilliseconds: number,
  places?: { lon: Float32Array; lat: Float32Array },
): RoadGraph {
  const firstArc = new Uint32Array(nodeCount + 1);
  for (const [from] of arcs) firstArc[from + 1]!++;
  for (let node = 0; node < nodeCount; node++) firstArc[node + 1]! += firstArc[node]!;
  const cursor = firstArc.slice(0, nodeCount);
  const arcHead = new Uint32Array(arcs.length);
  const arcWeight = new Uint32Array(arcs.length);
  for (const [from, to, weight] of arcs) {
    const slot = cursor[from]!++;
    arcHead[slot] = to;
    arcWeight[slot] = weight;
  }
  const lon = places?.lon ?? new Float32Array(nodeCount);
  const lat = places?.lat ?? new Float32Array(nodeCount);
  const graph = { nodeCount, arcCount: arcs.length, firstArc, arcHead, arcWeight, weightUnitMilliseconds, lon, lat };
  assertRoadGraph(graph);
  return graph;
}
