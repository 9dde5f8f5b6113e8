import type { AccessDestination } from '@maillage/domain/runs/results.ts';
import type { NearestPlaces } from '@maillage/engine/travel/k-nearest-places.ts';
import type { OfferPoint, Referential } from '../referential/referential.ts';
import { buildAccessQuery, sliceOwnOrigins } from './access-query.ts';
import { aggregateOrigins } from './aggregate-origins.ts';
import { createDestinations, spreadColumns } from './compute-access.ts';
import type { AccessParameters } from './kept-results.ts';
import type { TravelTimes } from './travel-times.ts';

/**
 * Minutes of each commune to the second and the third nearest place, `[commune × grouping]`: NaN not collected, Infinity none in reach, or a commune
 * beyond the limit: its choice is not asked for.
 */
export interface Choice {
  second: Float32Array;
  third: Float32Array;
  /** The second place of each cell as an index of `destinations`, −1 where none. */
  secondPlace: Int32Array;
  destinations: AccessDestination[];
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
  const typeCount = groupingIndex.length;
  const ofCommunes = (minutes: Float32Array, pointIndex: Int32Array) =>
    aggregateOrigins({ origins: ofOwn, communeCount: communes.length, typeCount, minutes, pointIndex });
  // Any place stands for one that is reached: only the minutes to the third are kept.
  const anyPlace = Int32Array.from(next.third, (value) => (value === Infinity ? -1 : 0));
  const second = ofCommunes(next.second, next.secondPoint);
  const placeOf = createDestinations(referential, offerPoints);
  const secondPlace = new Int32Array(communes.length * groupings.length).fill(-1);
  for (const [cell, point] of second.pointIndex.entries()) {
    if (point < 0) continue;
    const [commune, type] = [Math.floor(cell / typeCount), cell % typeCount];
    secondPlace[commune * groupings.length + groupingIndex[type]!] = placeOf.indexOf(point);
  }
  const spread = (minutes: Float32Array) => spreadColumns(minutes, groupingIndex, groupings.length);
  return {
    second: spread(second.minutes),
    third: spread(ofCommunes(next.third, anyPlace).minutes),
    secondPlace,
    destinations: placeOf.destinations,
  };
}

interface NextNearest {
  second: Float32Array;
  secondPoint: Int32Array;
  third: Float32Array;
}

/** The second and the third nearest place of each origin and type: several facilities at one spot are as many places. */
function readNextNearest({ k, minutes, pointIndex }: NearestPlaces, offerPoints: readonly OfferPoint[]): NextNearest {
  const cellCount = minutes.length / k;
  const found: NextNearest = {
    second: new Float32Array(cellCount).fill(Infinity),
    secondPoint: new Int32Array(cellCount).fill(-1),
    third: new Float32Array(cellCount).fill(Infinity),
  };
  for (let cell = 0; cell < cellCount; cell++) {
    let placeCount = 0;
    for (let slot = 0; slot < k && placeCount < CHOICE_COUNT; slot++) {
      const point = pointIndex[cell * k + slot]!;
      if (point === -1) break;
      const before = placeCount;
      placeCount += offerPoints[point]!.facilityCount;
      if (before < 2 && placeCount >= 2) {
        found.second[cell] = minutes[cell * k + slot]!;
        found.secondPoint[cell] = point;
      }
      if (placeCount >= CHOICE_COUNT) found.third[cell] = minutes[cell * k + slot]!;
    }
  }
  return found;
}
