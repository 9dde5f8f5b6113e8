import type { AttachedNetwork } from './attach-places.ts';
import { createBucketQueue } from './bucket-queue.ts';
import { reverseGraph, UNREACHED_WEIGHT } from './road-graph.ts';
import { followTightArcs } from './route.ts';
import { clearChangedNodes, createChangedNodes, createLabels, spreadLabels } from './spread-labels.ts';

/** Journeys whose length is wanted: from each origin to its facility, with the weight already found. */
export interface Journeys {
  origin: Int32Array;
  /** Place of the facility, `-1` where there is none. */
  facility: Int32Array;
  weight: Int32Array;
}

/**
 * Metres of the quickest journey of each pair, the way to and from the roads included; NaN where there is none. One search a facility, no
 * farther than its farthest origin: the cost follows the catchments, not origins × facilities.
 */
export function measureJourneys(attached: AttachedNetwork, { origin, facility, weight }: Journeys): Float64Array {
  const { graph, arcMetres, departureNode, arrivalNode } = attached;
  const metres = new Float64Array(origin.length).fill(Number.NaN);
  const reversed = reverseGraph(graph);
  const queue = createBucketQueue(reversed);
  const labels = createLabels(graph.nodeCount);
  const changed = createChangedNodes(graph.nodeCount);
  const wanted = [...facility.keys()].filter((index) => facility[index]! >= 0 && weight[index] !== UNREACHED_WEIGHT);
  for (const [place, journeys] of Map.groupBy(wanted, (index) => facility[index]!)) {
    const end = arrivalNode[place]!;
    const farthest = journeys.reduce((most, index) => Math.max(most, weight[index]!), 0);
    labels.weight[end] = 0;
    labels.facility[end] = 0;
    changed.isListed[end] = 1;
    changed.nodes[changed.count++] = end;
    spreadLabels(reversed, labels, queue, Int32Array.of(end), farthest, changed);
    for (const index of journeys)
      metres[index] = followTightArcs(graph, labels.weight, departureNode[origin[index]!]!, end).reduce(
        (sum, arc) => sum + arcMetres[arc]!,
        0,
      );
    for (let index = 0; index < changed.count; index++) labels.weight[changed.nodes[index]!] = UNREACHED_WEIGHT;
    clearChangedNodes(changed);
  }
  return metres;
}
