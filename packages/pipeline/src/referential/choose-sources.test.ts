import { expect, test } from 'vitest';
import { chooseCandidate, describeChoice } from './choose-sources.ts';

const regional = { path: 'bpe/region.csv', vintage: 2019, rowCount: 300, fitness: 0 };
const own = { path: 'bpe/62.csv', vintage: 2019, rowCount: 300, fitness: 0 };
const recent = { path: 'bpe/2023.csv', vintage: 2023, rowCount: 10, fitness: 0 };
const located = { path: 'bpe/xy.csv', vintage: 2019, rowCount: 10, fitness: 1 };

test('the most recent vintage wins, then the better fit, then the larger file, then the first path', () => {
  expect(chooseCandidate([regional, recent, located], undefined)).toBe(recent);
  expect(chooseCandidate([regional, located], undefined)).toBe(located);
  expect(chooseCandidate([{ ...regional, rowCount: 301 }, own], undefined)?.path).toBe('bpe/region.csv');
  expect(chooseCandidate([regional, own], undefined)).toBe(own);
  expect(chooseCandidate([], undefined)).toBeUndefined();
});

test('the user’s preference beats every rule', () => {
  expect(chooseCandidate([regional, recent, located], 'bpe/region.csv')).toBe(regional);
});

test('a choice is told only when there was one to make', () => {
  expect(describeChoice('Équipements', own, [own], 'facility-counts')).toBeNull();
  expect(describeChoice('Équipements', own, [own, regional], 'facility-counts')).toContain('« bpe/region.csv » laissé de côté');
});
