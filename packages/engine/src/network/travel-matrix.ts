import type { Hierarchy } from './hierarchy.ts';
import { createLaneSweeper, sweepLanes } from './lane-sweeper.ts';
import { restrictHierarchy } from './restrict-hierarchy.ts';
import { WIDE_LANES } from './sweep-kernels.ts';

/**
 * Weight of the journey from each origin to each destination, at `origin × destinationCount + destination`;
 * `UNREACHED_WEIGHT` where there is no road. One origin gives one-to-many.
 */
export function travelMatrix(hierarchy: Hierarchy, originNodes: Uint32Array, destinationNodes: Uint32Array): Int32Array {
  const part = restrictHierarchy(hierarchy, [...originNodes, ...destinationNodes]);
  const matrix = new Int32Array(originNodes.length * destinationNodes.length);
  // The fewer searches: from the origins, or against traffic from the destinations.
  const fromOrigins = originNodes.length <= destinationNodes.length;
  const [seeds, readers] = fromOrigins ? [originNodes, destinationNodes] : [destinationNodes, originNodes];
  const [seedStep, readerStep] = fromOrigins ? [destinationNodes.length, 1] : [1, destinationNodes.length];
  const readerRows = Int32Array.from(readers, (node) => part.rankOfNode[node]! * WIDE_LANES);
  const sweeper = createLaneSweeper(part, fromOrigins ? 'from-seeds' : 'to-seeds', WIDE_LANES);
  for (let first = 0; first < seeds.length; first += WIDE_LANES) {
    const laneCount = Math.min(WIDE_LANES, seeds.length - first);
    sweepLanes(
      sweeper,
      Array.from({ length: laneCount }, (_, lane) => seeds.subarray(first + lane, first + lane + 1)),
    );
    for (let reader = 0; reader < readerRows.length; reader++)
      for (let lane = 0; lane < laneCount; lane++)
        matrix[(first + lane) * seedStep + reader * readerStep] = sweeper.weight[readerRows[reader]! + lane]!;
  }
  return matrix;
}
