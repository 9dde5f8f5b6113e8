import type { TravelProfile, WayTable } from './road-network.ts';

/**
 * Roads of one profile before any graph. A *strand* is a run of nodes of one way without a hole; strands meet where they have a
 * node in common, and only there. Every node belongs to a strand.
 */
export interface RawRoads {
  profile: TravelProfile;
  /** Ten-millionths of a degree. */
  nodeLon: Int32Array;
  nodeLat: Int32Array;
  /** Tenths of a second lost by whoever passes the node in the direction of its way, and against. */
  nodeForwardWait: Uint16Array;
  nodeBackwardWait: Uint16Array;
  /** Nodes of strand `s` are `strandNode[strandFirst[s] … strandFirst[s + 1] − 1]`: at least two. */
  strandFirst: Uint32Array;
  strandNode: Uint32Array;
  strandWay: Uint32Array;
  ways: WayTable;
  /** Who gives way to whom: an index in `yieldWaits`. */
  wayPriority: Uint8Array;
  /** Index in `zoneWaits`: a wait stands where one zone ends and another starts. 0 is ordinary. */
  wayZone: Uint8Array;
  /** Seconds of the whole way when a timetable says it, whatever its speed; 0 otherwise. */
  wayDuration: Uint32Array;
  /** Tenths of a second lost when arriving at a crossroads of at least three roads, the biggest of that priority, by a lesser one. */
  yieldWaits: readonly number[];
  /** Tenths of a second lost when entering each zone from another, and when leaving it. */
  zoneWaits: readonly { enter: number; leave: number }[];
  turns: RawTurns;
}

/** Turns at a node from one way to another. */
export interface RawTurns {
  fromWay: Uint32Array;
  viaNode: Uint32Array;
  toWay: Uint32Array;
  /** `TURN_FORBIDDEN`, `TURN_COMPULSORY`, `U_TURN_FORBIDDEN`. */
  kind: Uint8Array;
}
export const TURN_FORBIDDEN = 0;
export const TURN_COMPULSORY = 1;
export const U_TURN_FORBIDDEN = 2;
