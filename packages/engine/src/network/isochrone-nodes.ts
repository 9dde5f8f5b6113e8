import { assert } from '../assert.ts';
import type { BucketQueue } from './bucket-queue.ts';
import type { Hierarchy } from './hierarchy.ts';
import { type LaneSweeper, sweepLanes } from './lane-sweeper.ts';
import type { RoadGraph } from './road-graph.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import { type ChangedNodes, clearChangedNodes, createChangedNodes, createLabels, type NodeLabels, spreadLabels } from './spread-labels.ts';

/** Nodes within reach, in the order of the search, and the weight to each. */
export interface ReachedNodes {
  nodes: Int32Array;
  weight: Int32Array;
}

/** Memory of bounded searches, clean between two of them. */
export interface BoundedSearch {
  labels: NodeLabels;
  changed: ChangedNodes;
  queue: BucketQueue;
}

export function createBoundedSearch(nodeCount: number, queue: BucketQueue): BoundedSearch {
  return { labels: createLabels(nodeCount), changed: createChangedNodes(nodeCount), queue };
}

/** Nodes within `maxWeight` (included) of the origin, by a plain bounded search: the version that checks the other. */
export function isochroneByDijkstra(roads: RoadGraph, originNode: number, maxWeight: number, search: BoundedSearch): ReachedNodes {
  assert(originNode < roads.nodeCount, `le nœud ${originNode} n’existe pas`);
  const { labels, changed, queue } = search;
  labels.weight[originNode] = 0;
  labels.facility[originNode] = 0;
  changed.isListed[originNode] = 1;
  changed.nodes[changed.count++] = originNode;
  spreadLabels(roads, labels, queue, Int32Array.of(originNode), maxWeight, changed);
  const nodes = changed.nodes.slice(0, changed.count);
  const weight = new Int32Array(nodes.length);
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    weight[index] = labels.weight[node]!;
    labels.weight[node] = UNREACHED_WEIGHT;
  }
  clearChangedNodes(changed);
  return { nodes, weight };
}

/**
 * The same nodes by one sweep of the hierarchy; its cost follows the graph, not the reach. `sweeper` has one lane and goes
 * `from-seeds`.
 */
export function isochroneBySweep(hierarchy: Hierarchy, originNode: number, maxWeight: number, sweeper: LaneSweeper): ReachedNodes {
  sweepLanes(sweeper, [Uint32Array.of(originNode)]);
  const limit = Math.min(maxWeight, UNREACHED_WEIGHT - 1);
  const { nodeCount, nodeOfRank } = hierarchy;
  const nodes = new Int32Array(nodeCount);
  const weight = new Int32Array(nodeCount);
  let count = 0;
  for (let rank = 0; rank < nodeCount; rank++) {
    const rankWeight = sweeper.weight[rank]!;
    // Written at each turn and kept only when within reach: no branch to guess wrong.
    nodes[count] = nodeOfRank[rank]!;
    weight[count] = rankWeight;
    count += rankWeight <= limit ? 1 : 0;
  }
  return { nodes: nodes.slice(0, count), weight: weight.slice(0, count) };
}

/** A sweep costs as much as a search that settles about one node in this many. */
const SWEEP_SHARE = 8;
/** The first look goes a quarter of the way: it meets about 1/16 of the nodes. */
const LOOK_SHARE = 4;

/**
 * Nodes within `maxWeight` (included) of the origin and the weight to each, by whichever way is quicker here: a look at the
 * surroundings tells how many nodes there will be. In no order that means anything, but the same for the same question.
 */
export function isochroneNodes(
  roads: RoadGraph,
  originNode: number,
  maxWeight: number,
  { search, sweeper }: { search: BoundedSearch; sweeper: LaneSweeper },
): ReachedNodes {
  const look = isochroneByDijkstra(roads, originNode, Math.floor(maxWeight / LOOK_SHARE), search);
  const expectedCount = look.nodes.length * LOOK_SHARE ** 2;
  return expectedCount * SWEEP_SHARE > roads.nodeCount
    ? isochroneBySweep(sweeper.hierarchy, originNode, maxWeight, sweeper)
    : isochroneByDijkstra(roads, originNode, maxWeight, search);
}
