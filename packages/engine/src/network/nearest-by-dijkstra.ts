import { assert } from '../assert.ts';
import { type BucketQueue, createBucketQueue } from './bucket-queue.ts';
import { type RoadGraph, UNREACHED_WEIGHT } from './road-graph.ts';
import { createLabels, type NodeLabels, spreadLabels } from './spread-labels.ts';

/**
 * Weight from every node **to** its nearest facility and which one, by one search from all facilities together, against
 * traffic. `reversed` is `reverseGraph` of the roads. The slow, obvious version: everything faster is checked against it
 * and measured beside it. At equal weight, the facility that comes first in the list; unreached nodes say so.
 */
export function nearestByDijkstra(
  reversed: RoadGraph,
  facilityNodes: Uint32Array,
  queue: BucketQueue = createBucketQueue(reversed),
): NodeLabels {
  const labels = createLabels(reversed.nodeCount);
  const seeds = seedFacilities(labels, facilityNodes);
  spreadLabels(reversed, labels, queue, seeds, UNREACHED_WEIGHT, undefined);
  return labels;
}

/** Puts each facility on its own node, at weight 0; the first of those that share a node. Returns the nodes. */
export function seedFacilities(labels: NodeLabels, facilityNodes: Uint32Array): Int32Array {
  const seeds: number[] = [];
  for (const [facility, node] of facilityNodes.entries()) {
    assert(node < labels.weight.length, `le lieu ${facility} est sur un nœud qui n’existe pas`);
    if (labels.weight[node] === 0) continue;
    labels.weight[node] = 0;
    labels.facility[node] = facility;
    seeds.push(node);
  }
  return Int32Array.from(seeds);
}

/** Minutes of each weight, `Infinity` where nothing is reached. */
export function minutesOfWeights(weight: Int32Array, weightUnitMilliseconds: number): Float32Array {
  const minutesPerUnit = weightUnitMilliseconds / 60_000;
  const minutes = new Float32Array(weight.length);
  for (let node = 0; node < weight.length; node++)
    minutes[node] = weight[node] === UNREACHED_WEIGHT ? Infinity : weight[node]! * minutesPerUnit;
  return minutes;
}
