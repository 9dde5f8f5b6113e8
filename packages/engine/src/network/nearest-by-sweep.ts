import { assert } from '../assert.ts';
import { addRank, type RankSet } from './climb.ts';
import { climbWithFacility } from './climb-with-facility.ts';
import type { Hierarchy } from './hierarchy.ts';
import { NO_FACILITY, UNREACHED_WEIGHT } from './road-graph.ts';
import { createLabels, type NodeLabels } from './spread-labels.ts';
import { laceArcs, openWasm } from './wasm-memory.ts';

/** Memory to find the nearest facility and which one; serves from one question to the next. */
export interface NearestSweeper {
  hierarchy: Hierarchy;
  /** Facility then weight of each rank. */
  keys: Int32Array;
  reached: RankSet;
  sweep(): void;
}

export function createNearestSweeper(hierarchy: Hierarchy): NearestSweeper {
  const { nodeCount, leaving } = hierarchy;
  const { take, call } = openWasm(nodeCount * 3 + (nodeCount >> 5) + leaving.head.length * 2);
  const keys = take(nodeCount * 2);
  const arcEnd = take(nodeCount);
  const arcs = take(leaving.head.length * 2);
  const reached = take((nodeCount >> 5) + 1);
  laceArcs(leaving, arcs, arcEnd);
  const sweep = () => call('sweepKeyed', arcEnd.byteOffset, arcs.byteOffset, keys.byteOffset, reached.byteOffset, nodeCount);
  return { hierarchy, keys, reached, sweep };
}

/**
 * Weight from every node to its nearest facility and which one (the lower at equal weight): the very labels of
 * `nearestByDijkstra`, in two passes over the hierarchy.
 */
export function nearestBySweep(sweeper: NearestSweeper, facilityNodes: ArrayLike<number>): NodeLabels {
  sweepToNearest(sweeper, facilityNodes, undefined);
  const labels = createLabels(sweeper.hierarchy.nodeCount);
  for (let node = 0; node < labels.weight.length; node++) copyLabel(sweeper, node, labels);
  return labels;
}

/** The same two passes, whose labels stay in the sweeper. Facilities for which `isOpen` is false do not count. */
export function sweepToNearest(sweeper: NearestSweeper, facilityNodes: ArrayLike<number>, isOpen: readonly boolean[] | undefined): void {
  const { hierarchy, keys, reached } = sweeper;
  reached.fill(0);
  // Backwards, so that the first of those that share a node is the one written last.
  for (let facility = facilityNodes.length - 1; facility >= 0; facility--) {
    const rank = hierarchy.rankOfNode[facilityNodes[facility]!] ?? -1;
    assert(rank >= 0, `le lieu ${facility} est sur un nœud qui n’existe pas`);
    if (isOpen !== undefined && isOpen[facility] === false) continue;
    keys[2 * rank] = facility;
    keys[2 * rank + 1] = 0;
    addRank(reached, rank);
  }
  climbWithFacility(hierarchy.arriving, keys, reached);
  if (hierarchy.nodeCount > 0) sweeper.sweep();
}

/** What the last sweep says of these nodes, in their order. */
export function copyLabelsOf({ hierarchy, keys }: NearestSweeper, nodes: Int32Array, out: NodeLabels): void {
  for (let index = 0; index < nodes.length; index++) {
    const key = hierarchy.rankOfNode[nodes[index]!]! * 2;
    const weight = keys[key + 1]!;
    out.weight[index] = weight;
    out.facility[index] = weight === UNREACHED_WEIGHT ? NO_FACILITY : keys[key]!;
  }
}

/** Copies what the last sweep says of a node. */
export function copyLabel({ hierarchy, keys }: NearestSweeper, node: number, labels: NodeLabels): void {
  const key = hierarchy.rankOfNode[node]! * 2;
  const weight = keys[key + 1]!;
  labels.weight[node] = weight;
  labels.facility[node] = weight === UNREACHED_WEIGHT ? NO_FACILITY : keys[key]!;
}
