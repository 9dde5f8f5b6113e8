import { quantileOf } from './quantile.ts';
import { midRanks } from './ranks.ts';

/** Each value between the least (0) and the greatest (1); 0.5 for a constant series. NaN stays NaN. */
export function minMaxScores(values: Float64Array): Float64Array {
  const least = quantileOf(values, 0);
  const range = quantileOf(values, 1) - least;
  return values.map((value) => (Number.isNaN(value) ? value : range === 0 ? 0.5 : (value - least) / range));
}

/** Share of the values below each, plus half of those equal to it: 0 to 1, 0.5 for a constant series. NaN stays NaN. */
export function midRankPercentiles(values: Float64Array): Float64Array {
  const ranks = midRanks(values);
  const count = ranks.filter((rank) => !Number.isNaN(rank)).length;
  return ranks.map((rank) => (rank - 0.5) / count);
}

/** Distance to the median in interquartile ranges; 0.5 everywhere when the middle half is constant. NaN stays NaN. */
export function robustScores(values: Float64Array): Float64Array {
  const median = quantileOf(values, 0.5);
  const interquartile = quantileOf(values, 0.75) - quantileOf(values, 0.25);
  return values.map((value) => (Number.isNaN(value) ? value : interquartile === 0 ? 0.5 : (value - median) / interquartile));
}
