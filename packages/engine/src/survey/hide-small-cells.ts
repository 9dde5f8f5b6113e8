import { assert } from '../assert.ts';

/**
 * Which cells of a partition are hidden (1), its total being known: those of fewer than `least` people, and with them the
 * smallest others until those hidden are at least two and hold at least `least` together. What the total less the cells shown
 * leaves is then no cell, and no small one. An empty cell hides nobody. All are hidden when all together they are too few.
 * Equal counts go to the first. Methods §6.2: secondary suppression.
 */
export function hideSmallCells(counts: Float64Array, least: number): Uint8Array {
  assert(
    counts.every((count) => count >= 0 && count < Infinity),
    'effectifs positifs ou nuls',
  );
  const hidden = Uint8Array.from(counts, (count) => Number(count < least));
  const people = [...counts.keys()].filter((cell) => counts[cell]! > 0).sort((a, b) => counts[a]! - counts[b]! || a - b);
  const small = people.filter((cell) => hidden[cell] === 1);
  let [held, total] = [small.length, small.reduce((sum, cell) => sum + counts[cell]!, 0)];
  if (held === 0) return hidden;
  for (const cell of people.slice(held)) {
    if (held >= 2 && total >= least) break;
    hidden[cell] = 1;
    held++;
    total += counts[cell]!;
  }
  return hidden;
}
