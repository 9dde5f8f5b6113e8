import { type BucketQueue, pushEntry } from './bucket-queue.ts';
import { NO_FACILITY, type RoadGraph, UNREACHED_WEIGHT } from './road-graph.ts';

/** What each node knows: the weight to its facility and which one, `UNREACHED_WEIGHT` and `NO_FACILITY` when none. */
export interface NodeLabels {
  weight: Int32Array;
  facility: Int32Array;
}

/** Nodes whose label moved, each once, in the order in which they first moved. */
export interface ChangedNodes {
  nodes: Int32Array;
  count: number;
  isListed: Uint8Array;
}

export function createLabels(nodeCount: number): NodeLabels {
  return { weight: new Int32Array(nodeCount).fill(UNREACHED_WEIGHT), facility: new Int32Array(nodeCount).fill(NO_FACILITY) };
}

export function createChangedNodes(nodeCount: number): ChangedNodes {
  return { nodes: new Int32Array(nodeCount), count: 0, isListed: new Uint8Array(nodeCount) };
}

/** Empties the list in a time that follows its own length, not the size of the graph. */
export function clearChangedNodes(changed: ChangedNodes): void {
  for (let index = 0; index < changed.count; index++) changed.isListed[changed.nodes[index]!] = 0;
  changed.count = 0;
}

/** Proposes a label; takes it, queues the node and returns true when it is better (lower weight, then lower facility). */
export function offerLabel(labels: NodeLabels, queue: BucketQueue, node: number, weight: number, facility: number): boolean {
  const known = labels.weight[node]!;
  if (weight > known || (weight === known && (weight === UNREACHED_WEIGHT || facility >= labels.facility[node]!))) return false;
  labels.weight[node] = weight;
  labels.facility[node] = facility;
  pushEntry(queue, node, weight);
  return true;
}

/**
 * Carries queued labels along the arcs until nothing improves, within `maxWeight` (included). Labels already there are
 * never worsened, so a search from a new facility stops by itself at the border of its catchment.
 * `seedNodes` hold labels already set: they are queued here in ascending weight, as the ring of buckets requires.
 */
export function spreadLabels(
  graph: RoadGraph,
  labels: NodeLabels,
  queue: BucketQueue,
  seedNodes: Int32Array,
  maxWeight: number,
  changed: ChangedNodes | undefined,
): void {
  const { firstArc, arcHead, arcWeight } = graph;
  const { weight: nodeWeight, facility: nodeFacility } = labels;
  // The ceiling itself is « unreached »: a longer journey is none.
  const limit = Math.min(maxWeight, UNREACHED_WEIGHT - 1);
  let nextSeed = 0;
  let bucketIndex = 0;
  while (queue.queuedCount > 0 || nextSeed < seedNodes.length) {
    if (queue.queuedCount === 0) bucketIndex = nodeWeight[seedNodes[nextSeed]!]! >> queue.shift;
    while (nextSeed < seedNodes.length && nodeWeight[seedNodes[nextSeed]!]! >> queue.shift <= bucketIndex) {
      const seed = seedNodes[nextSeed++]!;
      pushEntry(queue, seed, nodeWeight[seed]!);
    }
    const bucket = bucketIndex & queue.mask;
    for (let entry = queue.bucketFirst[bucket]!; entry !== -1; entry = queue.bucketFirst[bucket]!) {
      const node = queue.entryNode[entry]!;
      const weight = queue.entryWeight[entry]!;
      queue.bucketFirst[bucket] = queue.entryNext[entry]!;
      queue.entryNext[entry] = queue.freeEntry;
      queue.freeEntry = entry;
      queue.queuedCount--;
      if (weight !== nodeWeight[node]) continue; // A better label was queued since.
      const facility = nodeFacility[node]!;
      for (let arc = firstArc[node]!, end = firstArc[node + 1]!; arc < end; arc++) {
        const head = arcHead[arc]!;
        const candidate = (weight + arcWeight[arc]!) | 0;
        const known = nodeWeight[head]!;
        if (candidate > known || candidate > limit) continue;
        if (candidate === known && facility >= nodeFacility[head]!) continue;
        nodeWeight[head] = candidate;
        nodeFacility[head] = facility;
        if (changed !== undefined && changed.isListed[head] === 0) {
          changed.isListed[head] = 1;
          changed.nodes[changed.count++] = head;
        }
        pushEntry(queue, head, candidate);
      }
    }
    bucketIndex++;
  }
}
