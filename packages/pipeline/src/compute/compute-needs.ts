import { NEED_COMPONENTS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { NeedComponentValue, NeedResult } from '@maillage/domain/runs/results.ts';
import { computeComposite } from '@maillage/engine/needs/composite.ts';
import type { CommuneValue, Referential } from '../referential/referential.ts';

export interface Needs {
  needs: NeedResult[];
  components: NeedComponentValue[];
}

/**
 * The four composite need indicators of the Département's own communes, ranked among themselves: 1 is the highest
 * need. A component that no file gives is missing for all, and its weight with it.
 */
export function computeNeeds(referential: Referential, stationMinutes: Float32Array, parameters: RunParameters): Needs {
  const own = referential.communes.slice(0, referential.ownCount);
  const result: Needs = { needs: [], components: [] };
  const valuesOf = (componentId: string): CommuneValue[] => {
    if (componentId === 'stationMinutes') {
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
    const composite = computeComposite(
      components.map(({ id, weight, direction, transform }, index) => ({
        values: Float64Array.from(values[index]!, ({ value }) => value ?? Number.NaN),
        weight: parameters.needWeights[id] ?? weight,
        direction,
        transform,
      })),
      parameters.minimumPresentWeight,
    );
    for (const [index, commune] of own.entries()) {
      const score = composite.score[index]!;
      result.needs.push({
        communeCode: commune.code,
        indicator,
        score: Number.isNaN(score) ? null : score,
        rank: composite.rank[index] === 0 ? null : composite.rank[index]!,
        missingWeightRatio: composite.missingWeightRatio[index]!,
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
