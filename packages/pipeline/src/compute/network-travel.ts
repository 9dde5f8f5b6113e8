import { type AttachedNetwork, attachPlaces, NO_NODE } from '@maillage/engine/network/attach-places.ts';
import { contract } from '@maillage/engine/network/contract.ts';
import type { Hierarchy } from '@maillage/engine/network/hierarchy.ts';
import { kNearestBySweep } from '@maillage/engine/network/k-nearest.ts';
import { NO_FACILITY, UNREACHED_WEIGHT } from '@maillage/engine/network/road-graph.ts';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { indexRoads, snapPlaces } from '@maillage/engine/network/snap-places.ts';
import { travelMatrix } from '@maillage/engine/network/travel-matrix.ts';
import type { NearestPlaces } from '@maillage/engine/travel/k-nearest-places.ts';
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

/** No car goes faster from one commune's centre to another. */
const FASTEST_KMH = 130;

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
  const minutesBetween = betweenCommunes({ hierarchy, attached, communeSpots });
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
    answerSeveral: async (query, k) => answerSeveralByRoad({ query, attached, hierarchy, spotOf: spots.indexOf }, k),
    minutesBetween,
    minutesToCentre: minutesBetween, // counted once for all
    farthestKm: (minutes) => (minutes * FASTEST_KMH) / 60,
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

interface RoadQuestion {
  query: NearestQuery;
  attached: AttachedNetwork;
  hierarchy: Hierarchy;
  spotOf(lon: number, lat: number): number;
}

/** The nodes to leave from and to arrive at, and the points of each type that a road reaches. */
function readNodes({ query, attached, spotOf }: RoadQuestion) {
  const departure = Int32Array.from(query.originLon, (lon, origin) => attached.departureNode[spotOf(lon, query.originLat[origin]!)]!);
  const arrival = Int32Array.from(query.points.lon, (lon, point) => attached.arrivalNode[spotOf(lon, query.points.lat[point]!)]!);
  // In ascending index: at equal time the lowest is named, as in the estimate.
  const pointsOf = Array.from({ length: query.typeFirst.length - 1 }, (_, type) =>
    query.typePoints
      .slice(query.typeFirst[type]!, query.typeFirst[type + 1]!)
      .sort()
      .filter((point) => arrival[point] !== NO_NODE),
  );
  return { departure, arrival, pointsOf };
}

/** One sweep a type, which carries lists of `k`: the lists of the nodes asked about are kept. */
function answerSeveralByRoad(question: RoadQuestion, k: number): NearestPlaces {
  const { query, hierarchy } = question;
  const { departure, arrival, pointsOf } = readNodes(question);
  const typeCount = pointsOf.length;
  const originCount = query.originLon.length;
  const minutesPerUnit = hierarchy.weightUnitMilliseconds / MILLISECONDS_PER_MINUTE;
  const places: NearestPlaces = {
    k,
    minutes: new Float32Array(originCount * typeCount * k).fill(Infinity),
    pointIndex: new Int32Array(originCount * typeCount * k).fill(-1),
  };
  for (const [type, points] of pointsOf.entries()) {
    if (points.length === 0) continue;
    const lists = kNearestBySweep(
      hierarchy,
      Uint32Array.from(points, (point) => arrival[point]!),
      k,
    );
    for (let origin = 0; origin < originCount; origin++) {
      if (departure[origin] === NO_NODE) continue;
      for (let slot = 0; slot < k; slot++) {
        const found = departure[origin]! * k + slot;
        const minutes = lists.weight[found]! * minutesPerUnit;
        if (lists.facility[found] === NO_FACILITY || minutes > query.maxMinutes) break;
        const cell = (origin * typeCount + type) * k + slot;
        places.minutes[cell] = minutes;
        places.pointIndex[cell] = points[lists.facility[found]!]!;
      }
    }
  }
  return places;
}

async function answerByRoad(question: RoadQuestion): Promise<NearestResult> {
  const { query, hierarchy } = question;
  const typeCount = query.typeFirst.length - 1;
  const originCount = query.originLon.length;
  const minutesPerUnit = hierarchy.weightUnitMilliseconds / MILLISECONDS_PER_MINUTE;
  const { departure, arrival, pointsOf } = readNodes(question);
  const asked = [...departure.keys()].filter((origin) => departure[origin] !== NO_NODE);
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
