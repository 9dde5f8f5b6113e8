import { expect, test } from 'vitest';
import { shareBeyond } from '../statistics/weighted-minutes.ts';
import { findGreyZones } from './grey-zones.ts';

const rule = { columns: [0, 1, 2], weights: Float64Array.of(1, 1, 1), factor: 1, minimumShare: 0.5, watchRatio: 0.1 };
const EX = {
  ...rule,
  minutes: Float64Array.of(3, 12, 6, 6, 9, 15, 11, 21, 16, 14, 25, 22),
  referenceMinutes: Float64Array.of(5, 15, 10),
  secondMinutes: null,
};

test('EX5.3: two, three and three services beyond the mean in the last three communes, for a third of the population', () => {
  const { greyWeight, greyCount, intensity, isGrey, fragileCount } = findGreyZones(EX);
  expect([...greyWeight]).toEqual([0, 2, 3, 3]);
  expect([...greyCount]).toEqual([0, 2, 3, 3]);
  expect([...isGrey]).toEqual([0, 1, 1, 1]);
  expect([...fragileCount]).toEqual([-1, -1, -1, -1]);
  for (const [commune, expected] of [0, 0.233333, 0.733333, 1.222222].entries()) expect(intensity[commune]).toBeCloseTo(expected, 6);
  expect(shareBeyond(greyWeight, Float64Array.of(5000, 1500, 800, 200), 1.999)).toBeCloseTo(0.333333, 6);
});

test('a service out of reach is grey, one not collected is neither grey nor white, a commune without any has no ratio', () => {
  const { greyWeight, greyRatio, knownCount, intensity, isGrey } = findGreyZones({
    ...rule,
    minutes: Float64Array.of(Infinity, Number.NaN, 5, Number.NaN, Number.NaN, Number.NaN),
    secondMinutes: null,
    referenceMinutes: Float64Array.of(5, 15, 10),
  });
  expect([greyWeight[0], greyRatio[0], knownCount[0], isGrey[0], intensity[0]]).toEqual([1, 0.5, 2, 1, Infinity]);
  expect([greyRatio[1], knownCount[1], isGrey[1]]).toEqual([Number.NaN, 0, 0]);
});

test('watched: one minute under the threshold, or held by a single place', () => {
  const one = { ...rule, columns: [0], weights: Float64Array.of(1), referenceMinutes: Float64Array.of(10) };
  // At 9.5 min, within 10 % of 10 min; at 4 min with the next place at 25; at 4 min with the next at 6.
  const { isGrey, isWatched, fragileCount } = findGreyZones({
    ...one,
    minutes: Float64Array.of(9.5, 4, 4, 12),
    secondMinutes: Float64Array.of(9.6, 25, 6, 30),
  });
  expect([...isGrey]).toEqual([0, 0, 0, 1]);
  expect([...isWatched]).toEqual([1, 1, 0, 0]);
  expect([...fragileCount]).toEqual([0, 1, 0, 0]);
});

test('a higher threshold never makes a commune greyer, a nearer place neither', () => {
  for (const factor of [0.5, 1, 1.5, 2]) {
    const before = findGreyZones({ ...EX, factor });
    const after = findGreyZones({ ...EX, factor: factor + 0.25 });
    const nearer = findGreyZones({ ...EX, factor, minutes: EX.minutes.map((value) => value * 0.9) });
    for (const commune of before.greyWeight.keys()) {
      expect(after.greyWeight[commune]).toBeLessThanOrEqual(before.greyWeight[commune]!);
      expect(nearer.greyWeight[commune]).toBeLessThanOrEqual(before.greyWeight[commune]!);
    }
  }
});
