import { parseWeights } from '@maillage/domain/diagnosis/need-ranking.ts';
import { NEED_COMPONENTS, type NeedIndicatorId } from '@maillage/domain/indicators/need-indicators.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { useChoices } from './use-choices.ts';

export const NORMALISATIONS = [
  { id: 'zscore', label: 'Centrée et réduite' },
  { id: 'minmax', label: 'Entre le minimum et le maximum' },
  { id: 'rank', label: 'Par rang' },
] as const;
/** What the address holds of the trial. */
export const NEED_TRIAL = ['poids', 'normalisation'] as const;

type TriedParameters = Pick<RunParameters, 'needWeights' | 'needNormalisation'>;

/** The weights of an indicator of need as the address has them, the run's own otherwise, and the question that they make. */
export function useNeedWeights(indicator: NeedIndicatorId, parameters: TriedParameters) {
  const { read, write } = useChoices();
  const components = NEED_COMPONENTS.filter((component) => component.indicator === indicator);
  const own = Object.fromEntries(components.map(({ id, weight }) => [id, parameters.needWeights[id] ?? weight]));
  const asked = parseWeights(read('poids') ?? '');
  const weights = Object.fromEntries(components.map(({ id }) => [id, boundWeight(asked[id]) ?? own[id]!]));
  const normalisation = NORMALISATIONS.find(({ id }) => id === read('normalisation'))?.id ?? parameters.needNormalisation;
  return {
    components,
    weights,
    normalisation,
    query: { weights: components.map(({ id }) => `${id}:${weights[id]}`).join(','), normalisation },
    setWeight(id: string, value: number) {
      const next = { ...weights, [id]: value };
      const isOwn = components.every((component) => next[component.id] === own[component.id]);
      write('poids', isOwn ? null : components.map((component) => `${component.id}:${next[component.id]}`).join(','));
    },
  };
}

/** A weight of the address, when it is one. */
const boundWeight = (weight: number | undefined) =>
  weight !== undefined && Number.isFinite(weight) ? Math.min(1, Math.max(0, weight)) : undefined;
