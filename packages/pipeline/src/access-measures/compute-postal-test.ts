import type { AccessMeasures } from '@maillage/domain/accessibility/access-measures.ts';
import { equivalentTypes } from '@maillage/sources/bpe/code-changes.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';

/** At most this share of the people may be both farther than 5 km and longer than 20 minutes by car (law of 2 July 1990, art. 6). */
const LIMIT = { ratio: 0.1, km: 5, minutes: 20 };
/** Metres walked in a minute, as the minutes on foot are counted. */
const KM_PER_WALKED_MINUTE = 0.08;
const POST_OFFICE = 'A206';

/** The test of the postal contact points; null when they are not collected. Distances are 1.3 times the straight line. */
export function computePostalTest(input: ChapterInput, walked: Float32Array): AccessMeasures['postal'] {
  const { communes, ownCount, groupings } = input.referential;
  const codes = new Set(equivalentTypes(POST_OFFICE, null));
  const column = groupings.findIndex(({ collected, facilityTypes }) => collected && facilityTypes.some((type) => codes.has(type)));
  if (column === -1) return null;
  let far = 0;
  let everybody = 0;
  for (let row = 0; row < ownCount; row++) {
    const people = communes[row]!.populationCount ?? 0;
    const cell = row * groupings.length + column;
    everybody += people;
    if (input.computed.access.minutes[cell]! > LIMIT.minutes && walked[cell]! * KM_PER_WALKED_MINUTE > LIMIT.km) far += people;
  }
  if (everybody === 0) return null;
  const farShareRatio = far / everybody;
  return { farPopulationCount: far, farShareRatio, limitRatio: LIMIT.ratio, respected: farShareRatio <= LIMIT.ratio };
}
