import type { CentreResult } from '@maillage/domain/runs/results.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { findAttraction } from '@maillage/engine/centres/attraction.ts';
import { CENTRE_RULE, findCentreLevels } from '@maillage/engine/centres/centre-levels.ts';
import type { Referential } from '../referential/referential.ts';
import type { TravelTimes } from './travel-times.ts';

const LEVELS = [0, 1, 2, 3, 4] as const;

/**
 * The network of centres: levels from the offer of every loaded commune, so that a town beyond the limit attracts too.
 * Only the Département's own communes are returned. Empty when nothing of the offer is known.
 */
export function computeCentres(
  referential: Referential,
  facilityCounts: Uint32Array,
  minutesBetween: TravelTimes['minutesBetween'],
): CentreResult[] {
  const { communes, ownCount, groupings } = referential;
  if (!groupings.some((grouping) => grouping.collected)) return [];
  const { level, score, servicesCount } = findCentreLevels({
    facilityCounts,
    groupingRange: Uint8Array.from(groupings, (grouping) => SERVICE_RANGES.indexOf(grouping.range)),
    groupingCollected: Uint8Array.from(groupings, (grouping) => Number(grouping.collected)),
    rule: CENTRE_RULE,
  });
  const { attractedTo, attractedMinutes } = findAttraction({ level, score, minutesBetween });
  return communes.slice(0, ownCount).map((commune, index) => {
    const centre = communes[attractedTo[index]!];
    return {
      communeCode: commune.code,
      level: LEVELS[level[index]!] ?? 0,
      score: score[index]!,
      servicesCount: servicesCount[index]!,
      attractedTo: centre?.code ?? null,
      attractedMinutes: centre === undefined ? null : attractedMinutes[index]!,
    };
  });
}

/** Facilities per commune and grouping, `[commune × grouping]`: a facility of several codes of a grouping counts once for each. */
export function countFacilities({ communes, groupings, offer }: Referential): Uint32Array {
  const groupingsOfType = new Map<string, number[]>();
  for (const [index, grouping] of groupings.entries()) {
    for (const type of grouping.offerTypes) groupingsOfType.set(type, [...(groupingsOfType.get(type) ?? []), index]);
  }
  const counts = new Uint32Array(communes.length * groupings.length);
  for (const { communeIndex, facilityType, facilityCount } of offer) {
    for (const grouping of groupingsOfType.get(facilityType) ?? []) counts[communeIndex * groupings.length + grouping]! += facilityCount;
  }
  return counts;
}
