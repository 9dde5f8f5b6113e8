import { DomainError } from '@maillage/domain/errors.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { CentreResult } from '@maillage/domain/runs/results.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { findAttraction } from '@maillage/engine/centres/attraction.ts';
import { type CentreLevels, findCentreLevels } from '@maillage/engine/centres/centre-levels.ts';
import type { Referential } from '../referential/referential.ts';
import { reachOf } from './reach.ts';
import type { TravelTimes } from './travel-times.ts';

export const CENTRE_LEVELS = [0, 1, 2, 3, 4] as const;

/** The levels of every loaded commune: as computed, and as decided where partners have decided otherwise. */
export interface RatedCentres extends CentreLevels {
  computedLevel: Uint8Array;
}

/** Levels from the offer of every loaded commune; null when nothing of the offer is known. Throws `parameters-invalid`. */
export function rateCentres(
  referential: Referential,
  facilityCounts: Uint32Array,
  parameters: Pick<RunParameters, 'centreRule' | 'centreOverrides'>,
): RatedCentres | null {
  const { communes, groupings } = referential;
  if (!groupings.some((grouping) => grouping.collected)) return null;
  const found = findCentreLevels({
    facilityCounts,
    groupingRange: Uint8Array.from(groupings, (grouping) => SERVICE_RANGES.indexOf(grouping.range)),
    groupingCollected: Uint8Array.from(groupings, (grouping) => Number(grouping.collected)),
    rule: parameters.centreRule,
  });
  const level = found.level.slice();
  const indexOf = new Map(communes.map(({ code }, index) => [code, index]));
  for (const { communeCode, level: decided } of parameters.centreOverrides) {
    const index = indexOf.get(communeCode);
    if (index === undefined)
      throw new DomainError(
        'parameters-invalid',
        `Les paramètres donnent un niveau de pôle à la commune « ${communeCode} », qui n’existe pas dans la géographie de ce calcul : corrigez son code dans « centreOverrides ».`,
        { communeCode },
      );
    level[index] = decided;
  }
  return { ...found, level, computedLevel: found.level };
}

/**
 * The network of centres: levels from the offer of every loaded commune, so that a town beyond the limit attracts too.
 * Only the Département's own communes are returned. Empty when nothing of the offer is known.
 */
export function computeCentres(
  { communes, ownCount }: Referential,
  rated: RatedCentres | null,
  travel: Pick<TravelTimes, 'minutesToCentre' | 'farthestKm'>,
): CentreResult[] {
  if (rated === null) return [];
  const { level, score, servicesCount } = rated;
  const { attractedTo, attractedMinutes } = findAttraction({
    ...{ level, score, minutesBetween: travel.minutesToCentre, askedCount: ownCount },
    reach: reachOf(communes, travel),
  });
  return communes.slice(0, ownCount).map((commune, index) => {
    const centre = communes[attractedTo[index]!];
    return {
      communeCode: commune.code,
      level: CENTRE_LEVELS[level[index]!] ?? 0,
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
