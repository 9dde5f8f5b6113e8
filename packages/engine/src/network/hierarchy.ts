/** Arcs of each rank towards more important nodes, sorted by rank: `first[r] … first[r + 1] − 1`. */
export interface UpwardArcs {
  first: Int32Array;
  /** Rank of the other end, always below `r`: lower rank = more important. */
  head: Int32Array;
  weight: Int32Array;
}

/**
 * Contraction hierarchy (Geisberger et al. 2008) ready for linear sweeps (PHAST, Delling et al. 2011). Nodes are renumbered
 * so that every arc kept goes from a rank to a smaller one: a sweep reads memory forwards, from rank 0.
 */
export interface Hierarchy {
  nodeCount: number;
  weightUnitMilliseconds: number;
  /** Rank of each node of the road graph, and back. */
  rankOfNode: Int32Array;
  nodeOfRank: Int32Array;
  /** Roads and shortcuts that leave a rank towards a smaller one. */
  leaving: UpwardArcs;
  /** Roads and shortcuts that arrive at a rank from a smaller one. */
  arriving: UpwardArcs;
  levelCount: number;
}
