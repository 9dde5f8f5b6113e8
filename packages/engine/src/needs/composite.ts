import { assert } from '../assert.ts';
import { midRankPercentiles, minMaxScores } from '../statistics/normalise.ts';
import { standardScores } from '../statistics/standard-scores.ts';

/** How components of different units are made comparable: standard scores, place between extremes, or place in the order. */
export type Normalisation = 'zscore' | 'minmax' | 'rank';

export interface CompositeComponent {
  /** One value per commune; NaN where missing, whatever the reason. */
  values: Float64Array;
  weight: number;
  /** `plus`: more is more need; `minus`: less is more need; `both-ways`: far from the mean either way is need. */
  direction: 'plus' | 'minus' | 'both-ways';
  /** `log`: natural logarithm first; a value of 0 or less is then missing. */
  transform: 'none' | 'log';
}

export interface Composite {
  /** Weighted mean of the standard scores of the components present; NaN where too few are. Higher is more need. */
  score: Float64Array;
  /** 1 for the highest need, equal scores share the better rank; 0 where there is no score. */
  rank: Uint32Array;
  /** Share of the weights that is missing, 0 to 1. */
  missingWeightRatio: Float64Array;
  /** Normalised score of each component, turned towards need, `[component][commune]`. */
  componentScores: Float64Array[];
}

/**
 * A composite need indicator over communes: each component is normalised (by default to standard scores, with the
 * population standard deviation), turned so that high is need, and averaged with its weight over the components present. A commune whose
 * components present weigh less than `minimumPresentWeight` (share of all weights) has no score.
 * A component with no value at all is missing everywhere. Source: OECD/JRC Handbook on composite indicators (2008).
 */
export function computeComposite(
  components: readonly CompositeComponent[],
  minimumPresentWeight: number,
  normalisation: Normalisation = 'zscore',
): Composite {
  assert(components.length > 0, 'au moins une composante');
  assert(minimumPresentWeight >= 0 && minimumPresentWeight <= 1, 'part minimale entre 0 et 1');
  const communeCount = components[0]!.values.length;
  const totalWeight = components.reduce((sum, { weight }) => sum + weight, 0);
  assert(totalWeight > 0, 'somme des poids positive');
  const componentScores = components.map((component) => {
    assert(component.values.length === communeCount, 'autant de valeurs par composante');
    assert(component.weight >= 0, 'poids positif ou nul');
    return turnTowardsNeed(component, normalisation);
  });

  const score = new Float64Array(communeCount).fill(Number.NaN);
  const missingWeightRatio = new Float64Array(communeCount);
  for (let commune = 0; commune < communeCount; commune++) {
    let presentWeight = 0;
    let sum = 0;
    for (const [index, { weight }] of components.entries()) {
      const value = componentScores[index]![commune]!;
      if (Number.isNaN(value)) continue;
      presentWeight += weight;
      sum += weight * value;
    }
    const presentRatio = presentWeight / totalWeight;
    missingWeightRatio[commune] = Math.max(0, 1 - presentRatio);
    // The margin forgives 0.1 + 0.2 + 0.3 falling just short of 0.6.
    if (presentWeight > 0 && presentRatio >= minimumPresentWeight - 1e-12) score[commune] = sum / presentWeight;
  }
  return { score, rank: rankDescending(score), missingWeightRatio, componentScores };
}

function turnTowardsNeed({ values, direction, transform }: CompositeComponent, normalisation: Normalisation): Float64Array {
  const transformed = transform === 'log' ? values.map((value) => (value > 0 ? Math.log(value) : Number.NaN)) : values;
  // « Far from the mean » is said before any other scale: a place between extremes has lost the mean.
  const facing = direction === 'both-ways' ? standardScores(transformed).map(Math.abs) : transformed;
  if (normalisation === 'zscore') {
    const scores = direction === 'both-ways' ? facing : standardScores(facing);
    return direction === 'minus' ? scores.map((value) => (value === 0 ? 0 : -value)) : scores;
  }
  const scores = normalisation === 'minmax' ? minMaxScores(facing) : midRankPercentiles(facing);
  return direction === 'minus' ? scores.map((value) => 1 - value) : scores;
}

/** 1 for the highest value, the same rank for equal values (1, 2, 2, 4), 0 for NaN. */
function rankDescending(values: Float64Array): Uint32Array {
  const order = [...values.keys()].filter((index) => !Number.isNaN(values[index])).sort((a, b) => values[b]! - values[a]! || a - b);
  const rank = new Uint32Array(values.length);
  for (const [position, index] of order.entries()) {
    const previous = order[position - 1];
    rank[index] = previous !== undefined && values[previous] === values[index] ? rank[previous]! : position + 1;
  }
  return rank;
}
