import { type AttachedNetwork, attachPlaces, NO_NODE } from '@maillage/engine/network/attach-places.ts';
import { contract } from '@maillage/engine/network/contract.ts';
import type { Hierarchy } from '@maillage/engine/network/hierarchy.ts';
import { UNREACHED_WEIGHT } from '@maillage/engine/network/road-graph.ts';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { indexRoads, snapPlaces } from '@maillage/engine/network/snap-places.ts';
import { travelMatrix } from '@maillage/engine/network/travel-matrix.ts';
import type { NearestQuery, NearestResult } from '@maillage/engine/travel/minutes-to-nearest.ts';
import { answerByThreads, countThreads } from '../network/nearest-pool.ts';
import { ACCESS_KMH, CLOSED_CLASSES, SNAP_METRES } from '../network/snap-defaults.ts';
import type { Referential } from '../referential/referential.ts';
import type { Origins } from './origins.ts';
import type { TravelTimes } from './travel-times.ts';

const MILLISECONDS_PER_MINUTE = 60_000;

/** Minutes by the road, with what the roads do not reach. */
export interface NetworkTravel extends TravelTimes {
  /** Communes whose centre is too far from every road, by index. */
  offRoadCommunes: number[];
  /** Points of offer too far from every road. */
  offRoadOfferCount: number;
  /** The communes that they stand in, by index, each once. */
  offRoadOfferCommunes: number[];
  /** From the places to their roads, of those that have one: half are nearer than the median, 95 in 100 than the other. */
  snapMetres: { median: number; p95: number };
}

/** Minutes along the roads, from each origin to each place at its own spot: a place at the centre of a commune is reached at that centre. */
export function networkTravel(options: {
  referential: Referential;
  network: RoadNetwork;
  origins: Origins;
  sentence: string;
}): NetworkTravel {
  const { referential, network, origins, sentence } = options;
  const { communes, offer, stations } = referential;
  const spots = createSpots();
  const communeSpots = communes.map(({ lon, lat }) => spots.indexOf(lon, lat));
  const offerSpots = offer.map(({ lon, lat }) => spots.indexOf(lon, lat));
  for (const { lon, lat } of stations) spots.indexOf(lon, lat);
  for (let origin = 0; origin < origins.lon.length; origin++) spots.indexOf(origins.lon[origin]!, origins.lat[origin]!);

  const snapped = snapPlaces(indexRoads(network, CLOSED_CLASSES[network.profile]), spots, SNAP_METRES);
  const attached = attachPlaces(network, snapped, ACCESS_KMH[network.profile]);
  const hierarchy = contract(attached.graph);
  const isOff = (spot: number) => attached.arrivalNode[spot] === NO_NODE;
  return {
    method: 'network',
    sentence,
    origins,
    offRoadCommunes: communeSpots.flatMap((spot, commune) => (isOff(spot) ? [commune] : [])),
    offRoadOfferCount: offerSpots.filter(isOff).length,
    offRoadOfferCommunes: [...new Set(offer.flatMap(({ communeIndex }, point) => (isOff(offerSpots[point]!) ? [communeIndex] : [])))],
    snapMetres: describeSnapping(snapped.metres),
    answer: (query) => answerByRoad({ query, attached, hierarchy, spotOf: spots.indexOf }),
    minutesBetween: betweenCommunes({ hierarchy, attached, communeSpots }),
  };
}

function describeSnapping(metres: Float64Array): NetworkTravel['snapMetres'] {
  const sorted = metres.filter((value) => value !== Infinity).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/** Places by their coordinates, each spot once: what stands at one spot is 0 away from itself. */
function createSpots() {
  const lon: number[] = [];
  const lat: number[] = [];
  const known = new Map<string, number>();
  const indexOf = (spotLon: number, spotLat: number): number => {
    const key = `${spotLon} ${spotLat}`;
    const index = known.get(key);
    if (index !== undefined) return index;
    known.set(key, lon.length);
    lat.push(spotLat);
    return lon.push(spotLon) - 1;
  };
  return { lon, lat, indexOf };
}

async function answerByRoad(options: {
  query: NearestQuery;
  attached: AttachedNetwork;
  hierarchy: Hierarchy;
  spotOf(lon: number, lat: number): number;
}): Promise<NearestResult> {
  const { query, attached, hierarchy, spotOf } = options;
  const typeCount = query.typeFirst.length - 1;
  const originCount = query.originLon.length;
  const minutesPerUnit = hierarchy.weightUnitMilliseconds / MILLISECONDS_PER_MINUTE;
  const departure = Int32Array.from(query.originLon, (lon, origin) => attached.departureNode[spotOf(lon, query.originLat[origin]!)]!);
  const arrival = Int32Array.from(query.points.lon, (lon, point) => attached.arrivalNode[spotOf(lon, query.points.lat[point]!)]!);
  const asked = [...departure.keys()].filter((origin) => departure[origin] !== NO_NODE);
  // In ascending index: at equal time the lowest is named, as in the estimate.
  const pointsOf = Array.from({ length: typeCount }, (_, type) =>
    query.typePoints
      .slice(query.typeFirst[type]!, query.typeFirst[type + 1]!)
      .sort()
      .filter((point) => arrival[point] !== NO_NODE),
  );
  const share = {
    hierarchy,
    typeNodes: pointsOf.map((points) => Int32Array.from(points, (point) => arrival[point]!)),
    askedNodes: Int32Array.from(asked, (origin) => departure[origin]!),
  };
  const { weight, facility } = await answerByThreads(share, countThreads(hierarchy.nodeCount, typeCount));
  const minutes = new Float32Array(originCount * typeCount).fill(Infinity);
  const pointIndex = new Int32Array(originCount * typeCount).fill(-1);
  for (let type = 0; type < typeCount; type++)
    for (const [index, origin] of asked.entries()) {
      const found = weight[type * asked.length + index]!;
      if (found === UNREACHED_WEIGHT || found * minutesPerUnit > query.maxMinutes) continue;
      minutes[origin * typeCount + type] = found * minutesPerUnit;
      pointIndex[origin * typeCount + type] = pointsOf[type]![facility[type * asked.length + index]!]!;
    }
  return { minutes, pointIndex };
}

/** Minutes between the centres of communes, all counted at the first question. */
function betweenCommunes(options: {
  hierarchy: Hierarchy;
  attached: AttachedNetwork;
  communeSpots: readonly number[];
}): TravelTimes['minutesBetween'] {
  const { hierarchy, attached, communeSpots } = options;
  const rows = communeSpots.filter((spot) => attached.arrivalNode[spot] !== NO_NODE);
  const rowOfSpot = new Map([...new Set(rows)].map((spot, row) => [spot, row]));
  const nodes = (of: Int32Array) => Uint32Array.from(rowOfSpot.keys(), (spot) => of[spot]!);
  let matrix: Int32Array | undefined;
  return (from, to) => {
    const row = rowOfSpot.get(communeSpots[from]!);
    const column = rowOfSpot.get(communeSpots[to]!);
    if (row === undefined || column === undefined) return Infinity;
    matrix ??= travelMatrix(hierarchy, nodes(attached.departureNode), nodes(attached.arrivalNode));
    const weight = matrix[row * rowOfSpot.size + column]!;
    return weight === UNREACHED_WEIGHT ? Infinity : (weight * hierarchy.weightUnitMilliseconds) / MILLISECONDS_PER_MINUTE;
  };
}
