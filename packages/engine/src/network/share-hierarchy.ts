import type { Hierarchy, UpwardArcs } from './hierarchy.ts';

/** The same hierarchy in memory that threads read together: handed over without a copy. */
export function shareHierarchy(hierarchy: Hierarchy): Hierarchy {
  const arcs = ({ first, head, weight }: UpwardArcs): UpwardArcs => ({ first: share(first), head: share(head), weight: share(weight) });
  return {
    ...hierarchy,
    rankOfNode: share(hierarchy.rankOfNode),
    nodeOfRank: share(hierarchy.nodeOfRank),
    leaving: arcs(hierarchy.leaving),
    arriving: arcs(hierarchy.arriving),
  };
}

function share(array: Int32Array): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}
