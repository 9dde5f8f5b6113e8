import { expect, test } from 'vitest';
import { ageingIndex, annualGrowthRatio, annualNaturalBalanceRatio, shrunkenRate } from './rates.ts';

test('EX6.1: from 10 000 to 10 300 in five years is 0.59 % a year, of which 0.3 by births', () => {
  expect(annualGrowthRatio({ from: 10_000, to: 10_300, years: 5 })).toBeCloseTo(0.00592927, 8);
  expect(annualNaturalBalanceRatio({ births: 600, deaths: 450, population: 10_000, years: 5 })).toBeCloseTo(0.003, 12);
  expect(ageingIndex({ over65: 800, under20: 1000 })).toBe(80);
});

test('a commune without inhabitants or without children has no rate', () => {
  expect(annualGrowthRatio({ from: 0, to: 10, years: 5 })).toBeNull();
  expect(annualNaturalBalanceRatio({ births: 0, deaths: 0, population: 0, years: 5 })).toBeNull();
  expect(ageingIndex({ over65: 3, under20: 0 })).toBeNull();
});

test('EX6.2: the smaller the commune, the more its rate is drawn to that of all', () => {
  const referenceRate = 174 / 1110;
  for (const [count, total, expected] of [
    [4, 10, 0.197297],
    [20, 100, 0.185586],
    [150, 1000, 0.150322],
  ] as const)
    expect(shrunkenRate({ count, total, referenceRate, pseudoCount: 50 })).toBeCloseTo(expected, 6);
});
