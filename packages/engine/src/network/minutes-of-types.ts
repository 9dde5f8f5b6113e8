import { assert } from '../assert.ts';
import type { Hierarchy } from './hierarchy.ts';
import { createLaneSweeper, type LaneSweeper, sweepLanes } from './lane-sweeper.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import { BLOCK_NODES, BLOCK_STRIDE, WIDE_LANES } from './sweep-kernels.ts';

/**
 * Minutes from every node to the nearest place of each type, written in `minutesOfType[type][node]`; `Infinity` where none
 * can be reached. Sixteen types share each pass over the roads; `sweeper` has sixteen lanes and goes `to-seeds`.
 */
export function minutesToNearestOfTypes(
  hierarchy: Hierarchy,
  typeNodes: readonly Uint32Array[],
  minutesOfType: readonly Float32Array[],
  sweeper: LaneSweeper = createLaneSweeper(hierarchy, 'to-seeds', WIDE_LANES),
): void {
  assert(minutesOfType.length === typeNodes.length, 'un tableau de minutes par type');
  assert(sweeper.laneCount === WIDE_LANES && sweeper.direction === 'to-seeds', 'un balayage à seize voies, vers les lieux');
  for (const minutes of minutesOfType) assert(minutes.length === hierarchy.nodeCount, 'une minute par nœud');
  for (let first = 0; first < typeNodes.length; first += WIDE_LANES) {
    const last = Math.min(first + WIDE_LANES, typeNodes.length);
    sweepLanes(sweeper, typeNodes.slice(first, last));
    writeBlocks(sweeper, minutesOfType.slice(first, last));
  }
}

function writeBlocks(sweeper: LaneSweeper, minutesOfLane: readonly Float32Array[]): void {
  const { nodeCount } = sweeper.hierarchy;
  for (let firstNode = 0; firstNode < nodeCount; firstNode += BLOCK_NODES) {
    const block = sweeper.unlace(firstNode);
    const count = Math.min(BLOCK_NODES, nodeCount - firstNode);
    for (const [lane, minutes] of minutesOfLane.entries())
      minutes.set(block.subarray(lane * BLOCK_STRIDE, lane * BLOCK_STRIDE + count), firstNode);
  }
}

/** Minutes to the nearest place of one type, after a sweep of one lane, in the order of the nodes; `Infinity` where none is reached. */
export function writeMinutes(sweeper: LaneSweeper, minutes: Float32Array): void {
  const { weight, hierarchy } = sweeper;
  const { nodeCount, rankOfNode, weightUnitMilliseconds } = hierarchy;
  assert(sweeper.laneCount === 1 && minutes.length === nodeCount, 'une voie, une minute par nœud');
  const minutesPerUnit = weightUnitMilliseconds / 60_000;
  for (let node = 0; node < nodeCount; node++) {
    const value = weight[rankOfNode[node]!]!;
    minutes[node] = value === UNREACHED_WEIGHT ? Infinity : value * minutesPerUnit;
  }
}
