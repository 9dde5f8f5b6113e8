import { assert } from '../assert.ts';
import { midRanks } from './ranks.ts';

/**
 * Area under the ROC curve: how often a commune where the published figure says yes has a higher score than one where
 * it says no; equal scores count for half. Null unless both kinds are present.
 */
export function areaUnderCurve(scores: Float64Array, isPositive: Uint8Array): number | null {
  assert(scores.length === isPositive.length, 'une vérité par score');
  assert(!scores.some(Number.isNaN), 'aucun score absent');
  const ranks = midRanks(scores);
  let positiveCount = 0;
  let rankSum = 0;
  for (let index = 0; index < scores.length; index++)
    if (isPositive[index] !== 0) {
      positiveCount++;
      rankSum += ranks[index]!;
    }
  const negativeCount = scores.length - positiveCount;
  if (positiveCount === 0 || negativeCount === 0) return null;
  return (rankSum - (positiveCount * (positiveCount + 1)) / 2) / (positiveCount * negativeCount);
}

/** F1: twice the communes found rightly over those found plus those to find. Null when there is nothing to find and none found. */
export function f1Score(found: Uint8Array, isPositive: Uint8Array): number | null {
  assert(found.length === isPositive.length, 'une vérité par réponse');
  let both = 0;
  let sum = 0;
  for (let index = 0; index < found.length; index++) {
    const yes = found[index] !== 0;
    const truth = isPositive[index] !== 0;
    if (yes && truth) both++;
    sum += Number(yes) + Number(truth);
  }
  return sum === 0 ? null : (2 * both) / sum;
}

/** Communes by published level (row) and by ours (column). */
export function confusionMatrix(published: Uint8Array, ours: Uint8Array, levelCount: number): number[][] {
  assert(published.length === ours.length, 'un niveau publié par commune');
  const matrix = Array.from({ length: levelCount }, () => new Array<number>(levelCount).fill(0));
  for (let index = 0; index < published.length; index++) {
    assert(published[index]! < levelCount && ours[index]! < levelCount, `niveau inconnu au rang ${index}`);
    matrix[published[index]!]![ours[index]!]!++;
  }
  return matrix;
}

/**
 * Cohen's kappa with quadratic weights: 1 for the same levels, 0 for no better than chance; a disagreement of two
 * levels costs four times that of one. Null when chance leaves nothing to explain (a single level everywhere).
 */
export function quadraticWeightedKappa(confusion: readonly (readonly number[])[]): number | null {
  const rows = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = confusion.map((_, column) => confusion.reduce((sum, row) => sum + row[column]!, 0));
  const total = rows.reduce((sum, count) => sum + count, 0);
  let observed = 0;
  let expected = 0;
  for (const [i, row] of confusion.entries())
    for (const [j, count] of row.entries()) {
      observed += (i - j) ** 2 * count;
      expected += ((i - j) ** 2 * rows[i]! * columns[j]!) / total;
    }
  return expected > 0 ? 1 - observed / expected : null;
}

/** Spearman's correlation: Pearson's on ranks, ties sharing theirs. Null for fewer than two values or a constant series. */
export function spearmanCorrelation(a: Float64Array, b: Float64Array): number | null {
  assert(a.length === b.length, 'deux séries de même longueur');
  assert(!a.some(Number.isNaN) && !b.some(Number.isNaN), 'aucune valeur absente');
  const [ranksA, ranksB] = [midRanks(a), midRanks(b)];
  const mean = (a.length + 1) / 2;
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let index = 0; index < a.length; index++) {
    product += (ranksA[index]! - mean) * (ranksB[index]! - mean);
    squaresA += (ranksA[index]! - mean) ** 2;
    squaresB += (ranksB[index]! - mean) ** 2;
  }
  return squaresA > 0 && squaresB > 0 ? product / Math.sqrt(squaresA * squaresB) : null;
}
