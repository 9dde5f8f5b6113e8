import type { RoadNetwork } from './road-network.ts';

/** Mean radius of the Earth (IUGG), metres. */
const EARTH_METRES = 6_371_008.8;
const RADIANS_PER_UNIT = Math.PI / 180 / 1e7;
export const DEGREES_PER_UNIT = 1e-7;
/** Metres in a ten-millionth of a degree of latitude. */
export const METRES_PER_UNIT = EARTH_METRES * RADIANS_PER_UNIT;

/** Metres between two points of the network, on a plane that touches the Earth there. */
export function pointMetres({ pointLon, pointLat }: Pick<RoadNetwork, 'pointLon' | 'pointLat'>, from: number, to: number): number {
  const middle = ((pointLat[from]! + pointLat[to]!) / 2) * RADIANS_PER_UNIT;
  const east = (pointLon[to]! - pointLon[from]!) * Math.cos(middle);
  const north = pointLat[to]! - pointLat[from]!;
  return METRES_PER_UNIT * Math.sqrt(east * east + north * north);
}

/** A place along an edge: the point that starts its segment, and how far along the segment, 0 to 1. */
export interface EdgePosition {
  edge: number;
  point: number;
  fraction: number;
}

export interface EdgeShare {
  /** Metres from the first point of the edge. */
  metres: number;
  /** Share of the driving time of the whole edge, from its first point, for who drives it forwards; then backwards, from its last point. */
  forwardShare: number;
  backwardShare: number;
}

/** How far along its edge a position is, in metres and in driving time. Segments of other speeds weigh by their own. */
export function shareOfEdge(network: RoadNetwork, { edge, point, fraction }: EdgePosition): EdgeShare {
  const { edgeFirstPoint, pointWay, ways } = network;
  let metres = 0;
  let [forwardBefore, forwardTotal, backwardAfter, backwardTotal] = [0, 0, 0, 0];
  let length = 0;
  for (let segment = edgeFirstPoint[edge]!; segment < edgeFirstPoint[edge + 1]! - 1; segment++) {
    const segmentMetres = pointMetres(network, segment, segment + 1);
    const passed = segment < point ? 1 : segment === point ? fraction : 0;
    const way = pointWay[segment]!;
    const forward = segmentMetres / (ways.forwardSpeed[way]! || 1);
    const backward = segmentMetres / (ways.backwardSpeed[way]! || 1);
    metres += segmentMetres * passed;
    length += segmentMetres;
    forwardBefore += forward * passed;
    forwardTotal += forward;
    backwardAfter += backward * (1 - passed);
    backwardTotal += backward;
  }
  const ofLength = length === 0 ? 0 : metres / length;
  return {
    metres,
    forwardShare: forwardTotal === 0 ? ofLength : forwardBefore / forwardTotal,
    backwardShare: backwardTotal === 0 ? 1 - ofLength : backwardAfter / backwardTotal,
  };
}

/** Length of each edge, metres. */
export function measureEdges(network: RoadNetwork): Float64Array {
  const metres = new Float64Array(network.edgeCount);
  for (let edge = 0; edge < network.edgeCount; edge++)
    for (let segment = network.edgeFirstPoint[edge]!; segment < network.edgeFirstPoint[edge + 1]! - 1; segment++)
      metres[edge]! += pointMetres(network, segment, segment + 1);
  return metres;
}
