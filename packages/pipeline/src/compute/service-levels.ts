import type { ServiceLevels } from '@maillage/domain/hierarchy/hierarchy.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { ServiceResult } from '@maillage/domain/runs/results.ts';
import { SERVICE_RANGES, type ServiceRange } from '@maillage/domain/services/ranges.ts';
import { levelsByCluster, levelsByFrequency, levelsByRelativeFrequency } from '@maillage/engine/hierarchy/service-levels.ts';

/** What a rule reads of each service: `official` range, frequency, minutes and whether the vintage holds it. */
export interface RatedService {
  range: ServiceRange;
  collected: boolean;
  /** NaN when not collected. */
  frequencyRatio: number;
  /** NaN when not known. */
  meanMinutes: number;
}

/** The fixed cuts of the « quantile » rule (methods §4.1). */
const QUANTILE_CUTS = { proximity: 0.2, intermediate: 0.05 };
/** The cuts of the rule relative to the mean, when the run follows another rule. */
const RELATIVE_CUTS = { proximity: 1.25, intermediate: 0.32 };

/** Level of each service under one rule; null when not collected. Cuts are in the unit of the rule. */
export function levelsByRule(
  services: readonly RatedService[],
  rule: RunParameters['levelRule'],
  cuts: RunParameters['levelCuts'],
): (ServiceRange | null)[] {
  if (rule === 'official') return services.map(({ range, collected }) => (collected ? range : null));
  const collected = Uint8Array.from(services, (service) => Number(service.collected));
  if (!collected.includes(1)) return services.map(() => null);
  const frequency = Float64Array.from(services, (service) => (service.collected ? service.frequencyRatio : 0));
  const found =
    rule === 'cluster'
      ? levelsByCluster(
          frequency,
          Float64Array.from(services, (service) => service.meanMinutes),
          collected,
        )
      : rule === 'quantile'
        ? levelsByFrequency(frequency, collected, cuts)
        : levelsByRelativeFrequency(frequency, collected, cuts);
  return Array.from(found, (level) => SERVICE_RANGES[level] ?? null);
}

/** The level of each service under the four rules, side by side: the run's own cuts where it follows the rule. */
export function levelsByEachRule(
  services: readonly ServiceResult[],
  parameters: Pick<RunParameters, 'levelRule' | 'levelCuts'>,
): ServiceLevels[] {
  const rated = services.map(({ range, collected, frequencyRatio, meanMinutes }) => ({
    ...{ range, collected },
    frequencyRatio: frequencyRatio ?? Number.NaN,
    meanMinutes: meanMinutes ?? Number.NaN,
  }));
  const cutsOf = (rule: 'quantile' | 'relative-frequency') =>
    parameters.levelRule === rule ? parameters.levelCuts : rule === 'quantile' ? QUANTILE_CUTS : RELATIVE_CUTS;
  const quantile = levelsByRule(rated, 'quantile', cutsOf('quantile'));
  const relative = levelsByRule(rated, 'relative-frequency', cutsOf('relative-frequency'));
  const cluster = levelsByRule(rated, 'cluster', parameters.levelCuts);
  return services.map(({ serviceType, label, range }, index) => ({
    ...{ serviceType, label, official: range },
    quantile: quantile[index]!,
    'relative-frequency': relative[index]!,
    cluster: cluster[index]!,
  }));
}
