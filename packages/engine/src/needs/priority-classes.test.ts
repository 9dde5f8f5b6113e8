import { expect, test } from 'vitest';
import { classifyPriorities, NO_CLASS } from './priority-classes.ts';

// Three communes of 100 inhabitants: cuts fall on the first and on the second.
const population = Float64Array.of(100, 100, 100);

test('far from services and in need: act first; well served and at ease: maintain', () => {
  const { deficitClass, needClass, deficitCuts, needCuts, priority } = classifyPriorities({
    deficit: Float64Array.of(5, 10, 20),
    need: Float64Array.of(-1, 0, 1),
    population,
    nearRatio: 0,
  });
  expect([...deficitClass]).toEqual([0, 1, 2]);
  expect([...needClass]).toEqual([0, 1, 2]);
  expect([...priority]).toEqual([4, 3, 1]);
  expect([deficitCuts, needCuts]).toEqual([
    [5, 10],
    [-1, 0],
  ]);
});

test('the nine cases of the matrix', () => {
  const nine = [0, 1, 2].flatMap((deficit) => [0, 1, 2].map((need) => [deficit, need] as const));
  const { priority } = classifyPriorities({
    deficit: Float64Array.from(nine, ([deficit]) => deficit),
    need: Float64Array.from(nine, ([, need]) => need),
    population: new Float64Array(9).fill(10),
    nearRatio: 0,
  });
  expect([...priority]).toEqual([4, 4, 3, 4, 3, 2, 3, 2, 1]);
});

test('thirds are of inhabitants, not of communes', () => {
  // The town holds 90 % of the inhabitants: both cuts fall on it, and only what is above it is high.
  const { deficitClass } = classifyPriorities({
    deficit: Float64Array.of(1, 2, 3),
    need: Float64Array.of(0, 0, 0),
    population: Float64Array.of(900, 50, 50),
    nearRatio: 0,
  });
  expect([...deficitClass]).toEqual([0, 2, 2]);
});

test('a commune just under a cut is a near miss; one without figure has no priority', () => {
  const { priority, nearPriority, deficitClass } = classifyPriorities({
    deficit: Float64Array.of(5, 10, 20, Number.NaN),
    need: Float64Array.of(0, 0.99, 1, 2),
    population: Float64Array.of(100, 100, 100, 100),
    nearRatio: 0.05,
  });
  expect(deficitClass[3]).toBe(NO_CLASS);
  // Needs 0, 0.99, 1, 2: cuts at 0.99 and 1. Commune 2 is at the second; raised, it is in high need.
  expect([...priority]).toEqual([4, 4, 2, 0]);
  // Deficits 5, 10, 20: cuts at 5 and 10. Raised by 0.25 minute and 0.0005, commune 1 passes both its cuts.
  expect([...nearPriority]).toEqual([4, 2, 1, 0]);
});
