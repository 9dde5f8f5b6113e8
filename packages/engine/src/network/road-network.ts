import type { RoadGraph } from './road-graph.ts';

export type TravelProfile = 'car' | 'bike' | 'walk';

/**
 * The roads of one profile: the graph that is searched, and what it takes to snap a place on it and to explain a journey.
 *
 * An *edge* is a stretch of road between two nodes of the graph, drawn once as a line of points; its one or two arcs drive it
 * in one direction each. An edge may cross several *ways*, the stretches of one name, class and speed that the source gives.
 * Several nodes may stand at one place: a crossroads with a forbidden turn has a copy for those who arrive from there.
 */
export interface RoadNetwork {
  profile: TravelProfile;
  graph: RoadGraph;
  /** Edge of each arc. */
  arcEdge: Uint32Array;
  /** 1 when the arc drives its edge from the last point to the first. */
  arcIsBackward: Uint8Array;
  /** Share of the arc's weight that is waiting (lights, crossing, barrier) rather than driving, in the unit of the weights; spent at its end. 65 535 at most: the rest of a longer one is in the weight alone. */
  arcWait: Uint16Array;
  edgeCount: number;
  /** Points of edge `e` are `edgeFirstPoint[e] … edgeFirstPoint[e + 1] − 1`, both ends included: at least two. */
  edgeFirstPoint: Uint32Array;
  /** Ten-millionths of a degree. */
  pointLon: Int32Array;
  pointLat: Int32Array;
  /** Way of the segment that starts at each point; that of the last point of an edge is not read. */
  pointWay: Uint32Array;
  ways: WayTable;
}

/** What is known of each way, for the reasons of a journey. */
export interface WayTable {
  wayCount: number;
  /** Index in `names` of the name, or of the reference (« D 901 ») when it has none; 0 is the empty name. */
  nameIndex: Uint32Array;
  names: string[];
  /** Index in `roadClasses`. */
  roadClass: Uint8Array;
  /** Terms of the source: `motorway`, `residential`, `ferry`… */
  roadClasses: string[];
  /** Speed counted in the order of the points that name the way, and against it, tenths of km/h; 0 where it is forbidden. */
  forwardSpeed: Uint16Array;
  backwardSpeed: Uint16Array;
  /** Index in `speedRules`: why this speed. */
  speedRule: Uint8Array;
  /** French: « limite affichée 50 km/h », « ville, sans limite affichée »… */
  speedRules: string[];
}
