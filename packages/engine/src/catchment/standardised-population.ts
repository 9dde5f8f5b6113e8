import { assert } from '../assert.ts';

/**
 * Population of each origin counted by the care that each age uses: `Σ_a P_ia·c_a`, brought back to the whole population, so
 * that the standardised inhabitants are as many as the inhabitants (DREES). `byAge` is `[origin × age]`.
 */
export function standardisePopulation(byAge: Float64Array, coefficients: readonly number[]): Float64Array {
  const ageCount = coefficients.length;
  assert(ageCount > 0 && byAge.length % ageCount === 0, 'un effectif par origine et par âge');
  assert(
    coefficients.every((value) => value >= 0),
    'coefficients positifs ou nuls',
  );
  const used = new Float64Array(byAge.length / ageCount);
  let people = 0;
  for (let cell = 0; cell < byAge.length; cell++) {
    people += byAge[cell]!;
    used[Math.floor(cell / ageCount)]! += byAge[cell]! * coefficients[cell % ageCount]!;
  }
  const total = used.reduce((sum, value) => sum + value, 0);
  return total === 0 ? used : used.map((value) => (value * people) / total);
}
