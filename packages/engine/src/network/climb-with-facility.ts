import { addRank, type RankSet } from './climb.ts';
import type { UpwardArcs } from './hierarchy.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';

/**
 * The climb of `climb` for one search that also carries which facility: at equal weight, the lower one. The label of a rank
 * is its facility then its weight, at `keys[2 × rank]` and `keys[2 × rank + 1]`.
 */
export function climbWithFacility(arcs: UpwardArcs, keys: Int32Array, reached: RankSet): void {
  const { first, head, weight: arcWeight } = arcs;
  for (let word = reached.length - 1; word >= 0; word--) {
    let bits = reached[word]!;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits);
      const rank = (word << 5) | bit;
      const facility = keys[2 * rank]!;
      const weight = keys[2 * rank + 1]!;
      for (let arc = first[rank]!, end = first[rank + 1]!; arc < end; arc++) {
        const above = head[arc]!;
        const candidate = weight + arcWeight[arc]!;
        if (candidate >= UNREACHED_WEIGHT) continue;
        const isNew = (reached[above >> 5]! & (1 << (above & 31))) === 0;
        const known = keys[2 * above + 1]!;
        if (isNew) addRank(reached, above);
        else if (candidate > known || (candidate === known && facility >= keys[2 * above]!)) continue;
        keys[2 * above] = facility;
        keys[2 * above + 1] = candidate;
      }
      bits = reached[word]! & ((1 << bit) - 1);
    }
  }
}
