import type { RawRoads } from './raw-roads.ts';

/** How long a segment is and how long it takes. */
export interface SegmentTimes {
  /** Metres between the node at this position of `strandNode` and the next. */
  metres: (segment: number) => number;
  /** Seconds for a metre along each way, and against it; `Infinity` where forbidden. */
  forwardPace: Float64Array;
  backwardPace: Float64Array;
}

/** Mean radius of the Earth (IUGG), metres. */
const EARTH_METRES = 6_371_008.8;
const RADIANS_PER_UNIT = Math.PI / 180 / 1e7;
/** Seconds for a metre at a tenth of km/h. */
const SECONDS_PER_METRE = 36;

export function createSegmentTimes(roads: RawRoads): SegmentTimes {
  const { strandNode, nodeLon, nodeLat, ways } = roads;
  const metres = (segment: number) => metresBetween(nodeLon, nodeLat, strandNode[segment]!, strandNode[segment + 1]!);
  const forwardPace = Float64Array.from(ways.forwardSpeed, (speed) => SECONDS_PER_METRE / speed);
  const backwardPace = Float64Array.from(ways.backwardSpeed, (speed) => SECONDS_PER_METRE / speed);
  applyTimetables(roads, metres, forwardPace, backwardPace);
  return { metres, forwardPace, backwardPace };
}

/** Metres between two nodes, on a plane that touches the Earth there: exact to a millimetre at the scale of a street. */
export function metresBetween(lon: Int32Array, lat: Int32Array, a: number, b: number): number {
  const middle = ((lat[a]! + lat[b]!) / 2) * RADIANS_PER_UNIT;
  const east = (lon[b]! - lon[a]!) * RADIANS_PER_UNIT * Math.cos(middle);
  const north = (lat[b]! - lat[a]!) * RADIANS_PER_UNIT;
  return EARTH_METRES * Math.sqrt(east * east + north * north);
}

/** Speeds of the ways as they are driven: those that follow a timetable say what it makes. Tenths of km/h, at least one where open. */
export function drivenSpeeds(roads: RawRoads): Pick<RawRoads['ways'], 'forwardSpeed' | 'backwardSpeed'> {
  const { forwardPace, backwardPace } = createSegmentTimes(roads);
  const speeds = (paces: Float64Array) =>
    Uint16Array.from(paces, (pace) => (pace === Infinity ? 0 : Math.min(0xffff, Math.max(1, Math.round(SECONDS_PER_METRE / pace)))));
  return { forwardSpeed: speeds(forwardPace), backwardSpeed: speeds(backwardPace) };
}

/** A ferry with a timetable takes its duration over its whole length, in the directions where it sails. */
function applyTimetables(
  { strandFirst, strandWay, ways, wayDuration }: RawRoads,
  metres: (segment: number) => number,
  forwardPace: Float64Array,
  backwardPace: Float64Array,
): void {
  if (!wayDuration.some((seconds) => seconds > 0)) return;
  const wayMetres = new Float64Array(ways.wayCount);
  for (let strand = 0; strand < strandWay.length; strand++)
    for (let segment = strandFirst[strand]!; segment < strandFirst[strand + 1]! - 1; segment++)
      if (wayDuration[strandWay[strand]!]! > 0) wayMetres[strandWay[strand]!]! += metres(segment);
  for (let way = 0; way < ways.wayCount; way++) {
    if (wayDuration[way] === 0 || wayMetres[way] === 0) continue;
    const pace = wayDuration[way]! / wayMetres[way]!;
    if (forwardPace[way]! < Infinity) forwardPace[way] = pace;
    if (backwardPace[way]! < Infinity) backwardPace[way] = pace;
  }
}
