/**
 * The roads of the files for one traveller, in flat arrays, before any graph: places, runs of nodes, what each way allows.
 * A *strand* is a run of nodes of one way without a hole: a way that crosses a closed barrier, or the edge of the extract, gives several.
 */
export interface OsmRoads {
  profile: 'car' | 'bike' | 'walk';
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
  ways: OsmWayTable;
  /** Who gives way to whom, 0 to 7. */
  wayPriority: Uint8Array;
  /** 0 ordinary, 1 open only to those who stop there, 2 ferry: index in `zoneWaits`. */
  wayZone: Uint8Array;
  /** Seconds of the whole way when a timetable says it, whatever the speed; 0 otherwise. */
  wayDuration: Uint32Array;
  /** Tenths of a second, by priority of the biggest road of a crossroads. */
  yieldWaits: readonly number[];
  /** Tenths of a second lost when entering each zone from another, and when leaving it. */
  zoneWaits: readonly { enter: number; leave: number }[];
  turns: OsmTurns;
}

/** Same shape as the table of the engine: see `WayTable`. */
export interface OsmWayTable {
  wayCount: number;
  nameIndex: Uint32Array;
  names: string[];
  roadClass: Uint8Array;
  roadClasses: string[];
  /** Tenths of km/h, 0 where forbidden. */
  forwardSpeed: Uint16Array;
  backwardSpeed: Uint16Array;
  speedRule: Uint8Array;
  speedRules: string[];
}

export interface OsmTurns {
  fromWay: Uint32Array;
  viaNode: Uint32Array;
  toWay: Uint32Array;
  /** 0 forbidden, 1 the only one allowed, 2 U-turn forbidden. */
  kind: Uint8Array;
}

/** What a file is, for the record. */
export interface OsmFile {
  name: string;
  sha256: string;
  byteCount: number;
  /** State of the map, ISO 8601; null when the file does not say. */
  timestamp: string | null;
  /** West, south, east, north in degrees; null when the file does not say. */
  bounds: [number, number, number, number] | null;
}

/** Counts of what was read and of what was left out. */
export interface OsmReadReport {
  files: OsmFile[];
  nodeCount: number;
  wayCount: number;
  /** Ways that this traveller may take. */
  roadCount: number;
  /** Ways met again in another file. */
  repeatedWayCount: number;
  /** Nodes that a road needs and no file has: the road is cut there. */
  missingNodeCount: number;
  cutWayCount: number;
  closedBarrierCount: number;
  unreadSpeedCount: number;
  turnCount: number;
  turnByWayCount: number;
  incompleteTurnCount: number;
}
