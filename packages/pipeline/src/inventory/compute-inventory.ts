import type { Inventory, SourceQuality } from '@maillage/domain/inventory/inventory.ts';
import { estimateTotal, jaccard } from '@maillage/engine/linkage/match-places.ts';
import { SOURCE_CATALOGUE } from '@maillage/sources/catalogue.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import type { Referential } from '../referential/referential.ts';
import type { OfferPlaces } from './list-offer-places.ts';
import { isCountWithoutPlace, isFacilityCount, isPlaced, STATION } from './list-told-places.ts';

interface InventoryParameters {
  parameters: Pick<ChapterInput['parameters'], 'themes' | 'operatorLayers'>;
}

/** The offer as a whole: what each theme holds, what is doubtful, and how the sources agree. */
export function computeInventory({
  referential,
  offerPlaces,
  parameters,
  results,
}: Pick<ChapterInput, 'referential' | 'offerPlaces' | 'results'> & InventoryParameters): Inventory {
  const { places, issues } = offerPlaces;
  const told = places.filter(({ name, lon }) => name !== null || lon !== null);
  const seen = new Set(offerPlaces.told.map(({ sourceId }) => sourceId));
  return {
    recordCount: places.length,
    placeCount: told.length,
    linkedCount: places.filter(({ sources }) => sources.length > 1).length,
    hoursCount: told.filter(({ weeklyHours }) => weeklyHours !== null).length,
    issues,
    themes: listThemes(referential, offerPlaces, parameters),
    quality: rateSources(offerPlaces, vintagesOf(results.manifest.files)),
    serviceLabels: labelServices(referential, offerPlaces, parameters.operatorLayers),
    sourceTitles: Object.fromEntries(SOURCE_CATALOGUE.flatMap(({ id, title }) => (seen.has(id) ? [[id, title]] : []))),
    emptyReasons:
      places.length === 0
        ? { inventory: 'Aucun fichier ne décrit l’offre du Département : déposez la BPE, FINESS ou vos propres listes.' }
        : {},
  };
}

function listThemes(
  referential: Referential,
  { places }: OfferPlaces,
  { themes, operatorLayers }: InventoryParameters['parameters'],
): Inventory['themes'] {
  const offerTypes = new Map(
    referential.groupings.flatMap(({ facilityTypes, offerTypes: own }) => facilityTypes.map((type) => [type, own] as const)),
  );
  return themes.map(({ id, label, facilityTypes, layers = [] }) => {
    const named = [
      ...facilityTypes.flatMap((type) => [type, ...(offerTypes.get(type) ?? [])]),
      ...layers,
      ...operatorLayers.flatMap((layer) => (layers.includes(layer.id) ? layer.facilityTypes : [])),
    ];
    const wanted = new Set(named);
    const found = places.filter(({ serviceType }) => wanted.has(serviceType));
    return {
      ...{ id, label },
      facilityCount: found.reduce((sum, { count }) => sum + count, 0),
      placeCount: found.filter(({ name, lon }) => name !== null || lon !== null).length,
      serviceTypes: [...new Set(found.map(({ serviceType }) => serviceType))].sort(),
    };
  });
}

/** Where two sources speak of one service: what each knows, and from what they share, how many there may be in all. */
function rateSources({ told, places }: OfferPlaces, vintageOf: ReadonlyMap<string, number | null>): SourceQuality[] {
  const placesOfService = Map.groupBy(places, ({ serviceType }) => serviceType);
  return [...Map.groupBy(told, ({ serviceType }) => serviceType)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([serviceType, ofService]) => {
      const bySource = [...Map.groupBy(ofService, ({ sourceId }) => sourceId)].sort(([a], [b]) => (a < b ? -1 : 1));
      if (bySource.length === 1 && isFacilityCount(ofService[0]!)) return [];
      const countOf = new Map(bySource.map(([sourceId, own]) => [sourceId, own.reduce((sum, { count }) => sum + count, 0)]));
      const linked = placesOfService.get(serviceType) ?? [];
      return bySource.map(([sourceId, own]): SourceQuality => {
        const total = countOf.get(sourceId)!;
        const placed = own.filter(isPlaced).reduce((sum, { count }) => sum + count, 0);
        return {
          ...{ serviceType, sourceId, facilityCount: total, addressShareRatio: total === 0 ? 0 : placed / total },
          vintage: vintageOf.get(sourceId) ?? null,
          against: bySource.flatMap(([other, records]) => {
            // A count without places shares nothing that can be seen.
            if (other === sourceId || [...own, ...records].some(isCountWithoutPlace)) return [];
            const sharedCount = linked.filter(({ sources }) => sources.includes(sourceId) && sources.includes(other)).length;
            const otherCount = countOf.get(other)!;
            return [
              {
                ...{ sourceId: other, sharedCount, jaccard: jaccard(total, otherCount, sharedCount) },
                estimatedTotal: estimateTotal(total, otherCount, sharedCount),
              },
            ];
          }),
        };
      });
    });
}

function vintagesOf(files: ChapterInput['results']['manifest']['files']): Map<string, number | null> {
  const vintages = new Map<string, number | null>();
  for (const { sourceId, vintage, state } of files) {
    if (sourceId === null || state !== 'loaded') continue;
    vintages.set(sourceId, Math.max(vintage ?? 0, vintages.get(sourceId) ?? 0) || null);
  }
  return vintages;
}

/** The name of each service found: a grouping's, a layer's, or the nomenclature's. */
function labelServices(
  { groupings, facilityTypeLabels }: Referential,
  { places }: OfferPlaces,
  layers: ChapterInput['parameters']['operatorLayers'],
): Record<string, string> {
  const names = new Map(facilityTypeLabels);
  for (const { facilityTypes, offerTypes, label } of groupings)
    if (offerTypes.length === 1 && facilityTypes.length === 1 && !names.has(offerTypes[0]!)) names.set(offerTypes[0]!, label);
  for (const { id, label, facilityTypes } of layers) {
    names.set(id, label);
    // A type that the vintage does not count may still be placed by a list: France services, before the facilities base had them.
    if (facilityTypes.length === 1 && !names.has(facilityTypes[0]!)) names.set(facilityTypes[0]!, label);
  }
  names.set(STATION, 'Gare ou halte de voyageurs');
  const found = [...new Set(places.map(({ serviceType }) => serviceType))].sort();
  return Object.fromEntries(found.map((type) => [type, names.get(type) ?? type]));
}
