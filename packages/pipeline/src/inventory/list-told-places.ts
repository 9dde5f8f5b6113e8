import type { PositionQuality, ServiceChannel } from '@maillage/domain/sources/records.ts';
import { boxOf, containsPoint, polygonsOf } from '../referential/geometry.ts';
import type { Referential } from '../referential/referential.ts';

/** A place as one source tells it, in the communes of today. */
export interface ToldPlace {
  sourceId: string;
  sourceKey: string | null;
  siret: string | null;
  finess: string | null;
  serviceType: string;
  name: string | null;
  communeCode: string;
  address: string | null;
  lon: number | null;
  lat: number | null;
  positionQuality: PositionQuality;
  channel: ServiceChannel;
  weeklyOpenMinutes: number | null;
  hoursText: string | null;
  telephone: string | null;
  count: number;
}

const FRANCE_SERVICES = 'A128';
export const STATION = 'station';
export const USER_LIST = 'lieux-utilisateur';
/** Whose word is taken first for each field: the user's own list, which mends the others, then those who run the place. */
const SOURCE_ORDER = [
  ...[USER_LIST, 'anct-france-services', 'public-counters', 'health-places', 'inclusion-services', 'sncf-gares'],
  ...['bpe-located', 'bpe-counts'],
];
const nothing = { siret: null, finess: null, address: null, weeklyOpenMinutes: null, hoursText: null, telephone: null } as const;

/** A record of the facilities base, which counts each room, court or practitioner on its own. */
export const isFacilityCount = ({ sourceId }: ToldPlace) => sourceId.startsWith('bpe-');

/** A number of facilities in a commune, none of which has a name nor an address. */
export const isCountWithoutPlace = (told: ToldPlace) =>
  isFacilityCount(told) && told.lon === null && (told.name === null || told.count > 1);

export function isPlaced(told: ToldPlace): told is ToldPlace & { lon: number; lat: number } {
  return told.lon !== null && told.lat !== null && (told.positionQuality === 'address' || told.positionQuality === 'street');
}

/** Everything that the sources tell of the Département's own communes: the same list whatever the order of the files. */
export function listToldPlaces(referential: Referential): ToldPlace[] {
  const { communes, ownCount, offer, offerLocated, franceServices, servicePlaces, stations, boundaries } = referential;
  const own = communes.slice(0, ownCount);
  const isOwn = new Set(own.map(({ code }) => code));
  const facilities = offer
    .filter(({ communeIndex }) => communeIndex < ownCount)
    .map((point): ToldPlace => {
      const commune = communes[point.communeIndex]!;
      const placed = point.lon !== commune.lon || point.lat !== commune.lat;
      return {
        ...nothing,
        ...{
          sourceId: offerLocated ? 'bpe-located' : 'bpe-counts',
          sourceKey: null,
          serviceType: point.facilityType,
          name: point.name,
          communeCode: commune.code,
        },
        ...(placed ? { lon: point.lon, lat: point.lat, positionQuality: 'address' } : { lon: null, lat: null, positionQuality: 'commune' }),
        ...{ channel: 'site', count: point.facilityCount },
      };
    });
  const franceServicesPlaces = franceServices
    .filter(({ communeCode }) => isOwn.has(communeCode))
    .map(
      (site): ToldPlace => ({
        ...nothing,
        ...{ sourceId: 'anct-france-services', sourceKey: site.id, serviceType: FRANCE_SERVICES, name: site.name },
        ...{ communeCode: site.communeCode, address: site.address, lon: site.lon, lat: site.lat, telephone: site.telephone },
        positionQuality: site.lon === null ? 'unknown' : 'address',
        channel: /itin|bus/i.test(site.format ?? '') ? 'itinerant' : 'site',
        ...{ weeklyOpenMinutes: site.weeklyOpenMinutes, count: 1 },
      }),
    );
  const others = servicePlaces.filter(({ communeCode }) => isOwn.has(communeCode)).map((place): ToldPlace => ({ ...place, count: 1 }));
  const shapes = own.flatMap(({ code }) => {
    const geometry = boundaries.get(code);
    return geometry === undefined ? [] : [{ code, polygons: polygonsOf(geometry), box: boxOf(geometry) }];
  });
  const stationPlaces = stations.flatMap(({ code, name, lon, lat }): ToldPlace[] => {
    const commune = shapes.find(
      ({ polygons, box }) =>
        lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north && containsPoint(polygons, lon, lat),
    );
    if (commune === undefined) return [];
    const base = { ...nothing, sourceId: 'sncf-gares', sourceKey: code, serviceType: STATION, name, communeCode: commune.code };
    return [{ ...base, lon, lat, positionQuality: 'address', channel: 'site', count: 1 }];
  });
  const rank = ({ sourceId }: ToldPlace) => SOURCE_ORDER.indexOf(sourceId);
  const key = ({ sourceKey, name }: ToldPlace) => `${sourceKey ?? ''} ${name ?? ''}`;
  return [...facilities, ...franceServicesPlaces, ...others, ...stationPlaces].sort(
    (a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0),
  );
}
