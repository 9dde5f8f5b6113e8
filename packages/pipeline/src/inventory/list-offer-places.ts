import type { InventoryIssue, InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import { metresToPolygons } from '@maillage/engine/quarters/walk-to-polygon.ts';
import { SOURCE_CATALOGUE } from '@maillage/sources/catalogue.ts';
import { containsPoint, polygonsOf } from '../referential/geometry.ts';
import type { Referential } from '../referential/referential.ts';
import { type IssueDraft, type LinkedPlace, linkPlaces } from './link-places.ts';
import { isCountWithoutPlace, isPlaced, listToldPlaces, type ToldPlace, USER_LIST } from './list-told-places.ts';

/** The offer of the Département's own communes: one record per place, counts where places are not known, and what is doubtful. */
export interface OfferPlaces {
  /** In the order of communes, services, then ids. */
  places: InventoryPlace[];
  issues: InventoryIssue[];
  /** What the sources told, before they were brought together. */
  told: ToldPlace[];
}

/** A contour is drawn to a hundred metres or so: a place this near is in its commune. */
const EDGE_METRES = 200;
const METRES_PER_DEGREE = 111_195;
const TITLES = new Map(SOURCE_CATALOGUE.map(({ id, title }) => [id, title]));
const titleOf = (sourceId: string) => TITLES.get(sourceId) ?? sourceId;

/** Brings together what every source tells. Pure: the same facts give the same places, with the same ids, in the same order. */
export function listOfferPlaces(referential: Referential): OfferPlaces {
  const told = listToldPlaces(referential);
  const places: InventoryPlace[] = [];
  const issues: InventoryIssue[] = [];
  const ids = new Set<string>();
  const idOf = new Map<ToldPlace, string>();
  const add = (linked: LinkedPlace): InventoryPlace => {
    const place = mergeTold(linked, uniqueId(linked, ids));
    for (const one of linked.told) idOf.set(one, place.placeId);
    places.push(place);
    return place;
  };
  const groups = Map.groupBy(told, ({ communeCode, serviceType }) => `${communeCode} ${serviceType}`);
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const counted = group.filter(isCountWithoutPlace);
    const linked = linkPlaces(
      group.filter((one) => !isCountWithoutPlace(one)),
      titleOf,
    );
    const added = new Map(linked.places.map((one) => [one, add(one)]));
    issues.push(...linked.issues.map((draft) => settle(draft, added)));
    const first = counted[0];
    if (first === undefined) continue;
    const count = counted.reduce((sum, one) => sum + one.count, 0);
    const left = count - linked.places.length;
    // The places that other lists name are among those that are counted: each facility is in one record.
    if (left > 0) add({ told: [{ ...first, count: left }] });
    if (left < 0) issues.push(tellMore(first, count, [...added.values()]));
  }
  issues.push(...tellMisplaced(referential, idOf), ...tellUnreadHours(idOf));
  places.sort((a, b) => compare(a.communeCode, b.communeCode) || compare(a.serviceType, b.serviceType) || compare(a.placeId, b.placeId));
  return { places, issues, told };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const settle = ({ places, ...issue }: IssueDraft, ids: ReadonlyMap<LinkedPlace, InventoryPlace>): InventoryIssue => ({
  ...issue,
  placeIds: places.map((place) => ids.get(place)!.placeId),
});

function tellMore({ communeCode, serviceType, sourceId }: ToldPlace, count: number, places: readonly InventoryPlace[]): InventoryIssue {
  return {
    ...{ kind: 'more-than-counted', communeCode, serviceType, placeIds: places.map(({ placeId }) => placeId) },
    sentence: `${places.length} lieux sont nommés là où « ${titleOf(sourceId)} » compte ${count} équipement${count > 1 ? 's' : ''} : l’un des deux n’est pas à jour, ou un lieu figure deux fois. Comparez leurs noms et leurs dates.`,
  };
}

/** The number of the source where it has one, the spot where it is placed, else its commune: the same in the next run. */
function uniqueId({ told }: LinkedPlace, taken: Set<string>): string {
  // A row that the user adds to mend a place does not make it another place.
  const official = told.find(({ sourceKey: key, sourceId: source }) => key !== null && source !== USER_LIST);
  const { sourceId, sourceKey, serviceType, communeCode, lon, lat } = official ?? told.find((one) => one.sourceKey !== null) ?? told[0]!;
  const own = sourceKey ?? (lon === null || lat === null ? communeCode : `${communeCode}:${lon.toFixed(4)}:${lat.toFixed(4)}`);
  const base = `${sourceId}:${serviceType}:${own}`;
  let id = base;
  for (let copy = 2; taken.has(id); copy++) id = `${base}~${copy}`;
  taken.add(id);
  return id;
}

/** One record from all that was told: each field from the first source that gives it, the position from the best placed. */
export function mergeTold({ told }: LinkedPlace, placeId: string): InventoryPlace {
  const named = told.find(({ name }) => name !== null);
  const placed = told.find(isPlaced) ?? told.find(({ lon }) => lon !== null);
  const timed = told.find(({ weeklyOpenMinutes }) => weeklyOpenMinutes !== null);
  const written = told.find(({ hoursText }) => hoursText !== null);
  const called = told.find(({ telephone }) => telephone !== null);
  const first = told[0]!;
  return {
    placeId,
    serviceType: first.serviceType,
    name: named?.name ?? null,
    communeCode: first.communeCode,
    address: told.find(({ address }) => address !== null)?.address ?? null,
    lon: placed?.lon ?? null,
    lat: placed?.lat ?? null,
    channel: told.find(({ channel }) => channel !== 'site')?.channel ?? 'site',
    weeklyHours: timed === undefined ? null : timed.weeklyOpenMinutes! / 60,
    hoursText: written?.hoursText ?? null,
    telephone: called?.telephone ?? null,
    count: first.count,
    sources: [...new Set(told.map(({ sourceId }) => sourceId))].sort(),
    said: {
      name: named?.sourceId ?? null,
      position: placed?.sourceId ?? null,
      hours: (timed ?? written)?.sourceId ?? null,
      telephone: called?.sourceId ?? null,
    },
  };
}

/** Places whose address lies outside the commune that their source gives. */
function tellMisplaced({ communes, boundaries }: Referential, idOf: ReadonlyMap<ToldPlace, string>): InventoryIssue[] {
  const nameOf = new Map(communes.map(({ code, name }) => [code, name]));
  return [...idOf].flatMap(([one, placeId]): InventoryIssue[] => {
    const geometry = boundaries.get(one.communeCode);
    if (geometry === undefined || !isPlaced(one)) return [];
    const polygons = polygonsOf(geometry);
    if (containsPoint(polygons, one.lon, one.lat)) return [];
    const stretch = Math.cos((one.lat * Math.PI) / 180) * METRES_PER_DEGREE;
    const flat = polygons.map((rings) =>
      rings.map((ring) =>
        Float64Array.from(ring.flatMap(([lon = 0, lat = 0]) => [(lon - one.lon) * stretch, (lat - one.lat) * METRES_PER_DEGREE])),
      ),
    );
    const metres = metresToPolygons(flat, 0, 0);
    if (metres <= EDGE_METRES) return [];
    return [
      {
        ...{
          kind: 'outside-commune',
          communeCode: one.communeCode,
          serviceType: one.serviceType,
          placeIds: [placeId],
        },
        sentence: `« ${one.name ?? 'lieu sans nom'} » est placé à ${Math.round(metres)} m de ${nameOf.get(one.communeCode) ?? one.communeCode} (${one.communeCode}), sa commune selon « ${titleOf(one.sourceId)} » : il est gardé là où il est placé. Corrigez son code de commune ou ses coordonnées à la source.`,
      },
    ];
  });
}

function tellUnreadHours(idOf: ReadonlyMap<ToldPlace, string>): InventoryIssue[] {
  return [...idOf].flatMap(([one, placeId]): InventoryIssue[] => {
    if (one.hoursText === null || one.weeklyOpenMinutes !== null) return [];
    return [
      {
        ...{
          kind: 'unread-hours',
          communeCode: one.communeCode,
          serviceType: one.serviceType,
          placeIds: [placeId],
        },
        sentence: `Les horaires de « ${one.name ?? 'lieu sans nom'} » ne peuvent pas être lus dans « ${titleOf(one.sourceId)} » : « ${one.hoursText.slice(0, 80)} ». Écrivez-les comme « Mo-Fr 09:00-12:00,14:00-17:00 ».`,
      },
    ];
  });
}
