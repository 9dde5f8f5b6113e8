import type { NeedSensitivity } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { NeedIndicatorId } from '@maillage/domain/indicators/need-indicators.ts';
import { type Composite, type CompositeComponent, computeComposite, type Normalisation } from '@maillage/engine/needs/composite.ts';
import { spearmanCorrelation } from '@maillage/engine/statistics/agreement.ts';
import { pearsonCorrelation } from '@maillage/engine/statistics/correlation.ts';

/** Draws of weights, and the seed that fixes them for ever. */
export const WEIGHT_DRAWS = { drawCount: 1000, seed: 62 } as const;
const NORMALISATIONS: readonly Normalisation[] = ['zscore', 'minmax', 'rank'];

/** What the ranking of one indicator becomes without each component and under the other normalisations; which components repeat each other. */
export function computeSensitivity(options: {
  indicator: NeedIndicatorId;
  componentIds: readonly string[];
  components: readonly CompositeComponent[];
  base: Composite;
  normalisation: Normalisation;
  minimumPresentWeight: number;
}): NeedSensitivity {
  const { indicator, componentIds, components, base, normalisation, minimumPresentWeight } = options;
  const present = [...components.keys()].filter((index) => components[index]!.values.some((value) => !Number.isNaN(value)));
  const against = ({ score }: Composite) => correlateRanks(base.score, score);
  return {
    indicator,
    ...WEIGHT_DRAWS,
    withoutComponent: present.map((left) => {
      const others = present.filter((index) => index !== left).map((index) => components[index]!);
      const weighs = others.some(({ weight }) => weight > 0);
      return {
        componentId: componentIds[left]!,
        correlation: weighs ? against(computeComposite(others, minimumPresentWeight, normalisation)) : null,
      };
    }),
    withNormalisation: NORMALISATIONS.filter((other) => other !== normalisation).map((other) => ({
      normalisation: other,
      correlation: against(computeComposite(components, minimumPresentWeight, other)),
    })),
    correlations: present.flatMap((first, position) =>
      present.slice(position + 1).map((second) => ({
        ...{ first: componentIds[first]!, second: componentIds[second]! },
        correlation: pearsonCorrelation(base.componentScores[first]!, base.componentScores[second]!),
      })),
    ),
  };
}

function correlateRanks(a: Float64Array, b: Float64Array): number | null {
  const both = [...a.keys()].filter((index) => !Number.isNaN(a[index]) && !Number.isNaN(b[index]));
  if (both.length < 3) return null;
  return spearmanCorrelation(
    Float64Array.from(both, (index) => a[index]!),
    Float64Array.from(both, (index) => b[index]!),
  );
}
