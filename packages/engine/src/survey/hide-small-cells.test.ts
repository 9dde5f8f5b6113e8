import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { hideSmallCells } from './hide-small-cells.ts';

const hide = (...counts: number[]) => [...hideSmallCells(Float64Array.from(counts), 30)];

test('a small cell takes the smallest other with it; two that are too few together take a third; an empty one takes nobody', () => {
  expect(hide(100, 200)).toEqual([0, 0]);
  expect(hide(12, 200, 100)).toEqual([1, 0, 1]);
  expect(hide(12, 5, 200, 100)).toEqual([1, 1, 0, 1]);
  expect(hide(12, 25, 200)).toEqual([1, 1, 0]);
  expect(hide(0, 200, 100)).toEqual([1, 0, 0]);
  expect(hide(12)).toEqual([1]);
  expect(() => hide(-1)).toThrow('effectifs');
});

test('whatever the cells, no one that is hidden is told by the total and by those shown', () => {
  const random = seededRandom(12);
  for (let world = 0; world < 500; world++) {
    const size = 1 + Math.floor(random() * 7);
    const yes = Float64Array.from({ length: size }, () => Math.floor(random() ** 3 * 90));
    const counts = yes.map((said) => said + Math.floor(random() ** 3 * 90));
    const hidden = hideSmallCells(counts, 30);
    const cells = [...counts.keys()].filter((cell) => hidden[cell] === 1 && counts[cell]! > 0);
    if (cells.length === 1) expect(counts.filter((count) => count > 0)).toHaveLength(1);
    for (const cell of counts.keys()) if (counts[cell]! < 30) expect(hidden[cell]).toBe(1);
    if (cells.length < 2) continue;
    // What a reader can work out: how many of those hidden said yes, and how many they are.
    const left = cells.reduce((sum, cell) => sum + yes[cell]!, 0);
    // Of each hidden cell, another share fits what is seen as well, unless all of them said the same.
    const all = cells.reduce((sum, cell) => sum + counts[cell]!, 0);
    if (left === 0 || left === all) continue;
    for (const cell of cells) {
      const most = Math.min(counts[cell]!, left);
      const least = Math.max(0, left - (all - counts[cell]!));
      expect(most).toBeGreaterThan(least);
    }
  }
});
