import { assert } from '../assert.ts';
import type { Hierarchy } from './hierarchy.ts';
import { createLaneSweeper, type LaneSweeper, sweepLanes } from './lane-sweeper.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import { EIGHT_LANES } from './sweep-eight.ts';

/**
 * Minutes from every node to the nearest place of each type, written in `minutesOfType[type][node]`; `Infinity` where none
 * can be reached. Eight types share each pass over the roads.
 */
export function minutesToNearestOfTypes(
  hierarchy: Hierarchy,
  typeNodes: readonly Uint32Array[],
  minutesOfType: readonly Float32Array[],
  sweeper: LaneSweeper = createLaneSweeper(hierarchy, 'to-seeds', EIGHT_LANES),
): void {
  assert(minutesOfType.length === typeNodes.length, 'un tableau de minutes par type');
  for (let first = 0; first < typeNodes.length; first += sweeper.laneCount) {
    const last = Math.min(first + sweeper.laneCount, typeNodes.length);
    sweepLanes(sweeper, typeNodes.slice(first, last));
    writeMinutes(sweeper, minutesOfType.slice(first, last));
  }
}

/** Minutes of each lane in the order of the nodes of the road graph; `Infinity` where the lane reached nothing. */
export function writeMinutes(sweeper: LaneSweeper, minutesOfLane: readonly Float32Array[]): void {
  const { laneCount, weight, hierarchy } = sweeper;
  const { nodeCount, rankOfNode } = hierarchy;
  const minutesPerUnit = hierarchy.weightUnitMilliseconds / 60_000;
  for (const [lane, minutes] of minutesOfLane.entries()) {
    assert(minutes.length === nodeCount, 'une minute par nœud');
    for (let node = 0; node < nodeCount; node++) {
      const value = weight[rankOfNode[node]! * laneCount + lane]!;
      minutes[node] = value === UNREACHED_WEIGHT ? Infinity : value * minutesPerUnit;
    }
  }
}
