import type { Around, AroundPlace, AroundQuery } from '@maillage/domain/inventory/around.ts';
import type { Inventory, InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import { estimateMinutes, ISERE_MODEL } from '@maillage/engine/travel/estimated-minutes.ts';
import { greatCircleKm } from '@maillage/engine/travel/great-circle.ts';
import { ISERE_ERROR_SENTENCE } from '../travel-error.ts';
import type { IndexedRun } from './run-rows.ts';

/** Places told of each service. */
const NEAREST_COUNT = 3;

/** Places of one run, ready for many questions: by service, each with where it stands. */
export interface AroundIndex {
  byService: ReadonlyMap<string, readonly Located[]>;
  inventory: Pick<Inventory, 'themes' | 'serviceLabels'>;
}
type Located = Omit<AroundPlace, 'distanceKm' | 'minutes'>;

export function indexAround(run: IndexedRun, inventory: AroundIndex['inventory'], places: readonly InventoryPlace[]): AroundIndex {
  const located = places.flatMap((place): (Located & { serviceType: string })[] => {
    const commune = run.communes.get(place.communeCode);
    if (commune === undefined) return [];
    const { placeId, serviceType, name, communeCode, address, channel, hoursText, telephone, count } = place;
    return [
      {
        ...{ placeId, serviceType, name, communeCode, address, channel, hoursText, telephone, count, communeName: commune.name },
        ...{ lon: place.lon ?? commune.lon, lat: place.lat ?? commune.lat, atCommune: place.lon === null || place.lat === null },
      },
    ];
  });
  return { byService: Map.groupBy(located, ({ serviceType }) => serviceType), inventory };
}

/**
 * The nearest places of each service around a spot. Minutes are estimated from the straight distance, at the spot itself: those of
 * the run are those of communes, and would be wrong at either end of a large one.
 */
export function findAround({ byService, inventory }: AroundIndex, at: AroundQuery): Around {
  const nearestOf = (serviceType: string): AroundPlace[] =>
    (byService.get(serviceType) ?? [])
      .map((place) => ({ place, distanceKm: greatCircleKm(at, place) }))
      .sort((a, b) => a.distanceKm - b.distanceKm || (a.place.placeId < b.place.placeId ? -1 : 1))
      .slice(0, NEAREST_COUNT)
      .map(({ place, distanceKm }) => ({ ...place, distanceKm, minutes: estimateMinutes(distanceKm, ISERE_MODEL) }));
  return {
    error: ISERE_ERROR_SENTENCE,
    themes: inventory.themes.map(({ id, label, serviceTypes }) => ({
      ...{ id, label },
      services: serviceTypes
        .map((serviceType) => ({ serviceType, label: inventory.serviceLabels[serviceType] ?? serviceType, places: nearestOf(serviceType) }))
        .filter(({ places }) => places.length > 0)
        .sort((a, b) => a.places[0]!.distanceKm - b.places[0]!.distanceKm || (a.serviceType < b.serviceType ? -1 : 1)),
    })),
  };
}
