import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { AccessMatrix, ServiceResult } from '@maillage/domain/runs/results.ts';
import { appearancePopulation, frequencyOfEach, orderOfAppearance } from '@maillage/engine/hierarchy/appearance.ts';
import { weightedMean, weightedQuantile } from '@maillage/engine/statistics/weighted-minutes.ts';
import type { Referential } from '../referential/referential.ts';
import { levelsByRule } from './service-levels.ts';

/** Each service over the Département's own communes: counts, frequency, level, minutes and rank of appearance. */
export function computeServices(options: {
  referential: Referential;
  access: AccessMatrix;
  /** `[commune × grouping]` of every loaded commune. */
  facilityCounts: Uint32Array;
  parameters: Pick<RunParameters, 'levelRule' | 'levelCuts'>;
}): ServiceResult[] {
  const { referential, access, facilityCounts, parameters } = options;
  const { communes, ownCount, groupings } = referential;
  const serviceCount = groupings.length;
  const own = facilityCounts.subarray(0, ownCount * serviceCount);
  const frequency = frequencyOfEach({ facilityCounts: own, serviceCount });
  const collected = Uint8Array.from(groupings, (grouping) => Number(grouping.collected));
  // Inhabitants whose number is not known weigh nothing; the mean says so by leaving them out.
  const inhabited = [...communes.keys()].slice(0, ownCount).filter((index) => communes[index]!.populationCount !== null);
  const population = Float64Array.from(inhabited, (index) => communes[index]!.populationCount ?? 0);
  const minutesOf = groupings.map((_, column) => Float32Array.from(inhabited, (row) => access.minutes[row * serviceCount + column]!));
  const meanMinutes = Float64Array.from(minutesOf, (minutes, column) =>
    collected[column] === 0 ? Number.NaN : (weightedMean(minutes, population).mean ?? Number.NaN),
  );
  const rank = new Map(orderOfAppearance({ frequency, meanMinutes, collected }).map((service, position) => [service, position + 1]));

  const levels = levelsByRule(
    groupings.map(({ range, collected: isCollected }, column) => ({
      ...{ range, collected: isCollected },
      frequencyRatio: frequency[column]!,
      meanMinutes: meanMinutes[column]!,
    })),
    parameters.levelRule,
    parameters.levelCuts,
  );

  return groupings.map((grouping, column) => {
    const base = { serviceType: grouping.code, label: grouping.label, range: grouping.range, collected: grouping.collected };
    if (!grouping.collected) {
      const absent = {
        level: null,
        facilitiesCount: null,
        communesCount: null,
        frequencyRatio: null,
        meanMinutes: null,
        medianMinutes: null,
        p90Minutes: null,
      };
      return { ...base, ...absent, appearancePopulation: null, appearanceRank: null };
    }
    let facilitiesCount = 0;
    let communesCount = 0;
    for (let row = 0; row < ownCount; row++) {
      const count = own[row * serviceCount + column]!;
      facilitiesCount += count;
      if (count > 0) communesCount++;
    }
    const minutes = minutesOf[column]!;
    return {
      ...base,
      level: levels[column]!,
      facilitiesCount,
      communesCount,
      frequencyRatio: frequency[column]!,
      meanMinutes: finiteOrNull(meanMinutes[column]!),
      medianMinutes: finiteOrNull(weightedQuantile(minutes, population, 0.5)),
      p90Minutes: finiteOrNull(weightedQuantile(minutes, population, 0.9)),
      appearancePopulation: appearancePopulation(
        Uint8Array.from(inhabited, (row) => Number(own[row * serviceCount + column]! > 0)),
        population,
      ),
      appearanceRank: rank.get(column) ?? null,
    };
  });
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
