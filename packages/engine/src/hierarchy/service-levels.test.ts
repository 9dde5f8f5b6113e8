import { expect, test } from 'vitest';
import { levelsByCluster, levelsByFrequency, levelsByRelativeFrequency, NO_LEVEL, RELATIVE_LEVEL_CUTS } from './service-levels.ts';

const collected = Uint8Array.of(1, 1, 1, 1, 0);

test('present in one commune of five is of proximity, in one of twenty intermediate, rarer superior', () => {
  const frequency = Float64Array.of(0.2, 0.199, 0.05, 0.049, Number.NaN);
  expect([...levelsByFrequency(frequency, collected, { proximity: 0.2, intermediate: 0.05 })]).toEqual([0, 1, 1, 2, NO_LEVEL]);
});

test('twice as many services everywhere changes no level when cuts follow the mean', () => {
  // Mean 0.16: cuts 0.2 and 0.0512.
  const frequency = Float64Array.of(0.4, 0.15, 0.06, 0.03, Number.NaN);
  const expected = [0, 1, 1, 2, NO_LEVEL];
  expect([...levelsByRelativeFrequency(frequency, collected, RELATIVE_LEVEL_CUTS)]).toEqual(expected);
  expect([
    ...levelsByRelativeFrequency(
      frequency.map((value) => value * 2),
      collected,
      RELATIVE_LEVEL_CUTS,
    ),
  ]).toEqual(expected);
});

test('services near and common, far and rare, and in between fall in three groups', () => {
  const frequency = Float64Array.of(0.6, 0.5, 0.1, 0.09, 0.01, 0, 0.5);
  const meanMinutes = Float64Array.of(2, 3, 9, 10, 30, Infinity, 3);
  const levels = levelsByCluster(frequency, meanMinutes, Uint8Array.of(1, 1, 1, 1, 1, 1, 0));
  expect([...levels]).toEqual([0, 0, 1, 1, 2, 2, NO_LEVEL]);
});
