import { ACCESS_PROFILES, type AccessProfile, type ProfileAccess } from '@maillage/domain/accessibility/access-measures.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { shareBeyond, weightedMean, weightedQuantile } from '@maillage/engine/statistics/weighted-minutes.ts';
import { kNearestPlaces } from '@maillage/engine/travel/k-nearest-places.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { buildAccessQuery } from '../compute/access-query.ts';
import { spreadColumns } from '../compute/compute-access.ts';
import type { AccessParameters } from '../compute/kept-results.ts';
import { centreOrigins } from '../compute/origins.ts';
import { listGreyScopes } from '../grey-zones/grey-scopes.ts';

/** 4.8 km/h over a path 1.3 times as long as the straight line (methods §5.1). */
const WALK_MODEL = { minutesAtOneKm: (60 * 1.3) / 4.8, exponent: 1 };

/** The share of each commune's people who are of the profile, as an indicator; null for everybody. */
const PROFILE_INDICATORS: Record<AccessProfile, { indicatorId: string; missing: string } | null> = {
  all: null,
  over75: { indicatorId: 'over75', missing: 'Aucune source ne donne la part des 75 ans et plus.' },
  children: { indicatorId: 'under15', missing: 'Aucune source ne donne la part des moins de 15 ans.' },
  'without-car': { indicatorId: 'withoutCar', missing: 'Aucune source ne donne la part des ménages sans voiture.' },
};

/** How each range, theme, basket and service is reached by each profile that the sources describe. */
export function computeProfiles(
  input: Pick<ChapterInput, 'referential' | 'computed'> & {
    parameters: Pick<ChapterInput['parameters'], 'themes' | 'baskets' | 'accessThresholdsMinutes'>;
  },
  walked: Float32Array,
): { profiles: ProfileAccess[]; missingProfiles: Record<string, string> } {
  const { referential, computed, parameters } = input;
  const { communes, ownCount, groupings, indicators } = referential;
  const own = communes.slice(0, ownCount);
  const columnOf = new Map(groupings.map(({ code }, column) => [code, column]));
  const scopes = listGreyScopes(groupings, parameters).filter(({ serviceTypes }) => serviceTypes.length > 0);
  const rangeOf = new Map(groupings.map(({ code, range }) => [code, range]));
  const profiles: ProfileAccess[] = [];
  const missingProfiles: Record<string, string> = {};
  for (const profile of ACCESS_PROFILES) {
    const described = PROFILE_INDICATORS[profile];
    const shares = described === null ? undefined : indicators.get(described.indicatorId);
    if (described !== null && (shares === undefined || shares.slice(0, ownCount).every(({ value }) => value === null))) {
      missingProfiles[profile] = described.missing;
      continue;
    }
    const weights = Float64Array.from(own, ({ populationCount }, row) =>
      populationCount === null ? 0 : populationCount * (shares === undefined ? 1 : (shares[row]?.value ?? 0)),
    );
    const minutes = profile === 'without-car' ? walked : computed.access.minutes.subarray(0, ownCount * groupings.length);
    for (const scope of scopes) {
      const columns = scope.serviceTypes.map((code) => columnOf.get(code)!);
      const ofCommunes = Float64Array.from(own, (_, row) => meanReached(minutes, row * groupings.length, columns));
      // The thresholds of the most common range of the scope.
      const range = SERVICE_RANGES.find((one) => scope.serviceTypes.some((code) => rangeOf.get(code) === one)) ?? 'proximity';
      profiles.push(
        summarise({ scopeId: scope.id, profile, minutes: ofCommunes, weights, thresholds: parameters.accessThresholdsMinutes[range] }),
      );
    }
  }
  return { profiles, missingProfiles };
}

function summarise(given: {
  scopeId: string;
  profile: AccessProfile;
  minutes: Float64Array;
  weights: Float64Array;
  thresholds: readonly number[];
}): ProfileAccess {
  const { scopeId, profile, minutes, weights, thresholds } = given;
  const { mean, unreachableWeight } = weightedMean(minutes, weights);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);
  return {
    ...{ scopeId, profile, meanMinutes: mean },
    medianMinutes: finite(weightedQuantile(minutes, weights, 0.5)),
    p90Minutes: finite(weightedQuantile(minutes, weights, 0.9)),
    beyond: thresholds.flatMap((threshold) => {
      const shareRatio = shareBeyond(minutes, weights, threshold);
      return shareRatio === null ? [] : [{ minutes: threshold, shareRatio }];
    }),
    unreachableShareRatio: total === 0 ? null : unreachableWeight / total,
  };
}

/** Mean over the services of the scope that are reached; Infinity when none is. */
export function meanReached(minutes: Float32Array, row: number, columns: readonly number[]): number {
  let sum = 0;
  let count = 0;
  for (const column of columns) {
    const value = minutes[row + column]!;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Infinity : sum / count;
}

/** Minutes on foot from the centre of each own commune, estimated; 0 for a service of the commune, as by car. */
export function walkMinutes({
  referential,
  parameters,
}: Pick<ChapterInput, 'referential'> & { parameters: AccessParameters }): Float32Array {
  const { communes, ownCount, groupings } = referential;
  const { query, groupingIndex } = buildAccessQuery(referential, centreOrigins(communes.slice(0, ownCount)), parameters);
  const { minutes } = kNearestPlaces({ ...query, model: WALK_MODEL }, 1);
  return spreadColumns(minutes, groupingIndex, groupings.length);
}
