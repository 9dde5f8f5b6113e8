import { addRank, createRankSet, type RankSet } from './climb.ts';
import type { Hierarchy, UpwardArcs } from './hierarchy.ts';

/**
 * The part of a hierarchy that journeys between the given nodes may use (RPHAST, Delling et al. 2011): they and everything
 * above them. Exact between these nodes, and some ten times smaller for the communes of a Département.
 * Its node numbers are those of the whole graph; asking for another node finds rank −1.
 */
export function restrictHierarchy(hierarchy: Hierarchy, nodes: Iterable<number>): Hierarchy {
  const kept = createRankSet(hierarchy.nodeCount);
  for (const node of nodes) addRank(kept, hierarchy.rankOfNode[node]!);
  const newRank = new Int32Array(hierarchy.nodeCount).fill(-1);
  closeUpwards(hierarchy, kept);
  let keptCount = 0;
  for (let rank = 0; rank < hierarchy.nodeCount; rank++) if ((kept[rank >> 5]! & (1 << (rank & 31))) !== 0) newRank[rank] = keptCount++;
  const nodeOfRank = new Int32Array(keptCount);
  const rankOfNode = new Int32Array(hierarchy.nodeCount).fill(-1);
  for (let rank = 0; rank < hierarchy.nodeCount; rank++) {
    if (newRank[rank] === -1) continue;
    const node = hierarchy.nodeOfRank[rank]!;
    nodeOfRank[newRank[rank]!] = node;
    rankOfNode[node] = newRank[rank]!;
  }
  return {
    ...hierarchy,
    nodeCount: keptCount,
    rankOfNode,
    nodeOfRank,
    leaving: keepArcsOf(hierarchy.leaving, newRank, keptCount),
    arriving: keepArcsOf(hierarchy.arriving, newRank, keptCount),
  };
}

function closeUpwards({ leaving, arriving, nodeCount }: Hierarchy, kept: RankSet): void {
  for (let rank = nodeCount - 1; rank >= 0; rank--) {
    if ((kept[rank >> 5]! & (1 << (rank & 31))) === 0) continue;
    for (const arcs of [leaving, arriving])
      for (let arc = arcs.first[rank]!; arc < arcs.first[rank + 1]!; arc++) addRank(kept, arcs.head[arc]!);
  }
}

function keepArcsOf(arcs: UpwardArcs, newRank: Int32Array, keptCount: number): UpwardArcs {
  const first = new Int32Array(keptCount + 1);
  let arcCount = 0;
  for (let rank = 0; rank < newRank.length; rank++) {
    if (newRank[rank] === -1) continue;
    arcCount += arcs.first[rank + 1]! - arcs.first[rank]!;
    first[newRank[rank]! + 1] = arcCount;
  }
  const head = new Int32Array(arcCount);
  const weight = new Int32Array(arcCount);
  let kept = 0;
  for (let rank = 0; rank < newRank.length; rank++) {
    if (newRank[rank] === -1) continue;
    for (let arc = arcs.first[rank]!; arc < arcs.first[rank + 1]!; arc++) {
      head[kept] = newRank[arcs.head[arc]!]!;
      weight[kept++] = arcs.weight[arc]!;
    }
  }
  return { first, head, weight };
}
