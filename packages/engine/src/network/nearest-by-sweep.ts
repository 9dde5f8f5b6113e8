import { assert } from '../assert.ts';
import { climbWithFacility } from './climb-with-facility.ts';
import type { Hierarchy } from './hierarchy.ts';
import { createLabels, type NodeLabels } from './spread-labels.ts';
import { addRank, createRankSet, sweepOneWithFacility } from './sweep.ts';

/**
 * Weight from every node to its nearest facility and which one (the lower at equal weight): the very labels of
 * `nearestByDijkstra`, in two passes over the hierarchy. Facilities for which `isOpen` is 0 do not count.
 */
export function nearestBySweep(hierarchy: Hierarchy, facilityNodes: Uint32Array, isOpen?: Uint8Array): NodeLabels {
  const { nodeCount, rankOfNode } = hierarchy;
  const labels: NodeLabels = { weight: new Int32Array(nodeCount), facility: new Int32Array(nodeCount) };
  const reached = createRankSet(nodeCount);
  // Backwards, so that the first of those that share a node is the one written last.
  for (let facility = facilityNodes.length - 1; facility >= 0; facility--) {
    const node = facilityNodes[facility]!;
    assert(node < nodeCount, `le lieu ${facility} est sur un nœud qui n’existe pas`);
    if (isOpen !== undefined && isOpen[facility] === 0) continue;
    const rank = rankOfNode[node]!;
    labels.weight[rank] = 0;
    labels.facility[rank] = facility;
    addRank(reached, rank);
  }
  climbWithFacility(hierarchy.arriving, labels, reached);
  sweepOneWithFacility(hierarchy.leaving, labels.weight, labels.facility, reached, nodeCount);
  const byNode = createLabels(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const rank = rankOfNode[node]!;
    byNode.weight[node] = labels.weight[rank]!;
    byNode.facility[node] = labels.facility[rank]!;
  }
  return byNode;
}
