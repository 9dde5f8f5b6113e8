import type { Around, AroundPlace, AroundQuery } from '@maillage/domain/inventory/around.ts';
import type { Inventory, InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import { estimateMinutes, ISERE_MODEL } from '@maillage/engine/travel/estimated-minutes.ts';
import { greatCircleKm } from '@maillage/engine/travel/great-circle.ts';
import { sayHours } from '@maillage/sources/opening-hours/say-hours.ts';
import { ISERE_ERROR_SENTENCE } from '../travel-error.ts';
import type { IndexedRun } from './run-rows.ts';

/** Places told of each service. */
const NEAREST_COUNT = 3;
/** The nearest by the road is looked for among so many of the nearest as the crow flies. */
const CANDIDATE_COUNT = 8;
/** Farther by the road, a place keeps its estimate. */
const MAX_ROAD_MINUTES = 90;

/** Places of one run, ready for many questions: by service, each with where it stands. */
export interface AroundIndex {
  byService: ReadonlyMap<string, readonly Located[]>;
  inventory: Pick<Inventory, 'themes' | 'serviceLabels'>;
}
type Located = Omit<AroundPlace, 'distanceKm' | 'minutes' | 'byRoad'>;

/** Minutes by the road from a spot to others; null where no road leads in time. */
export type MinutesByRoad = (
  from: AroundQuery,
  to: readonly { lon: number; lat: number }[],
  maxMinutes: number,
) => Promise<(number | null)[]>;

export function indexAround(run: IndexedRun, inventory: AroundIndex['inventory'], places: readonly InventoryPlace[]): AroundIndex {
  const located = places.flatMap((place): (Located & { serviceType: string })[] => {
    const commune = run.communes.get(place.communeCode);
    if (commune === undefined) return [];
    const { placeId, serviceType, name, communeCode, address, channel, hoursText, telephone, count } = place;
    return [
      {
        ...{ placeId, serviceType, name, communeCode, address, channel, telephone, count, communeName: commune.name },
        hoursText: hoursText === null ? null : sayHours(hoursText),
        ...{ lon: place.lon ?? commune.lon, lat: place.lat ?? commune.lat, atCommune: place.lon === null || place.lat === null },
      },
    ];
  });
  return { byService: Map.groupBy(located, ({ serviceType }) => serviceType), inventory };
}

/**
 * The nearest places of each service around a spot. Minutes are those of the road from the spot itself when the run has roads, and
 * estimated from the straight distance otherwise: those of the run are those of communes, and would be wrong at either end of a large one.
 */
export async function findAround(
  { byService, inventory }: AroundIndex,
  at: AroundQuery,
  roads: { minutes: MinutesByRoad; sentence: string } | null,
): Promise<Around> {
  const candidates = new Map([...byService].map(([serviceType, places]) => [serviceType, nearestOf(places, at)]));
  const spots = new Map([...candidates.values()].flat().map((place) => [spotKey(place), place]));
  const told = roads === null ? null : await roads.minutes(at, [...spots.values()], MAX_ROAD_MINUTES);
  const byRoad = new Map([...spots.keys()].map((key, index) => [key, told?.[index] ?? null]));
  const placesOf = (serviceType: string): AroundPlace[] =>
    (candidates.get(serviceType) ?? [])
      .map((place) => {
        const minutes = byRoad.get(spotKey(place)) ?? null;
        return { ...place, minutes: minutes ?? estimateMinutes(place.distanceKm, ISERE_MODEL), byRoad: minutes !== null };
      })
      .sort((a, b) => a.minutes - b.minutes || a.distanceKm - b.distanceKm || (a.placeId < b.placeId ? -1 : 1))
      .slice(0, NEAREST_COUNT);
  return {
    error: told === null ? ISERE_ERROR_SENTENCE : roads!.sentence,
    themes: inventory.themes.map(({ id, label, serviceTypes }) => ({
      ...{ id, label },
      services: serviceTypes
        .map((serviceType) => ({ serviceType, label: inventory.serviceLabels[serviceType] ?? serviceType, places: placesOf(serviceType) }))
        .filter(({ places }) => places.length > 0)
        .sort((a, b) => a.places[0]!.minutes - b.places[0]!.minutes || (a.serviceType < b.serviceType ? -1 : 1)),
    })),
  };
}

function nearestOf(places: readonly Located[], at: AroundQuery): (Located & { distanceKm: number })[] {
  return places
    .map((place) => ({ ...place, distanceKm: greatCircleKm(at, place) }))
    .sort((a, b) => a.distanceKm - b.distanceKm || (a.placeId < b.placeId ? -1 : 1))
    .slice(0, CANDIDATE_COUNT);
}

const spotKey = ({ lon, lat }: { lon: number; lat: number }) => `${lon} ${lat}`;
