import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { areaUnderCurve, confusionMatrix, f1Score, quadraticWeightedKappa, spearmanCorrelation } from './agreement.ts';

test('in three pairs of four the remote commune is the farther: AUC 0.75; a tie counts for half', () => {
  expect(areaUnderCurve(Float64Array.of(3, 8, 5, 9), Uint8Array.of(0, 0, 1, 1))).toBe(0.75);
  expect(areaUnderCurve(Float64Array.of(3, 5, 5, 9), Uint8Array.of(0, 0, 1, 1))).toBe(0.875);
  expect(areaUnderCurve(Float64Array.of(3, Infinity), Uint8Array.of(0, 1))).toBe(1);
  expect(areaUnderCurve(Float64Array.of(3, 5), Uint8Array.of(0, 0))).toBeNull();
});

test('AUC is what comparing every pair gives', () => {
  const random = seededRandom(5);
  const scores = Float64Array.from({ length: 40 }, () => Math.floor(random() * 12));
  const truth = Uint8Array.from({ length: 40 }, () => (random() < 0.3 ? 1 : 0));
  let wins = 0;
  let pairs = 0;
  for (const [i, yes] of truth.entries())
    for (const [j, no] of truth.entries()) {
      if (yes !== 1 || no !== 0) continue;
      pairs++;
      wins += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
    }
  expect(areaUnderCurve(scores, truth)).toBeCloseTo(wins / pairs, 12);
});

test('two communes found of three, with one too many: F1 2/3', () => {
  expect(f1Score(Uint8Array.of(1, 1, 1, 0), Uint8Array.of(1, 1, 0, 1))).toBeCloseTo(2 / 3, 12);
  expect(f1Score(Uint8Array.of(0), Uint8Array.of(0))).toBeNull();
});

test('a centre taken for its neighbour level costs less than one missed altogether', () => {
  const published = Uint8Array.of(0, 0, 1, 2);
  expect(quadraticWeightedKappa(confusionMatrix(published, published, 3))).toBe(1);
  // Published 2, 1, 1 communes by level, ours 2, 2, 0: observed 1, expected 1 + 0.5 + 2 + 0.5 = 4.
  expect(quadraticWeightedKappa(confusionMatrix(published, Uint8Array.of(0, 0, 1, 1), 3))).toBeCloseTo(0.75, 12);
  // Ours 3, 1, 0: observed 4, expected 0.5 + 0.75 + 3 + 0.25 = 4.5.
  expect(quadraticWeightedKappa(confusionMatrix(published, Uint8Array.of(0, 0, 1, 0), 3))).toBeCloseTo(1 / 9, 12);
  expect(quadraticWeightedKappa([[5]])).toBeNull();
});

test('the same order is 1, the reverse −1, a constant series nothing', () => {
  expect(spearmanCorrelation(Float64Array.of(1, 5, 9), Float64Array.of(2, 3, 70))).toBeCloseTo(1, 12);
  expect(spearmanCorrelation(Float64Array.of(1, 5, 9), Float64Array.of(3, 2, 1))).toBeCloseTo(-1, 12);
  // Ranks 1.5, 1.5, 3 and 1, 2, 3: 1.5 ÷ √(1.5 × 2).
  expect(spearmanCorrelation(Float64Array.of(4, 4, 8), Float64Array.of(1, 2, 3))).toBeCloseTo(0.866025, 6);
  expect(spearmanCorrelation(Float64Array.of(4, 4), Float64Array.of(1, 2))).toBeNull();
});
