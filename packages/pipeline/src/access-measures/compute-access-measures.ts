import type { AccessMeasures, BorderEffect, ServiceChoice } from '@maillage/domain/accessibility/access-measures.ts';
import type { Catchments } from '@maillage/domain/accessibility/catchments.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { weightedMean } from '@maillage/engine/statistics/weighted-minutes.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { buildAccessQuery, sliceOwnOrigins } from '../compute/access-query.ts';
import { aggregateOrigins } from '../compute/aggregate-origins.ts';
import { countFacilities } from '../compute/compute-centres.ts';
import { ACCESS_KEYS, type AccessParameters, pick } from '../compute/kept-results.ts';
import type { Referential } from '../referential/referential.ts';
import { type CommunePairs, listCommunePairs } from './commune-pairs.ts';
import { computeCatchments } from './compute-catchments.ts';
import { computeEquity } from './compute-equity.ts';
import { computePostalTest } from './compute-postal-test.ts';
import { computeProfiles, walkMinutes } from './compute-profiles.ts';

/** How far pairs of communes are looked for. */
const PAIR_KEYS = ['accessThresholdsMinutes', 'catchment', 'apl'] as const;
const NO_OFFER = 'Aucun équipement n’est recensé : il n’y a pas d’accès à mesurer.';

/** For whom, with what choice, how equally, with what competition: access beyond the nearest service. */
export async function computeAccessMeasures(input: ChapterInput): Promise<{ accessMeasures: AccessMeasures; catchments: Catchments }> {
  const { referential, parameters, kept, computed, choice, travel } = input;
  const pairs = kept.keep('pairs', pick(parameters, PAIR_KEYS), ({ accessThresholdsMinutes, catchment, apl }) => {
    const others = Math.max(...catchment.bandMinutes, ...apl.bandMinutes);
    return listCommunePairs({ referential, travel }, { own: Math.max(others, ...Object.values(accessThresholdsMinutes).flat()), others });
  });
  const walked = kept.keep('walked', pick(parameters, ACCESS_KEYS), (chosen) => walkMinutes({ referential, parameters: chosen }));
  const { profiles, missingProfiles } = kept.keep(
    'profiles',
    pick(parameters, ['themes', 'baskets', 'accessThresholdsMinutes', ...ACCESS_KEYS]),
    (chosen) => computeProfiles({ referential, computed, parameters: chosen }, walked),
  );
  const equity = kept.keep('equity', pick(parameters, ACCESS_KEYS), () => computeEquity(input));
  const withoutPeople = referential.communes.slice(0, referential.ownCount).filter(({ populationCount }) => populationCount === null);
  const accessMeasures: AccessMeasures = {
    ...{ profiles, missingProfiles, equity },
    choice: kept.keep('choice-figures', pick(parameters, [...PAIR_KEYS, ...ACCESS_KEYS]), (chosen) =>
      computeChoiceFigures({ referential, choice, parameters: chosen }, pairs),
    ),
    postal: computePostalTest(input, walked),
    border: await kept.keep('border', pick(parameters, ACCESS_KEYS), (chosen) =>
      computeBorderEffects({ referential, computed, travel, parameters: chosen }),
    ),
    notes:
      withoutPeople.length === 0
        ? []
        : [
            `${withoutPeople.length === 1 ? '1 commune n’a' : `${withoutPeople.length} communes n’ont`} pas de population connue (${withoutPeople
              .slice(0, 5)
              .map(({ name, code }) => `${name} (${code})`)
              .join(
                ', ',
              )}) : ${withoutPeople.length === 1 ? 'elle ne pèse' : 'elles ne pèsent'} dans aucune moyenne. Ajoutez un fichier de populations.`,
          ],
    emptyReasons: {
      ...(profiles.length === 0 ? { 'access-profiles': NO_OFFER } : {}),
      ...(equity.length === 0 ? { equity: NO_OFFER } : {}),
    },
  };
  const catchments = kept.keep('catchments', pick(parameters, PAIR_KEYS), (chosen) =>
    computeCatchments({ referential, parameters: chosen }, pairs),
  );
  return { accessMeasures, catchments };
}

