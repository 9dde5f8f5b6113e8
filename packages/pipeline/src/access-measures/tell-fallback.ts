import type { Fallback } from '@maillage/domain/accessibility/fallback.ts';
import type { Choice } from '../compute/compute-choice.ts';
import type { Referential } from '../referential/referential.ts';

/** The second nearest place of each own commune, as it is published. */
export function tellFallback(
  { communes, ownCount, groupings }: Referential,
  { second, secondPlace, destinations }: Pick<Choice, 'second' | 'secondPlace' | 'destinations'>,
): Fallback {
  const cellCount = ownCount * groupings.length;
  return {
    communeCodes: communes.slice(0, ownCount).map(({ code }) => code),
    serviceTypes: groupings.map(({ code }) => code),
    minutes: Array.from(second.subarray(0, cellCount), (value) => (Number.isFinite(value) ? Math.round(value * 100) / 100 : null)),
    place: Array.from(secondPlace.subarray(0, cellCount)),
    places: destinations.map(({ communeCode, name, lon = 0, lat = 0 }) => ({ communeCode, name, lon, lat })),
    emptyReasons: {},
  };
}
