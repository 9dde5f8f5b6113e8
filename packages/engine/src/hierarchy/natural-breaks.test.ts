import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { naturalBreaks } from './natural-breaks.ts';

test('three groups of communes far apart are three classes, whatever their order', () => {
  expect([...naturalBreaks(Float64Array.of(9, 1, 2, 20, 10, 1, 21), 3)]).toEqual([1, 0, 0, 2, 1, 0, 2]);
});

test('one class holds all; fewer distinct values than classes stops the computation', () => {
  expect([...naturalBreaks(Float64Array.of(4, 4), 1)]).toEqual([0, 0]);
  expect(() => naturalBreaks(Float64Array.of(4, 4), 2)).toThrow('distinctes');
});

test('no other pair of cuts gives tighter classes', () => {
  const random = seededRandom(9);
  const spreadOf = (members: number[]) => {
    const mean = members.reduce((sum, value) => sum + value, 0) / members.length;
    return members.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  for (let round = 0; round < 20; round++) {
    const values = Float64Array.from({ length: 10 }, () => random() ** 2).sort();
    let best = Infinity;
    for (let i = 1; i < 9; i++)
      for (let j = i + 1; j < 10; j++)
        best = Math.min(best, spreadOf([...values.slice(0, i)]) + spreadOf([...values.slice(i, j)]) + spreadOf([...values.slice(j)]));
    const classes = naturalBreaks(values, 3);
    const found = [0, 1, 2].map((wanted) => spreadOf([...values].filter((_, index) => classes[index] === wanted)));
    expect(found[0]! + found[1]! + found[2]!).toBeCloseTo(best, 10);
  }
});
