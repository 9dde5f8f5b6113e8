import type { NearestPlaces } from '@maillage/engine/travel/k-nearest-places.ts';
import type { OfferPoint, Referential } from '../referential/referential.ts';
import { buildAccessQuery, sliceOwnOrigins } from './access-query.ts';
import { aggregateOrigins } from './aggregate-origins.ts';
import { spreadColumns } from './compute-access.ts';
import type { AccessParameters } from './kept-results.ts';
import type { TravelTimes } from './travel-times.ts';

/**
 * Minutes of each commune to the second and the third nearest place, `[commune × grouping]`: NaN not collected, Infinity none in reach, or a commune
 * beyond the limit: its choice is not asked for.
 */
export interface Choice {
  second: Float32Array;
  third: Float32Array;
}

/** A resident who can choose has three places at hand. */
const CHOICE_COUNT = 3;

/** What remains within reach when the nearest place closes, and what makes a choice. */
export async function computeChoice(input: {
  referential: Referential;
  travel: TravelTimes;
  parameters: AccessParameters;
}): Promise<Choice> {
  const { referential, travel, parameters } = input;
  const { communes, ownCount, groupings } = referential;
  const { origins } = travel;
  const { query, groupingIndex, offerPoints } = buildAccessQuery(referential, origins, parameters);
  const own = sliceOwnOrigins(query, ownCount);
  const next = readNextNearest(await travel.answerSeveral(own, CHOICE_COUNT), offerPoints);
  const ofOwn = { communeIndex: own.originCommune, weight: origins.weight.subarray(0, own.originCommune.length) };
  const ofCommunes = (minutes: Float32Array) => {
    // Any place stands for one that is reached: only the minutes are kept.
    const pointIndex = Int32Array.from(minutes, (value) => (value === Infinity ? -1 : 0));
    const typeCount = groupingIndex.length;
    const aggregated = aggregateOrigins({ origins: ofOwn, communeCount: communes.length, typeCount, minutes, pointIndex });
    return spreadColumns(aggregated.minutes, groupingIndex, groupings.length);
  };
  return { second: ofCommunes(next.second), third: ofCommunes(next.third) };
}

/** The second and the third nearest place of each origin and type: several facilities at one spot are as many places. */
function readNextNearest({ k, minutes, pointIndex }: NearestPlaces, offerPoints: readonly OfferPoint[]): Choice {
  const cellCount = minutes.length / k;
  const found: Choice = { second: new Float32Array(cellCount).fill(Infinity), third: new Float32Array(cellCount).fill(Infinity) };
  for (let cell = 0; cell < cellCount; cell++) {
    let placeCount = 0;
    for (let slot = 0; slot < k && placeCount < CHOICE_COUNT; slot++) {
      const point = pointIndex[cell * k + slot]!;
      if (point === -1) break;
      const before = placeCount;
      placeCount += offerPoints[point]!.facilityCount;
      if (before < 2 && placeCount >= 2) found.second[cell] = minutes[cell * k + slot]!;
      if (placeCount >= CHOICE_COUNT) found.third[cell] = minutes[cell * k + slot]!;
    }
  }
  return found;
}
