import type { UpwardArcs } from './hierarchy.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import type { RankSet } from './sweep.ts';

export const EIGHT_LANES = 8;

/**
 * The sweep of `sweepOne` for eight searches at once: an arc is read once for eight labels that share a cache line.
 * Written out lane by lane so that the eight best weights stay in registers.
 */
export function sweepEight(arcs: UpwardArcs, weight: Int32Array, reached: RankSet, nodeCount: number): void {
  const { first, head, weight: arcWeight } = arcs;
  let arc = 0;
  for (let rank = 0; rank < nodeCount; rank++) {
    let [w0, w1, w2, w3] = [UNREACHED_WEIGHT, UNREACHED_WEIGHT, UNREACHED_WEIGHT, UNREACHED_WEIGHT];
    let [w4, w5, w6, w7] = [UNREACHED_WEIGHT, UNREACHED_WEIGHT, UNREACHED_WEIGHT, UNREACHED_WEIGHT];
    const row = rank << 3;
    if ((reached[rank >> 5]! & (1 << (rank & 31))) !== 0) {
      w0 = weight[row]!;
      w1 = weight[row + 1]!;
      w2 = weight[row + 2]!;
      w3 = weight[row + 3]!;
      w4 = weight[row + 4]!;
      w5 = weight[row + 5]!;
      w6 = weight[row + 6]!;
      w7 = weight[row + 7]!;
    }
    for (const end = first[rank + 1]!; arc < end; arc++) {
      const above = head[arc]! << 3;
      const length = arcWeight[arc]!;
      const [c0, c1, c2, c3] = [
        weight[above]! + length,
        weight[above + 1]! + length,
        weight[above + 2]! + length,
        weight[above + 3]! + length,
      ];
      const [c4, c5, c6, c7] = [
        weight[above + 4]! + length,
        weight[above + 5]! + length,
        weight[above + 6]! + length,
        weight[above + 7]! + length,
      ];
      w0 = c0 < w0 ? c0 : w0;
      w1 = c1 < w1 ? c1 : w1;
      w2 = c2 < w2 ? c2 : w2;
      w3 = c3 < w3 ? c3 : w3;
      w4 = c4 < w4 ? c4 : w4;
      w5 = c5 < w5 ? c5 : w5;
      w6 = c6 < w6 ? c6 : w6;
      w7 = c7 < w7 ? c7 : w7;
    }
    weight[row] = w0;
    weight[row + 1] = w1;
    weight[row + 2] = w2;
    weight[row + 3] = w3;
    weight[row + 4] = w4;
    weight[row + 5] = w5;
    weight[row + 6] = w6;
    weight[row + 7] = w7;
  }
}
