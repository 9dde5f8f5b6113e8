import { expect, test } from 'vitest';
import { shareBeyond } from '../statistics/weighted-minutes.ts';
import { findGreyZones } from './grey-zones.ts';

const ONE = Float64Array.of(1, 1, 1);

test('EX5.3: two, three and three services beyond the mean in the last three communes, for a third of the population', () => {
  const { greyWeight, intensity } = findGreyZones({
    minutes: Float64Array.of(3, 12, 6, 6, 9, 15, 11, 21, 16, 14, 25, 22),
    referenceMinutes: Float64Array.of(5, 15, 10),
    weights: ONE,
  });
  expect([...greyWeight]).toEqual([0, 2, 3, 3]);
  for (const [commune, expected] of [0, 0.233333, 0.733333, 1.222222].entries()) expect(intensity[commune]).toBeCloseTo(expected, 6);
  expect(shareBeyond(greyWeight, Float64Array.of(5000, 1500, 800, 200), 1.999)).toBeCloseTo(0.333333, 6);
});

test('a service out of reach is grey, one not collected is neither grey nor white', () => {
  const { greyWeight, greyRatio, intensity } = findGreyZones({
    minutes: Float64Array.of(Infinity, Number.NaN, 5),
    referenceMinutes: Float64Array.of(5, 15, 10),
    weights: ONE,
  });
  expect(greyWeight[0]).toBe(1);
  expect(greyRatio[0]).toBe(0.5);
  expect(intensity[0]).toBe(Infinity);
});
