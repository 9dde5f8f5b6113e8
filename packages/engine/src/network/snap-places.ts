import Flatbush from 'flatbush';
import { assert } from '../assert.ts';
import { DEGREES_PER_UNIT, METRES_PER_UNIT } from './edge-geometry.ts';
import type { RoadNetwork } from './road-network.ts';

/** Where each place meets the roads; `NO_EDGE` where none is near enough. */
export interface SnappedPlaces {
  edge: Uint32Array;
  /** Point of the network that starts the segment, and how far along it, 0 to 1. */
  point: Uint32Array;
  fraction: Float64Array;
  /** From the place to the road, as the crow flies; `Infinity` where none. */
  metres: Float64Array;
  /** Places with no road near enough, in their order. */
  unsnapped: number[];
}
export const NO_EDGE = 0xffffffff;

export interface SnapOptions {
  maxMetres: number;
  /** Classes of the source that one drives on and cannot stop at: motorways, ferries. */
  closedClasses: ReadonlySet<string>;
}

/** Finds roads near a place; built once for a network. */
export interface RoadIndex {
  network: RoadNetwork;
  boxes: Flatbush;
  /** Edge of each box. */
  edgeOfBox: Uint32Array;
  isOpenClass: Uint8Array;
}

/** An index of the edges that have a segment where one can stop; null when there is none. */
export function indexRoads(network: RoadNetwork, closedClasses: ReadonlySet<string>): RoadIndex | null {
  const { edgeCount, edgeFirstPoint, pointLon, pointLat, pointWay, ways } = network;
  const isOpenClass = Uint8Array.from(ways.roadClasses, (name) => Number(!closedClasses.has(name)));
  const isOpen = (edge: number) => {
    for (let segment = edgeFirstPoint[edge]!; segment < edgeFirstPoint[edge + 1]! - 1; segment++)
      if (isOpenClass[ways.roadClass[pointWay[segment]!]!] === 1) return true;
    return false;
  };
  const edgeOfBox = Uint32Array.from({ length: edgeCount }, (_, edge) => edge).filter(isOpen);
  if (edgeOfBox.length === 0) return null;
  // Half the memory of doubles; boxes of whole units are kept apart by the exact distances below.
  const boxes = new Flatbush(edgeOfBox.length, 16, Int32Array);
  for (const edge of edgeOfBox) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let point = edgeFirstPoint[edge]!; point < edgeFirstPoint[edge + 1]!; point++) {
      west = Math.min(west, pointLon[point]!);
      east = Math.max(east, pointLon[point]!);
      south = Math.min(south, pointLat[point]!);
      north = Math.max(north, pointLat[point]!);
    }
    boxes.add(west, south, east, north);
  }
  boxes.finish();
  return { network, boxes, edgeOfBox, isOpenClass };
}

/** Radius of the first look, metres: most places stand nearer than this to their road. */
const FIRST_RADIUS = 60;
const RADIUS_GROWTH = 4;

/**
 * The nearest point of the roads to each place (degrees), on any segment where one can stop; at equal distance, the lower edge, then the lower point.
 * A place farther than `maxMetres` from every road is left out and listed.
 */
export function snapPlaces(
  index: RoadIndex | null,
  places: { lon: ArrayLike<number>; lat: ArrayLike<number> },
  maxMetres: number,
): SnappedPlaces {
  const count = places.lon.length;
  assert(places.lat.length === count, 'une latitude par lieu');
  assert(maxMetres > 0, 'une distance d’accroche positive');
  const snapped: SnappedPlaces = {
    edge: new Uint32Array(count).fill(NO_EDGE),
    point: new Uint32Array(count),
    fraction: new Float64Array(count),
    metres: new Float64Array(count).fill(Infinity),
    unsnapped: [],
  };
  for (let place = 0; place < count; place++) {
    const lon = places.lon[place]! / DEGREES_PER_UNIT;
    const lat = places.lat[place]! / DEGREES_PER_UNIT;
    assert(Number.isFinite(lon) && Number.isFinite(lat), `le lieu ${place} n’a pas de coordonnées`);
    if (index !== null)
      for (let radius = Math.min(FIRST_RADIUS, maxMetres); ; radius = Math.min(radius * RADIUS_GROWTH, maxMetres)) {
        snapWithin(index, { lon, lat }, radius, snapped, place);
        if (snapped.edge[place] !== NO_EDGE || radius >= maxMetres) break;
      }
    if (snapped.edge[place] === NO_EDGE) snapped.unsnapped.push(place);
  }
  return snapped;
}

function snapWithin(index: RoadIndex, at: { lon: number; lat: number }, radius: number, out: SnappedPlaces, place: number): void {
  const { network, boxes, edgeOfBox, isOpenClass } = index;
  const { edgeFirstPoint, pointLon, pointLat, pointWay, ways } = network;
  const shrink = Math.cos((at.lat * DEGREES_PER_UNIT * Math.PI) / 180);
  const northUnits = radius / METRES_PER_UNIT;
  const eastUnits = northUnits / Math.max(shrink, 1e-6);
  const found = boxes.search(at.lon - eastUnits, at.lat - northUnits, at.lon + eastUnits, at.lat + northUnits);
  let best = (radius / METRES_PER_UNIT) ** 2;
  let bestEdge = NO_EDGE;
  for (const edge of found.map((box) => edgeOfBox[box]!).sort((a, b) => a - b)) {
    for (let segment = edgeFirstPoint[edge]!; segment < edgeFirstPoint[edge + 1]! - 1; segment++) {
      if (isOpenClass[ways.roadClass[pointWay[segment]!]!] === 0) continue;
      const fromEast = (pointLon[segment]! - at.lon) * shrink;
      const fromNorth = pointLat[segment]! - at.lat;
      const east = (pointLon[segment + 1]! - pointLon[segment]!) * shrink;
      const north = pointLat[segment + 1]! - pointLat[segment]!;
      const squaredLength = east * east + north * north;
      const along = squaredLength === 0 ? 0 : Math.min(1, Math.max(0, -(fromEast * east + fromNorth * north) / squaredLength));
      const missEast = fromEast + along * east;
      const missNorth = fromNorth + along * north;
      const squared = missEast * missEast + missNorth * missNorth;
      // The end of one road is the start of the next: the margin makes them equal, seen from either side.
      if (squared > best || (bestEdge !== NO_EDGE && squared > best * (1 - 1e-9) - 1e-6)) continue;
      best = squared;
      bestEdge = edge;
      out.edge[place] = edge;
      out.point[place] = segment;
      out.fraction[place] = along;
      out.metres[place] = Math.sqrt(squared) * METRES_PER_UNIT;
    }
  }
}
