import type { UpwardArcs } from './hierarchy.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import type { NodeLabels } from './spread-labels.ts';
import { addRank, type RankSet } from './sweep.ts';

/** The climb of `climb` for one search that also carries which facility: at equal weight, the lower one. */
export function climbWithFacility(arcs: UpwardArcs, labels: NodeLabels, reached: RankSet): void {
  const { first, head, weight: arcWeight } = arcs;
  const { weight, facility } = labels;
  for (let word = reached.length - 1; word >= 0; word--) {
    let bits = reached[word]!;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits);
      const rank = (word << 5) | bit;
      for (let arc = first[rank]!, end = first[rank + 1]!; arc < end; arc++) {
        const above = head[arc]!;
        const candidate = weight[rank]! + arcWeight[arc]!;
        if (candidate >= UNREACHED_WEIGHT) continue;
        const isNew = (reached[above >> 5]! & (1 << (above & 31))) === 0;
        if (isNew) addRank(reached, above);
        else if (candidate > weight[above]! || (candidate === weight[above]! && facility[rank]! >= facility[above]!)) continue;
        weight[above] = candidate;
        facility[above] = facility[rank]!;
      }
      bits = reached[word]! & ((1 << bit) - 1);
    }
  }
}
