import type { Hierarchy, UpwardArcs } from './hierarchy.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';

/** Ranks that hold a label before a sweep, one bit each. */
export type RankSet = Int32Array;

export function createRankSet(nodeCount: number): RankSet {
  return new Int32Array((nodeCount >> 5) + 1);
}

export function addRank(set: RankSet, rank: number): void {
  set[rank >> 5]! |= 1 << (rank & 31);
}

/** Which way the travel goes: towards the places known at the start (a facility), or from them (an isochrone). */
export type SweepDirection = 'to-seeds' | 'from-seeds';

/** Arcs to climb from the seeds, and arcs to pull along in the sweep: each other's mirror. */
export function arcsOfDirection(hierarchy: Hierarchy, direction: SweepDirection): { climbing: UpwardArcs; pulling: UpwardArcs } {
  return direction === 'to-seeds'
    ? { climbing: hierarchy.arriving, pulling: hierarchy.leaving }
    : { climbing: hierarchy.leaving, pulling: hierarchy.arriving };
}

/**
 * Carries the labels of the ranks in `reached` up the hierarchy, lane by lane, and adds the ranks met. Rows of ranks not in
 * the set are written whole: they need no clearing before. `rank × laneCount + lane` is the place of a label.
 */
export function climb(arcs: UpwardArcs, weight: Int32Array, laneCount: number, reached: RankSet): void {
  const { first, head, weight: arcWeight } = arcs;
  for (let word = reached.length - 1; word >= 0; word--) {
    let bits = reached[word]!;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits);
      const rank = (word << 5) | bit;
      const row = rank * laneCount;
      for (let arc = first[rank]!, end = first[rank + 1]!; arc < end; arc++) {
        const above = head[arc]!;
        const length = arcWeight[arc]!;
        const aboveRow = above * laneCount;
        if ((reached[above >> 5]! & (1 << (above & 31))) === 0) {
          addRank(reached, above);
          for (let lane = 0; lane < laneCount; lane++) weight[aboveRow + lane] = Math.min(weight[row + lane]! + length, UNREACHED_WEIGHT);
        } else
          for (let lane = 0; lane < laneCount; lane++) {
            const candidate = (weight[row + lane]! + length) | 0;
            if (candidate < weight[aboveRow + lane]!) weight[aboveRow + lane] = candidate;
          }
      }
      // A rank only climbs to smaller ones: in this word, the bits left to do are those below.
      bits = reached[word]! & ((1 << bit) - 1);
    }
  }
}
