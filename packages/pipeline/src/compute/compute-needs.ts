import type { NeedSensitivity } from '@maillage/domain/diagnosis/diagnosis.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatRatioAsPercent } from '@maillage/domain/format.ts';
import {
  NEED_COMPONENTS,
  NEED_INDICATOR_LABELS,
  NEED_INDICATORS,
  type NeedIndicatorId,
} from '@maillage/domain/indicators/need-indicators.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { NeedComponentValue, NeedResult } from '@maillage/domain/runs/results.ts';
import { computeComposite } from '@maillage/engine/needs/composite.ts';
import { drawRankIntervals } from '@maillage/engine/needs/rank-intervals.ts';
import { computeSensitivity, WEIGHT_DRAWS } from '../diagnosis/compute-sensitivity.ts';
import type { CommuneValue, Referential } from '../referential/referential.ts';
import { ACCESS_KEYS, type AccessParameters, type KeptResults, pick } from './kept-results.ts';

/** The component that is measured here, and read in no file. */
const STATION_COMPONENT = 'stationMinutes';
export const NEED_KEYS = ['needWeights', 'needNormalisation', 'minimumPresentWeight'] as const;
type NeedParameters = Pick<RunParameters, (typeof NEED_KEYS)[number]>;

export interface Needs {
  needs: NeedResult[];
  components: NeedComponentValue[];
  sensitivities: NeedSensitivity[];
  /** Components that describe no commune, or describe them all alike: French sentences. */
  missing: string[];
}

/**
 * The four composite need indicators of the Département's own communes, ranked among themselves: 1 is the highest
 * need. A component that no file gives is missing for all, and its weight with it.
 */
export function computeNeeds(
  referential: Referential,
  stationMinutes: Float32Array,
  parameters: NeedParameters & AccessParameters,
  kept: KeptResults,
): Needs {
  const own = referential.communes.slice(0, referential.ownCount);
  const result: Needs = { needs: [], components: [], sensitivities: [], missing: [] };
  const valuesOf = (componentId: string): CommuneValue[] => {
    if (componentId === STATION_COMPONENT) {
      return own.map((_, index) => {
        const minutes = stationMinutes[index];
        return minutes !== undefined && Number.isFinite(minutes)
          ? { value: minutes, status: 'known', approximate: false }
          : { value: null, status: 'missing', approximate: false };
      });
    }
    const given = referential.indicators.get(componentId);
    return own.map((_, index) => given?.[index] ?? { value: null, status: 'missing', approximate: false });
  };
  for (const indicator of NEED_INDICATORS) {
    const components = NEED_COMPONENTS.filter((component) => component.indicator === indicator);
    const values = components.map((component) => valuesOf(component.id));
    const weighted = components.map(({ id, weight, direction, transform }, index) => ({
      values: Float64Array.from(values[index]!, ({ value }) => value ?? Number.NaN),
      weight: parameters.needWeights[id] ?? weight,
      direction,
      transform,
    }));
    refuseZeroWeights(indicator, weighted);
    for (const [index, { label }] of components.entries())
      if (isConstant(weighted[index]!.values))
        result.missing.push(
          `La composante « ${label} » a la même valeur dans toutes les communes : elle ne les départage pas. Vérifiez son fichier.`,
        );
    result.missing.push(...tellUnknown(indicator, components, { weighted, minimumPresentWeight: parameters.minimumPresentWeight }));
    const composite = computeComposite(weighted, parameters.minimumPresentWeight, parameters.needNormalisation);
    const { needNormalisation: normalisation, minimumPresentWeight } = parameters;
    const weights = weighted.map(({ weight }) => weight);
    const minutesOfStations = components.some(({ id }) => id === STATION_COMPONENT) ? pick(parameters, ACCESS_KEYS) : null;
    // What one indicator owes to its weights depends on no other indicator.
    const given = { weights, normalisation, minimumPresentWeight, minutesOfStations };
    const intervals = kept.keep(`ranks.${indicator}`, given, () =>
      drawRankIntervals({ componentScores: composite.componentScores, baseRank: composite.rank, ...WEIGHT_DRAWS }),
    );
    const componentIds = components.map(({ id }) => id);
    result.sensitivities.push(
      kept.keep(`sensitivity.${indicator}`, given, () =>
        computeSensitivity({ indicator, componentIds, components: weighted, base: composite, normalisation, minimumPresentWeight }),
      ),
    );
    for (const [index, commune] of own.entries()) {
      const score = composite.score[index]!;
      result.needs.push({
        communeCode: commune.code,
        indicator,
        score: Number.isNaN(score) ? null : score,
        rank: composite.rank[index] === 0 ? null : composite.rank[index]!,
        missingWeightRatio: composite.missingWeightRatio[index]!,
        rankLow: intervals.low[index] || null,
        rankHigh: intervals.high[index] || null,
        classChangeRatio: Number.isNaN(intervals.classChangeRatio[index]) ? null : intervals.classChangeRatio[index]!,
      });
    }
    for (const [position, { id }] of components.entries()) {
      for (const [index, commune] of own.entries()) {
        const { value, status } = values[position]![index]!;
        result.components.push({ communeCode: commune.code, componentId: id, value, status });
      }
    }
  }
  const order = (a: { communeCode: string }, b: { communeCode: string }) =>
    a.communeCode < b.communeCode ? -1 : a.communeCode > b.communeCode ? 1 : 0;
  result.needs.sort(order);
  return result;
}

/** Throws `parameters-invalid` when no component of the indicator weighs anything. */
export function refuseZeroWeights(indicator: NeedIndicatorId, components: readonly { weight: number }[]): void {
  if (components.some(({ weight }) => weight > 0)) return;
  throw new DomainError(
    'parameters-invalid',
    `Les poids de l’indicateur « ${NEED_INDICATOR_LABELS[indicator]} » sont tous nuls : donnez un poids à au moins une composante (paramètre « Poids d’une composante de besoin »).`,
    { indicator },
  );
}

/** The components that no source describes in any commune, and what their indicator loses with them: a French sentence, or none. */
function tellUnknown(
  indicator: NeedIndicatorId,
  components: readonly { label: string }[],
  { weighted, minimumPresentWeight }: { weighted: readonly { values: Float64Array; weight: number }[]; minimumPresentWeight: number },
): string[] {
  const unknown = [...components.keys()].filter(
    (index) => weighted[index]!.weight > 0 && weighted[index]!.values.every((value) => Number.isNaN(value)),
  );
  if (unknown.length === 0 || weighted.every(({ values }) => values.length === 0)) return [];
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const lostRatio = unknown.reduce((sum, index) => sum + weighted[index]!.weight, 0) / total;
  const names = unknown.map((index) => `« ${components[index]!.label} »`).join(', ');
  const consequence =
    1 - lostRatio < minimumPresentWeight - 1e-9 ? 'L’indicateur n’est pas calculé.' : 'L’indicateur est calculé sans ce poids.';
  return [
    `Besoin « ${NEED_INDICATOR_LABELS[indicator]} » : aucune source ne donne ${names}, soit ${formatRatioAsPercent(lostRatio, 0)} du poids. ${consequence} Déposez un fichier qui les donne (page « Données »), ou donnez-leur un poids nul (paramètre « Poids d’une composante de besoin »).`,
  ];
}

function isConstant(values: Float64Array): boolean {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length > 1 && known.every((value) => value === known[0]);
}
