import { ISERE_MODEL } from '@maillage/engine/travel/estimated-minutes.ts';
import type { NearestQuery } from '@maillage/engine/travel/minutes-to-nearest.ts';
import type { OfferPoint, Referential } from '../referential/referential.ts';
import type { AccessParameters } from './kept-results.ts';
import type { Origins } from './origins.ts';

/** What the engine is asked, and how its indices read back as communes, services and places. */
export interface AccessQuery {
  query: NearestQuery;
  /** Collected groupings only, in the order of the query's types: index in `referential.groupings`. */
  groupingIndex: number[];
  /** The offer point behind each point of the query. */
  offerPoints: OfferPoint[];
}

/** From every origin to every collected grouping. Points that serve no grouping are left out. */
export function buildAccessQuery(referential: Referential, origins: Origins, parameters: AccessParameters): AccessQuery {
  const { groupings, offer } = referential;
  const pointsOfType = Map.groupBy(
    offer.map((_, index) => index),
    (index) => offer[index]!.facilityType,
  );
  const groupingIndex = groupings.flatMap((grouping, index) => (grouping.collected ? [index] : []));
  const kept = new Map<number, number>();
  const typePoints: number[] = [];
  const typeFirst = [0];
  for (const index of groupingIndex) {
    for (const type of groupings[index]!.offerTypes) {
      for (const point of pointsOfType.get(type) ?? []) {
        if (!kept.has(point)) kept.set(point, kept.size);
        typePoints.push(kept.get(point)!);
      }
    }
    typeFirst.push(typePoints.length);
  }
  const offerPoints = [...kept.keys()].map((index) => offer[index]!);
  return {
    groupingIndex,
    offerPoints,
    query: {
      ...queryOrigins(referential, origins),
      points: {
        lon: Float64Array.from(offerPoints, (point) => point.lon),
        lat: Float64Array.from(offerPoints, (point) => point.lat),
        communeIndex: Int32Array.from(offerPoints, (point) => point.communeIndex),
      },
      typeFirst: Uint32Array.from(typeFirst),
      typePoints: Uint32Array.from(typePoints),
      model: ISERE_MODEL,
      intraCommune: parameters.intraCommune,
      maxMinutes: parameters.maxMinutes,
    },
  };
}

function queryOrigins({ communes }: Referential, { lon, lat, communeIndex }: Origins) {
  return {
    originLon: lon,
    originLat: lat,
    originCommune: communeIndex,
    originAreaKm2: Float64Array.from(communeIndex, (commune) => communes[commune]!.areaKm2 ?? 0),
  };
}

/** The same question for the origins `from … to − 1` only: each origin is answered alone, so pieces give the whole. */
export function sliceOrigins(query: NearestQuery, from: number, to: number): NearestQuery {
  return {
    ...query,
    originLon: query.originLon.slice(from, to),
    originLat: query.originLat.slice(from, to),
    originCommune: query.originCommune.slice(from, to),
    originAreaKm2: query.originAreaKm2.slice(from, to),
  };
}

/** The same question for the Département's own communes only, which come first. */
export function sliceOwnOrigins(query: NearestQuery, ownCount: number): NearestQuery {
  const firstOther = query.originCommune.findIndex((commune) => commune >= ownCount);
  return firstOther === -1 ? query : sliceOrigins(query, 0, firstOther);
}

/** From every origin to the nearest station: a station is a spot of its own, never « in the commune ». */
export function buildStationQuery(referential: Referential, origins: Origins, parameters: AccessParameters): NearestQuery {
  const { stations } = referential;
  return {
    ...queryOrigins(referential, origins),
    points: {
      lon: Float64Array.from(stations, (station) => station.lon),
      lat: Float64Array.from(stations, (station) => station.lat),
      communeIndex: new Int32Array(stations.length).fill(-1),
    },
    typeFirst: Uint32Array.of(0, stations.length),
    typePoints: Uint32Array.from(stations, (_, index) => index),
    model: ISERE_MODEL,
    intraCommune: parameters.intraCommune,
    maxMinutes: parameters.maxMinutes,
  };
}
