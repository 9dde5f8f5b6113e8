import { assert } from '../assert.ts';
import { addRank, createRankSet } from './climb.ts';
import type { Hierarchy, UpwardArcs } from './hierarchy.ts';
import { NO_FACILITY, UNREACHED_WEIGHT } from './road-graph.ts';

/** The `k` nearest facilities of node `v` are at `v × k … v × k + k − 1`, from the nearest; `NO_FACILITY` past the last reachable. */
export interface NearestLists {
  k: number;
  weight: Int32Array;
  facility: Int32Array;
}

/**
 * Weight from every node to its `k` nearest facilities and which ones; at equal weight, the lower facility first.
 * A facility among the `k` nearest of a node is among the `k` nearest of every node on the way: carrying lists of `k`
 * up and down the hierarchy loses none.
 */
export function kNearestBySweep(hierarchy: Hierarchy, facilityNodes: Uint32Array, k: number): NearestLists {
  assert(Number.isInteger(k) && k >= 1, 'un nombre entier de lieux par nœud, au moins 1');
  const { nodeCount, rankOfNode, leaving, arriving } = hierarchy;
  const lists = createLists(nodeCount, k);
  const reached = createRankSet(nodeCount);
  for (const [facility, node] of facilityNodes.entries()) {
    assert(node < nodeCount, `le lieu ${facility} est sur un nœud qui n’existe pas`);
    insert(lists, rankOfNode[node]!, 0, facility);
    addRank(reached, rankOfNode[node]!);
  }
  for (let rank = nodeCount - 1; rank >= 0; rank--) {
    if ((reached[rank >> 5]! & (1 << (rank & 31))) === 0) continue;
    for (let arc = arriving.first[rank]!; arc < arriving.first[rank + 1]!; arc++) {
      addRank(reached, arriving.head[arc]!);
      carryList(lists, rank, arriving, arc, arriving.head[arc]!);
    }
  }
  for (let rank = 0; rank < nodeCount; rank++)
    for (let arc = leaving.first[rank]!; arc < leaving.first[rank + 1]!; arc++) carryList(lists, leaving.head[arc]!, leaving, arc, rank);
  const byNode = createLists(nodeCount, k);
  for (let node = 0; node < nodeCount; node++) {
    const row = rankOfNode[node]! * k;
    byNode.weight.set(lists.weight.subarray(row, row + k), node * k);
    byNode.facility.set(lists.facility.subarray(row, row + k), node * k);
  }
  return byNode;
}

function createLists(nodeCount: number, k: number): NearestLists {
  return { k, weight: new Int32Array(nodeCount * k).fill(UNREACHED_WEIGHT), facility: new Int32Array(nodeCount * k).fill(NO_FACILITY) };
}

function carryList(lists: NearestLists, from: number, arcs: UpwardArcs, arc: number, to: number): void {
  const row = from * lists.k;
  for (let slot = row; slot < row + lists.k; slot++) {
    if (lists.facility[slot] === NO_FACILITY) return;
    // The lists are sorted: once one is too far, the next are too.
    if (!insert(lists, to, lists.weight[slot]! + arcs.weight[arc]!, lists.facility[slot]!)) return;
  }
}

/** Puts a facility in its place in a sorted list, once; false when it is beyond the last of a full list. */
function insert({ k, weight, facility }: NearestLists, rank: number, newWeight: number, newFacility: number): boolean {
  const row = rank * k;
  const last = row + k - 1;
  const isAfter = (slot: number) =>
    weight[slot]! < newWeight || (weight[slot] === newWeight && facility[slot] !== NO_FACILITY && facility[slot]! < newFacility);
  if (newWeight >= UNREACHED_WEIGHT || isAfter(last)) return false;
  let old = row;
  while (old < last && facility[old] !== newFacility && facility[old] !== NO_FACILITY) old++;
  if (facility[old] === newFacility && weight[old]! <= newWeight) return true;
  let slot = old;
  for (; slot > row && !isAfter(slot - 1); slot--) {
    weight[slot] = weight[slot - 1]!;
    facility[slot] = facility[slot - 1]!;
  }
  weight[slot] = newWeight;
  facility[slot] = newFacility;
  return true;
}
