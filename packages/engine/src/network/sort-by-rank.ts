import type { Hierarchy, UpwardArcs } from './hierarchy.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';

/** Rows of the nodes as they left: their neighbours are the more important ones. */
export interface ContractedArcs {
  firstOfNode: Int32Array;
  countOfNode: Int32Array;
  neighbour: Int32Array;
  weightOut: Int32Array;
  weightIn: Int32Array;
  used: number;
}

interface ContractedGraph {
  contracted: ContractedArcs;
  /** A node is above all neighbours that left before it. */
  level: Int32Array;
  /** Node of the road graph under each number used while contracting. */
  order: Uint32Array;
  weightUnitMilliseconds: number;
}

/** Renumbers a contracted graph from the highest level to the lowest, neighbours on the ground side by side within a level. */
export function sortByRank({ contracted, level, order, weightUnitMilliseconds }: ContractedGraph): Hierarchy {
  const nodeCount = level.length;
  const levelCount = level.reduce((highest, value) => Math.max(highest, value + 1), 0);
  const ranks = rankByLevel(level, levelCount);
  const sorted = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) sorted[ranks[node]!] = node;
  const rankOfNode = new Int32Array(nodeCount);
  const nodeOfRank = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    rankOfNode[order[node]!] = ranks[node]!;
    nodeOfRank[ranks[node]!] = order[node]!;
  }
  return {
    nodeCount,
    weightUnitMilliseconds,
    rankOfNode,
    nodeOfRank,
    leaving: keepDirection(contracted, contracted.weightOut, sorted, ranks),
    arriving: keepDirection(contracted, contracted.weightIn, sorted, ranks),
    levelCount,
  };
}

function rankByLevel(level: Int32Array, levelCount: number): Int32Array {
  const firstOfLevel = new Int32Array(levelCount + 1);
  // Level L starts after all the nodes of higher levels.
  for (const value of level) firstOfLevel[levelCount - 1 - value + 1]!++;
  for (let index = 0; index < levelCount; index++) firstOfLevel[index + 1]! += firstOfLevel[index]!;
  const ranks = new Int32Array(level.length);
  for (let node = 0; node < level.length; node++) ranks[node] = firstOfLevel[levelCount - 1 - level[node]!]!++;
  return ranks;
}

function keepDirection(contracted: ContractedArcs, weights: Int32Array, sorted: Int32Array, ranks: Int32Array): UpwardArcs {
  let arcCount = 0;
  for (let entry = 0; entry < contracted.used; entry++) if (weights[entry] !== UNREACHED_WEIGHT) arcCount++;
  const first = new Int32Array(sorted.length + 1);
  const head = new Int32Array(arcCount);
  const weight = new Int32Array(arcCount);
  let arc = 0;
  for (let rank = 0; rank < sorted.length; rank++) {
    const node = sorted[rank]!;
    const start = contracted.firstOfNode[node]!;
    for (let entry = start; entry < start + contracted.countOfNode[node]!; entry++) {
      if (weights[entry] === UNREACHED_WEIGHT) continue;
      head[arc] = ranks[contracted.neighbour[entry]!]!;
      weight[arc++] = weights[entry]!;
    }
    first[rank + 1] = arc;
  }
  return { first, head, weight };
}
