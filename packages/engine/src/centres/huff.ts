import { assert } from '../assert.ts';

/** Minutes below which a centre is no nearer: it keeps the share of the centre next door finite. */
const LEAST_MINUTES = 1;

/**
 * Share of each centre in the choices of one place (Huff, 1963): attraction^alpha ÷ minutes^beta, over their sum.
 * A centre out of reach (Infinity) has 0; null when none is in reach or none attracts. Attraction is usually the
 * number of kinds of services present.
 */
export function huffShares({
  attraction,
  minutes,
  alpha,
  beta,
}: {
  attraction: Float64Array;
  minutes: Float64Array;
  alpha: number;
  beta: number;
}): Float64Array | null {
  assert(attraction.length === minutes.length, 'un temps par centre');
  const pull = attraction.map((value, centre) => {
    assert(value >= 0 && minutes[centre]! >= 0, `attraction ou temps absent au rang ${centre}`);
    return value ** alpha * Math.max(minutes[centre]!, LEAST_MINUTES) ** -beta;
  });
  const total = pull.reduce((sum, value) => sum + value, 0);
  return total > 0 ? pull.map((value) => value / total) : null;
}
