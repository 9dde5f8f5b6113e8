import type { AccessDestination, AccessMatrix } from '@maillage/domain/runs/results.ts';
import type { OfferPoint, Referential } from '../referential/referential.ts';
import { buildAccessQuery, buildStationQuery } from './access-query.ts';
import { aggregateOrigins } from './aggregate-origins.ts';
import type { AccessParameters } from './kept-results.ts';
import type { TravelTimes } from './travel-times.ts';

/** The minutes of a run, for its communes and for the origins that they come from. */
export interface ComputedAccess {
  access: AccessMatrix;
  /** `[origin × grouping]`: NaN where not collected, Infinity where out of reach. */
  originMinutes: Float32Array;
  /** Minutes of each commune to the station. */
  stationMinutes: Float32Array;
}

/** Minutes from every loaded commune to every service and to the station, in the matrix that is published. */
export async function computeAccess(options: {
  referential: Referential;
  travel: TravelTimes;
  parameters: AccessParameters;
  onProgress: (ratio: number) => void;
}): Promise<ComputedAccess> {
  const { referential, travel, parameters, onProgress } = options;
  const { communes, groupings } = referential;
  const { origins } = travel;
  const { query, groupingIndex, offerPoints } = buildAccessQuery(referential, origins, parameters);
  const ofOrigins = await travel.answer(query, onProgress);
  const typeCount = groupingIndex.length;
  const ofCommunes = aggregateOrigins({ origins, communeCount: communes.length, typeCount, ...ofOrigins });
  const placeOf = createDestinations(referential, offerPoints);
  const nearest = new Int32Array(communes.length * groupings.length).fill(-1);
  for (let commune = 0; commune < communes.length; commune++) {
    for (const [type, grouping] of groupingIndex.entries()) {
      const point = ofCommunes.pointIndex[commune * typeCount + type]!;
      if (point >= 0) nearest[commune * groupings.length + grouping] = placeOf.indexOf(point);
    }
  }
  const spread = (minutes: Float32Array) => spreadColumns(minutes, groupingIndex, groupings.length);
  const stations = await travel.answer(buildStationQuery(referential, origins, parameters), () => undefined);
  return {
    access: {
      communeCodes: communes.map((commune) => commune.code),
      serviceTypes: groupings.map((grouping) => grouping.code),
      minutes: spread(ofCommunes.minutes),
      nearest,
      destinations: placeOf.destinations,
    },
    originMinutes: spread(ofOrigins.minutes),
    stationMinutes: aggregateOrigins({ origins, communeCount: communes.length, typeCount: 1, ...stations }).minutes,
  };
}

/** `[row × asked type]` in the columns of all the groupings; NaN in those that were not asked. */
export function spreadColumns(minutes: Float32Array, groupingIndex: readonly number[], columnCount: number): Float32Array {
  const typeCount = groupingIndex.length;
  const rowCount = typeCount === 0 ? 0 : minutes.length / typeCount;
  const spread = new Float32Array(rowCount * columnCount).fill(Number.NaN);
  for (let row = 0; row < rowCount; row++)
    for (const [type, grouping] of groupingIndex.entries()) spread[row * columnCount + grouping] = minutes[row * typeCount + type]!;
  return spread;
}

/** The places that are some commune's nearest, each once by commune and name. */
export function createDestinations({ communes }: Referential, offerPoints: readonly OfferPoint[]) {
  const destinations: AccessDestination[] = [];
  const known = new Map<string, number>();
  const indexOf = (point: number): number => {
    const { communeIndex, name, lon, lat } = offerPoints[point]!;
    const communeCode = communes[communeIndex]!.code;
    const key = `${communeCode}\n${name ?? ''}`;
    const index = known.get(key) ?? destinations.push({ communeCode, name, lon, lat }) - 1;
    known.set(key, index);
    return index;
  };
  return { destinations, indexOf };
}
