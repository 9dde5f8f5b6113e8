import type { Bounds } from './svg/project.ts';

/** The window is this part of the map in each direction: enlarged, it shows five times as large what is too small to be read. */
const WINDOW_RATIO = 0.2;
/** It helps only where it gathers so many times the people that its surface would hold if they were spread evenly… */
const LEAST_CROWDING = 4;
/** …and so many communes that their outlines run together. */
const LEAST_COMMUNES = 12;

export interface DenseWindow {
  bounds: Bounds;
  /** The most peopled commune of the window. */
  name: string;
  communeCount: number;
  populationCount: number;
  /** Of all the people of the map. */
  shareRatio: number;
}

export interface DensePlace {
  code: string;
  name: string;
  /** Degrees. */
  lon: number;
  lat: number;
  populationCount: number | null;
}

/**
 * The part of a map that deserves to be drawn larger: of all windows of a fifth of its width and height centred on a commune, the one
 * that holds the most people; null when people are not crowded enough there for it to help. At equal numbers, the lowest code.
 */
export function findDenseWindow(places: readonly DensePlace[]): DenseWindow | null {
  const [west, south, east, north] = boxOf(places);
  const halfWidth = ((east - west) * WINDOW_RATIO) / 2;
  const halfHeight = ((north - south) * WINDOW_RATIO) / 2;
  const everybody = peopleOf(places);
  const isWithin = (centre: DensePlace, { lon, lat }: DensePlace) =>
    Math.abs(lon - centre.lon) <= halfWidth && Math.abs(lat - centre.lat) <= halfHeight;
  const peopleAround = countPeopleAround(places, halfWidth, halfHeight);
  let centre: DensePlace | undefined;
  let most = -1;
  for (const [index, candidate] of places.entries()) {
    const count = peopleAround[index]!;
    if (centre === undefined || count > most || (count === most && candidate.code < centre.code)) [centre, most] = [candidate, count];
  }
  if (centre === undefined || everybody === 0) return null;
  const members = places.filter((place) => isWithin(centre, place));
  const shareRatio = most / everybody;
  if (members.length < LEAST_COMMUNES || shareRatio < LEAST_CROWDING * WINDOW_RATIO ** 2) return null;
  const largest = members.reduce((first, one) => ((one.populationCount ?? 0) > (first.populationCount ?? 0) ? one : first));
  return {
    // Held within the map: a window that leaves it would show nothing there.
    bounds: [
      clamp(centre.lon - halfWidth, west, east - 2 * halfWidth),
      clamp(centre.lat - halfHeight, south, north - 2 * halfHeight),
      clamp(centre.lon + halfWidth, west + 2 * halfWidth, east),
      clamp(centre.lat + halfHeight, south + 2 * halfHeight, north),
    ],
    name: largest.name,
    communeCount: members.length,
    populationCount: most,
    shareRatio,
  };
}

/**
 * How many people each window holds, in the order of the places. A band goes from west to east; the people it holds are summed by latitude
 * in a binary indexed tree (Fenwick, 1994): the communes of a country are 35,000, and their pairs over a thousand million.
 */
function countPeopleAround(places: readonly DensePlace[], halfWidth: number, halfHeight: number): Float64Array {
  const eastward = places.map((_, index) => index).toSorted((a, b) => places[a]!.lon - places[b]!.lon);
  const latitudes = Float64Array.from(places, ({ lat }) => lat).toSorted();
  const tree = new Float64Array(latitudes.length + 1);
  const add = ({ lat, populationCount }: DensePlace, sign: 1 | -1) => {
    for (let at = firstIndex(latitudes, (one) => one >= lat) + 1; at < tree.length; at += at & -at)
      tree[at]! += sign * (populationCount ?? 0);
  };
  const sumBelow = (end: number) => {
    let sum = 0;
    for (let at = end; at > 0; at -= at & -at) sum += tree[at]!;
    return sum;
  };
  const counts = new Float64Array(places.length);
  let entering = 0;
  let leaving = 0;
  for (const index of eastward) {
    const { lon, lat } = places[index]!;
    while (entering < eastward.length && places[eastward[entering]!]!.lon - lon <= halfWidth) add(places[eastward[entering++]!]!, 1);
    while (lon - places[eastward[leaving]!]!.lon > halfWidth) add(places[eastward[leaving++]!]!, -1);
    const south = firstIndex(latitudes, (one) => lat - one <= halfHeight);
    const north = firstIndex(latitudes, (one) => one - lat > halfHeight);
    counts[index] = sumBelow(north) - sumBelow(south);
  }
  return counts;
}

/** The first index whose value passes a test that all the next ones pass too; the length where none does. */
function firstIndex(sorted: Float64Array, passes: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Around the centres of the communes. */
function boxOf(places: readonly DensePlace[]): Bounds {
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lon, lat } of places) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

const peopleOf = (places: readonly DensePlace[]) => places.reduce((sum, { populationCount }) => sum + (populationCount ?? 0), 0);
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
