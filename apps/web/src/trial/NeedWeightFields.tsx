import { formatNumber } from '@maillage/domain/format.ts';
import type { NeedIndicatorId } from '@maillage/domain/indicators/need-indicators.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { RangeField } from '../ui/RangeField.tsx';
import { useNeedWeights } from './need-weights.ts';

/** One slider for each component of an indicator of need. */
export function NeedWeightFields({ indicator, parameters }: { indicator: NeedIndicatorId; parameters: RunParameters }) {
  const { components, weights, setWeight } = useNeedWeights(indicator, parameters);
  return components.map(({ id, label }) => (
    <RangeField
      key={id}
      {...{ label, min: 0, max: 1, step: 0.05 }}
      value={weights[id]!}
      text={(weight) => formatNumber(weight, 2)}
      onChange={(value) => setWeight(id, value)}
    />
  ));
}