/** The next nearest places by the run's own minutes, and how many are at hand from commune to commune. */
function computeChoiceFigures(
  {
    referential,
    choice,
    parameters,
  }: Pick<ChapterInput, 'referential' | 'choice'> & { parameters: Pick<RunParameters, 'accessThresholdsMinutes'> },
  pairs: CommunePairs,
): ServiceChoice[] {
  const { communes, ownCount, groupings } = referential;
  const weights = Float64Array.from(communes.slice(0, ownCount), ({ populationCount }) => populationCount ?? 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const atHand = countAtHand(referential, pairs, parameters);
  return groupings.flatMap(({ code, label, range, collected }, column): ServiceChoice[] => {
    if (!collected || total === 0) return [];
    const columnOf = (minutes: Float32Array) => Float32Array.from(weights, (_, row) => minutes[row * groupings.length + column]!);
    return [
      {
        ...{ serviceType: code, label },
        secondMeanMinutes: weightedMean(columnOf(choice.second), weights).mean,
        thirdMeanMinutes: weightedMean(columnOf(choice.third), weights).mean,
        within: parameters.accessThresholdsMinutes[range].map((minutes, threshold) => {
          const counts = atHand[threshold]!;
          let places = 0;
          let withThree = 0;
          for (let row = 0; row < ownCount; row++) {
            const count = counts[row * groupings.length + column]!;
            places += count * weights[row]!;
            if (count >= 3) withThree += weights[row]!;
          }
          return { minutes, meanCount: places / total, threeShareRatio: withThree / total };
        }),
      },
    ];
  });
}

/** Places within each threshold of their range, `[threshold][own commune × grouping]`. */
function countAtHand(
  referential: Referential,
  pairs: CommunePairs,
  { accessThresholdsMinutes }: Pick<ChapterInput['parameters'], 'accessThresholdsMinutes'>,
): Uint32Array[] {
  const { communes, ownCount, groupings } = referential;
  const counts = countFacilities(referential);
  // Most communes hold a few of the services: only those are gone through.
  const held = communes.map((_, row) => [...groupings.keys()].filter((column) => counts[row * groupings.length + column]! > 0));
  const thresholds = groupings.map(({ range }) => accessThresholdsMinutes[range]);
  const width = Math.max(...Object.values(accessThresholdsMinutes).map(({ length }) => length));
  const atHand = Array.from({ length: width }, () => new Uint32Array(ownCount * groupings.length));
  for (let row = 0; row < ownCount; row++)
    for (let pair = pairs.first[row]!; pair < pairs.first[row + 1]!; pair++) {
      const target = pairs.target[pair]!;
      const minutes = pairs.minutes[pair]!;
      for (const column of held[target]!) {
        const limits = thresholds[column]!;
        for (let threshold = 0; threshold < limits.length; threshold++)
          if (minutes <= limits[threshold]!)
            atHand[threshold]![row * groupings.length + column]! += counts[target * groupings.length + column]!;
      }
    }
  return atHand;
}

/** Who is nearer to a place beyond the limit, and the minutes as if nothing stood there. */
async function computeBorderEffects({
  referential,
  computed,
  travel,
  parameters,
}: Pick<ChapterInput, 'referential' | 'computed' | 'travel'> & { parameters: AccessParameters }): Promise<BorderEffect[]> {
  const { communes, ownCount, groupings } = referential;
  const weights = Float64Array.from(communes.slice(0, ownCount), ({ populationCount }) => populationCount ?? 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  const isOwn = new Set(communes.slice(0, ownCount).map(({ code }) => code));
  const { access } = computed;
  const inside = { ...referential, offer: referential.offer.filter(({ communeIndex }) => communeIndex < ownCount) };
  const { query, groupingIndex } = buildAccessQuery(inside, travel.origins, parameters);
  const typeCount = groupingIndex.length;
  const own = sliceOwnOrigins(query, ownCount);
  const answered = await travel.answer(own, () => undefined);
  const weight = travel.origins.weight.subarray(0, own.originCommune.length);
  const without = aggregateOrigins({
    ...{ origins: { communeIndex: own.originCommune, weight }, communeCount: ownCount, typeCount },
    ...answered,
  });
  return groupingIndex.map((column, type) => {
    const { code, label } = groupings[column]!;
    let outside = 0;
    for (const [row, weight] of weights.entries()) {
      const place = access.destinations[access.nearest[row * groupings.length + column]!];
      if (place !== undefined && !isOwn.has(place.communeCode)) outside += weight;
    }
    const minutesOf = (minutes: Float32Array, width: number, at: number) =>
      Float32Array.from(weights, (_, row) => minutes[row * width + at]!);
    return {
      ...{ serviceType: code, label, outsideShareRatio: outside / total },
      meanMinutes: weightedMean(minutesOf(access.minutes, groupings.length, column), weights).mean,
      meanMinutesInsideOnly: weightedMean(minutesOf(without.minutes, typeCount, type), weights).mean,
    };
  });
}
