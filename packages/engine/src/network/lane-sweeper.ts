import { assert } from '../assert.ts';
import type { Hierarchy } from './hierarchy.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import { addRank, arcsOfDirection, climb, createRankSet, type RankSet, type SweepDirection, sweepOne } from './sweep.ts';
import { type EIGHT_LANES, sweepEight } from './sweep-eight.ts';

/** Several searches that share the passes over one hierarchy; its memory serves from sweep to sweep. */
export interface LaneSweeper {
  hierarchy: Hierarchy;
  direction: SweepDirection;
  laneCount: 1 | typeof EIGHT_LANES;
  /** Label of each rank in each lane, at `rank × laneCount + lane`; `UNREACHED_WEIGHT` when none. */
  weight: Int32Array;
  reached: RankSet;
}

export function createLaneSweeper(hierarchy: Hierarchy, direction: SweepDirection, laneCount: LaneSweeper['laneCount']): LaneSweeper {
  const { nodeCount } = hierarchy;
  return { hierarchy, direction, laneCount, weight: new Int32Array(nodeCount * laneCount), reached: createRankSet(nodeCount) };
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
  const { climbing, pulling } = arcsOfDirection(hierarchy, sweeper.direction);
  climb(climbing, weight, laneCount, reached);
  if (laneCount === 1) sweepOne(pulling, weight, reached, hierarchy.nodeCount);
  else sweepEight(pulling, weight, reached, hierarchy.nodeCount);
}
