import type { RowTally } from '@maillage/domain/sources/records.ts';
import { type AttachedNetwork, attachPlaces, NO_NODE } from '@maillage/engine/network/attach-places.ts';
import { contract } from '@maillage/engine/network/contract.ts';
import { type Journeys, measureJourneys } from '@maillage/engine/network/journey-metres.ts';
import { kNearestBySweep } from '@maillage/engine/network/k-nearest.ts';
import { NO_FACILITY, UNREACHED_WEIGHT } from '@maillage/engine/network/road-graph.ts';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { indexRoads, snapPlaces } from '@maillage/engine/network/snap-places.ts';
import { travelMatrix } from '@maillage/engine/network/travel-matrix.ts';
import { readPlaceTable, type TablePlace } from '@maillage/sources/place-tables/place-table.ts';
import { writeAside } from '@maillage/sources/road-graph-file/write-aside.ts';
import { formatCsvLine } from '../export/write-csv.ts';
import { readRoadNetwork } from './road-network-file.ts';
import { ACCESS_KMH, CLOSED_CLASSES, SNAP_METRES } from './snap-defaults.ts';

export interface TimesRequest {
  graphPath: string;
  originsPath: string;
  facilitiesPath: string;
  outPath: string;
  /** How far a place may stand from the roads. */
  snapMetres?: number;
  accessKmh?: number;
  /** Added to each journey, for parking and the last steps. */
  terminalMinutes?: number;
}

/** What was answered, and what could not be. */
export interface TimesAnswer {
  rowCount: number;
  unreachedCount: number;
  origins: PlaceCount;
  facilities: PlaceCount;
}
interface PlaceCount {
  count: number;
  rejects: RowTally;
  /** Ids of the places too far from every road, in their order. */
  offRoad: string[];
  /** Largest distance between a place and its road, metres. */
  farthestMetres: number;
}

export const TIMES_COLUMNS = ['origin_id', 'type', 'rank', 'facility_id', 'minutes', 'metres'] as const;

/** For each origin and type, the `k` nearest facilities by the road, from the origin to the facility; at equal time, the first of the table. */
export async function answerNearest(request: TimesRequest & { k: number }): Promise<TimesAnswer> {
  const ground = await openGround(request);
  const { attached, origins, facilities } = ground;
  const hierarchy = contract(attached.graph);
  const types = [...new Set(facilities.map(({ type }) => type))];
  const found = { origin: [] as number[], facility: [] as number[], weight: [] as number[], type: [] as string[], rank: [] as number[] };
  for (const type of types) {
    const ofType = [...facilities.keys()].filter((index) => facilities[index]!.type === type && facilityNode(ground, index) !== NO_NODE);
    const lists = kNearestBySweep(
      hierarchy,
      Uint32Array.from(ofType, (index) => facilityNode(ground, index)),
      request.k,
    );
    for (let origin = 0; origin < origins.length; origin++) {
      const node = attached.departureNode[origin]!;
      for (let rank = 0; rank < request.k; rank++) {
        const facility = node === NO_NODE ? NO_FACILITY : lists.facility[node * request.k + rank]!;
        if (facility === NO_FACILITY && rank > 0) break;
        found.origin.push(origin);
        found.facility.push(facility === NO_FACILITY ? -1 : ofType[facility]!);
        found.weight.push(facility === NO_FACILITY ? UNREACHED_WEIGHT : lists.weight[node * request.k + rank]!);
        found.type.push(type);
        found.rank.push(rank + 1);
      }
    }
  }
  const metres = measureJourneys(attached, asJourneys(ground, found));
  return writeRows(request, ground, { ...found, metres });
}

