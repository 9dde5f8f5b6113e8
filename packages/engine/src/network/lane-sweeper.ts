import { assert } from '../assert.ts';
import { addRank, arcsOfDirection, climb, type RankSet, type SweepDirection } from './climb.ts';
import type { Hierarchy } from './hierarchy.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import { BLOCK_NODES, BLOCK_STRIDE, WIDE_LANES } from './sweep-kernels.ts';
import { laceArcs, openWasm } from './wasm-memory.ts';

/** Several searches that share the passes over one hierarchy; its memory serves from sweep to sweep. */
export interface LaneSweeper {
  hierarchy: Hierarchy;
  direction: SweepDirection;
  laneCount: 1 | typeof WIDE_LANES;
  /** Label of each rank in each lane, at `rank × laneCount + lane`; `UNREACHED_WEIGHT` when none. */
  weight: Int32Array;
  reached: RankSet;
  /** The linear pass, once the seeds have climbed. */
  sweep(): void;
  /** Minutes of the nodes from `firstNode`, lane after lane, `BLOCK_STRIDE` apart; `Infinity` when unreached; wide sweepers only. */
  unlace(firstNode: number): Float32Array;
}

/** A sweeper with its own copy of the arcs; one lane for one question at a time, sixteen for many. */
export function createLaneSweeper(hierarchy: Hierarchy, direction: SweepDirection, laneCount: LaneSweeper['laneCount']): LaneSweeper {
  const { nodeCount, rankOfNode, weightUnitMilliseconds } = hierarchy;
  const { pulling } = arcsOfDirection(hierarchy, direction);
  const isWide = laneCount === WIDE_LANES;
  const { memory, take, call } = openWasm(
    nodeCount * (laneCount + 1) + (nodeCount >> 5) + pulling.head.length * 2 + (isWide ? rankOfNode.length : 0),
  );
  const weight = take(nodeCount * laneCount);
  const arcEnd = take(nodeCount);
  const arcs = take(pulling.head.length * 2);
  const reached = take((nodeCount >> 5) + 1);
  laceArcs(pulling, arcs, arcEnd);
  // Blocks are read four nodes at a time: the list of ranks ends on spare places.
  const ranks = take(isWide ? rankOfNode.length + 4 : 0);
  const block = take(isWide ? BLOCK_STRIDE * laneCount : 0);
  const factor = take(2);
  new Float64Array(memory, factor.byteOffset, 1)[0] = weightUnitMilliseconds / 60_000;
  if (isWide) ranks.set(rankOfNode);
  const minutes = new Float32Array(memory, block.byteOffset, block.length);
  return {
    hierarchy,
    direction,
    laneCount,
    weight,
    reached,
    sweep: () =>
      call(isWide ? 'sweepSixteen' : 'sweepOne', arcEnd.byteOffset, arcs.byteOffset, weight.byteOffset, reached.byteOffset, nodeCount),
    unlace: (firstNode) => {
      const count = Math.min(BLOCK_NODES, rankOfNode.length - firstNode);
      call('unlaceSixteen', ranks.byteOffset + firstNode * 4, block.byteOffset, weight.byteOffset, count, factor.byteOffset);
      return minutes;
    },
  };
}

/**
 * Runs one search per lane: lane `i` from the nodes of `seedNodes[i]`, all at weight 0. Fewer lists than lanes leave the
 * last lanes unreached. The weights are read in `sweeper.weight` until the next sweep.
 */
export function sweepLanes(sweeper: LaneSweeper, seedNodes: readonly Uint32Array[]): void {
  const { hierarchy, laneCount, weight, reached } = sweeper;
  assert(seedNodes.length <= laneCount, `au plus ${laneCount} recherches par balayage`);
  reached.fill(0);
  for (const [lane, nodes] of seedNodes.entries())
    for (const node of nodes) {
      const rank = hierarchy.rankOfNode[node] ?? -1;
      assert(rank >= 0, `le nœud ${node} n’est pas dans cette hiérarchie`);
      if ((reached[rank >> 5]! & (1 << (rank & 31))) === 0) {
        addRank(reached, rank);
        weight.fill(UNREACHED_WEIGHT, rank * laneCount, (rank + 1) * laneCount);
      }
      weight[rank * laneCount + lane] = 0;
    }
  climb(arcsOfDirection(hierarchy, sweeper.direction).climbing, weight, laneCount, reached);
  if (hierarchy.nodeCount > 0) sweeper.sweep();
}
