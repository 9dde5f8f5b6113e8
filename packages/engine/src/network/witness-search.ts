import type { RemainingGraph } from './remaining-graph.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';

/** Memory of the witness searches, reused from one to the next: a stamp says which search wrote a node. */
export interface WitnessSearch {
  weight: Int32Array;
  hopCount: Int32Array;
  stamp: Int32Array;
  currentStamp: number;
  heapNode: Int32Array;
  heapWeight: Int32Array;
  heapCount: number;
}

export interface WitnessLimits {
  /** Nodes settled at most: past it, a shortcut is added that may not be needed. Never wrong, only larger. */
  settledCount: number;
  hopCount: number;
}

export function createWitnessSearch(nodeCount: number): WitnessSearch {
  return {
    weight: new Int32Array(nodeCount),
    hopCount: new Int32Array(nodeCount),
    stamp: new Int32Array(nodeCount),
    currentStamp: 0,
    heapNode: new Int32Array(4096),
    heapWeight: new Int32Array(4096),
    heapCount: 0,
  };
}

/**
 * Searches from `source` among the remaining roads without passing by `avoided`, up to `maxWeight` and the limits.
 * Then `witnessWeight` gives, for a node, the weight of a road that exists: never less than the true one.
 */
export function searchWitnesses(
  graph: RemainingGraph,
  search: WitnessSearch,
  source: number,
  avoided: number,
  maxWeight: number,
  limits: WitnessLimits,
): void {
  const { weight, hopCount, stamp } = search;
  const { neighbour, weightOut } = graph;
  const current = ++search.currentStamp;
  search.heapCount = 0;
  stamp[source] = current;
  weight[source] = 0;
  hopCount[source] = 0;
  pushHeap(search, source, 0);
  let settled = 0;
  while (search.heapCount > 0 && settled < limits.settledCount) {
    const node = search.heapNode[0]!;
    const nodeWeight = search.heapWeight[0]!;
    popHeap(search);
    if (nodeWeight !== weight[node]) continue;
    if (nodeWeight > maxWeight) return;
    settled++;
    const hops = hopCount[node]! + 1;
    if (hops > limits.hopCount) continue;
    for (let entry = graph.first[node]!, end = entry + graph.count[node]!; entry < end; entry++) {
      const head = neighbour[entry]!;
      const candidate = (nodeWeight + weightOut[entry]!) | 0;
      if (candidate > maxWeight || head === avoided) continue;
      if (stamp[head] === current && weight[head]! <= candidate) continue;
      stamp[head] = current;
      weight[head] = candidate;
      hopCount[head] = hops;
      pushHeap(search, head, candidate);
    }
  }
}

/** Weight of the road found by the last search, `UNREACHED_WEIGHT` when it found none. */
export function witnessWeight(search: WitnessSearch, node: number): number {
  return search.stamp[node] === search.currentStamp ? search.weight[node]! : UNREACHED_WEIGHT;
}

function pushHeap(search: WitnessSearch, node: number, weight: number): void {
  let { heapNode, heapWeight } = search;
  if (search.heapCount === heapNode.length) {
    search.heapNode = Int32Array.from({ length: heapNode.length * 2 }, (_, index) => heapNode[index] ?? 0);
    search.heapWeight = Int32Array.from({ length: heapWeight.length * 2 }, (_, index) => heapWeight[index] ?? 0);
    ({ heapNode, heapWeight } = search);
  }
  let hole = search.heapCount++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    if (heapWeight[parent]! <= weight) break;
    heapNode[hole] = heapNode[parent]!;
    heapWeight[hole] = heapWeight[parent]!;
    hole = parent;
  }
  heapNode[hole] = node;
  heapWeight[hole] = weight;
}

function popHeap(search: WitnessSearch): void {
  const { heapNode, heapWeight } = search;
  const last = --search.heapCount;
  const node = heapNode[last]!;
  const weight = heapWeight[last]!;
  let hole = 0;
  for (let child = 1; child < last; child = 2 * hole + 1) {
    if (child + 1 < last && heapWeight[child + 1]! < heapWeight[child]!) child++;
    if (heapWeight[child]! >= weight) break;
    heapNode[hole] = heapNode[child]!;
    heapWeight[hole] = heapWeight[child]!;
    hole = child;
  }
  heapNode[hole] = node;
  heapWeight[hole] = weight;
}