/** The same from every origin to every facility, no farther than `maxMinutes` when given; lengths are not measured, they would cost more than all the times. */
export async function answerMatrix(request: TimesRequest & { maxMinutes: number | null }): Promise<TimesAnswer> {
  const ground = await openGround(request);
  const { attached, origins, facilities } = ground;
  const departures = [...origins.keys()].filter((origin) => attached.departureNode[origin] !== NO_NODE);
  const arrivals = [...facilities.keys()].filter((facility) => facilityNode(ground, facility) !== NO_NODE);
  const matrix = travelMatrix(
    contract(attached.graph),
    Uint32Array.from(departures, (origin) => attached.departureNode[origin]!),
    Uint32Array.from(arrivals, (facility) => facilityNode(ground, facility)),
  );
  const terminal = request.terminalMinutes ?? 0;
  const found = { origin: [] as number[], facility: [] as number[], weight: [] as number[], type: [] as string[], rank: [] as number[] };
  for (const [row, origin] of departures.entries()) {
    const weightTo = (column: number) => matrix[row * arrivals.length + column]!;
    const sorted = [...arrivals.keys()].sort(
      (a, b) =>
        (facilities[arrivals[a]!]!.type < facilities[arrivals[b]!]!.type
          ? -1
          : facilities[arrivals[a]!]!.type > facilities[arrivals[b]!]!.type
            ? 1
            : 0) ||
        weightTo(a) - weightTo(b) ||
        a - b,
    );
    const rankOfType = new Map<string, number>();
    for (const column of sorted) {
      const { type } = facilities[arrivals[column]!]!;
      const weight = weightTo(column);
      if (weight === UNREACHED_WEIGHT) continue;
      if (request.maxMinutes !== null && minutesOf(ground, weight) + terminal > request.maxMinutes) continue;
      const rank = (rankOfType.get(type) ?? 0) + 1;
      rankOfType.set(type, rank);
      found.origin.push(origin);
      found.facility.push(arrivals[column]!);
      found.weight.push(weight);
      found.type.push(type);
      found.rank.push(rank);
    }
  }
  return writeRows(request, ground, { ...found, metres: new Float64Array(found.origin.length).fill(Number.NaN) });
}

interface Ground {
  attached: AttachedNetwork;
  origins: TablePlace[];
  facilities: TablePlace[];
  originRejects: RowTally;
  facilityRejects: RowTally;
}

/** Facilities stand after the origins among the places. */
const facilityNode = ({ attached, origins }: Ground, facility: number) => attached.arrivalNode[origins.length + facility]!;
const minutesOf = ({ attached }: Ground, weight: number) => (weight * attached.graph.weightUnitMilliseconds) / 60_000;

async function openGround(request: TimesRequest): Promise<Ground> {
  const { network } = await readRoadNetwork(request.graphPath);
  const origins = await readPlaceTable(request.originsPath);
  const facilities = await readPlaceTable(request.facilitiesPath);
  const attached = attach(network, [...origins.places, ...facilities.places], request);
  return {
    attached,
    origins: origins.places,
    facilities: facilities.places,
    originRejects: origins.tally,
    facilityRejects: facilities.tally,
  };
}

function attach(network: RoadNetwork, places: readonly TablePlace[], { snapMetres, accessKmh }: TimesRequest): AttachedNetwork {
  const spots = { lon: places.map(({ lon }) => lon), lat: places.map(({ lat }) => lat) };
  const snapped = snapPlaces(indexRoads(network, CLOSED_CLASSES[network.profile]), spots, snapMetres ?? SNAP_METRES);
  return attachPlaces(network, snapped, accessKmh ?? ACCESS_KMH[network.profile]);
}

function asJourneys({ origins }: Ground, found: { origin: number[]; facility: number[]; weight: number[] }): Journeys {
  return {
    origin: Int32Array.from(found.origin),
    facility: Int32Array.from(found.facility, (facility) => (facility < 0 ? -1 : origins.length + facility)),
    weight: Int32Array.from(found.weight),
  };
}

async function writeRows(
  request: TimesRequest,
  ground: Ground,
  found: { origin: number[]; facility: number[]; weight: number[]; type: string[]; rank: number[]; metres: Float64Array },
): Promise<TimesAnswer> {
  const { attached, origins, facilities } = ground;
  let unreachedCount = 0;
  await writeAside(request.outPath, async (file) => {
    const lines = [TIMES_COLUMNS.join(',')];
    for (const [index, origin] of found.origin.entries()) {
      const facility = found.facility[index]!;
      if (facility < 0) unreachedCount++;
      const minutes = facility < 0 ? null : Number((minutesOf(ground, found.weight[index]!) + (request.terminalMinutes ?? 0)).toFixed(3));
      const metres = Number.isNaN(found.metres[index]!) ? null : Math.round(found.metres[index]!);
      lines.push(
        formatCsvLine([origins[origin]!.id, found.type[index]!, found.rank[index]!, facilities[facility]?.id ?? null, minutes, metres]),
      );
    }
    await file.writeFile(`${lines.join('\n')}\n`);
  });
  const countPlaces = (first: number, places: readonly TablePlace[], rejects: RowTally): PlaceCount => ({
    count: places.length,
    rejects,
    offRoad: places.filter((_, index) => attached.departureNode[first + index] === NO_NODE).map(({ id }) => id),
    farthestMetres: places.reduce((most, _, index) => {
      const metres = attached.snapped.metres[first + index]!;
      return metres === Infinity ? most : Math.max(most, metres);
    }, 0),
  });
  return {
    rowCount: found.origin.length,
    unreachedCount,
    origins: countPlaces(0, origins, ground.originRejects),
    facilities: countPlaces(origins.length, facilities, ground.facilityRejects),
  };
}
