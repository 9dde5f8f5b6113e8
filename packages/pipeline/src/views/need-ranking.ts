import type { NeedRanking } from '@maillage/domain/diagnosis/need-ranking.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { NEED_COMPONENTS, type NeedIndicatorId } from '@maillage/domain/indicators/need-indicators.ts';
import { computeComposite, type Normalisation } from '@maillage/engine/needs/composite.ts';
import { refuseZeroWeights } from '../compute/compute-needs.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

/**
 * An indicator of the run with other weights and another normalisation, from the values that the run published; components
 * left out of `weights` keep the weight of the run. Throws `parameters-invalid` for an unknown component, or weights that are all zero.
 */
export function rankNeed(
  run: IndexedRun,
  options: { indicator: NeedIndicatorId; weights: Record<string, number>; normalisation: Normalisation | null },
): NeedRanking {
  const { indicator, weights, normalisation } = options;
  const { parameters } = run.facts.manifest;
  const components = NEED_COMPONENTS.filter((component) => component.indicator === indicator);
  const unknown = Object.keys(weights).find((id) => !components.some((component) => component.id === id));
  if (unknown !== undefined)
    throw new DomainError(
      'parameters-invalid',
      `« ${unknown} » n’est pas une composante de cet indicateur. Ses composantes : ${components.map(({ id }) => id).join(', ')}.`,
      { indicator, componentId: unknown },
    );
  const weighted = components.map(({ id, weight, direction, transform }) => ({
    values: Float64Array.from(run.ownCommunes, ({ code }) => run.needComponents.get(rowKey(code, id))?.value ?? Number.NaN),
    weight: weights[id] ?? parameters.needWeights[id] ?? weight,
    direction,
    transform,
  }));
  refuseZeroWeights(indicator, weighted);
  const { score, rank, missingWeightRatio } = computeComposite(
    weighted,
    parameters.minimumPresentWeight,
    normalisation ?? parameters.needNormalisation ?? 'zscore',
  );
  return run.ownCommunes.map(({ code }, index) => {
    const published = run.needs.get(rowKey(code, indicator));
    return {
      communeCode: code,
      score: Number.isNaN(score[index]) ? null : score[index]!,
      rank: rank[index] || null,
      publishedRank: published?.rank ?? null,
      publishedRankLow: published?.rankLow ?? null,
      publishedRankHigh: published?.rankHigh ?? null,
      missingWeightRatio: missingWeightRatio[index]!,
    };
  });
}
