import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { giniCoefficient, palmaRatio, theilDecomposition } from './inequality.ts';

const once = (count: number) => new Float64Array(count).fill(1);
// EX5.8: minutes of four communes and their population.
const minutes = Float64Array.of(4, 9, 14, 22);
const population = Float64Array.of(5000, 1500, 800, 200);

test('EX4.4: one commune of four holds everything, then each holds its rank', () => {
  expect(giniCoefficient(Float64Array.of(10, 0, 0, 0), once(4))).toBeCloseTo(0.75, 12);
  expect(giniCoefficient(Float64Array.of(1, 2, 3, 4), once(4))).toBeCloseTo(0.25, 12);
});

test('EX4.4: facilities a head, weighted by heads', () => {
  const heads = Float64Array.of(40, 30, 20, 10);
  const perHead = Float64Array.of(60 / 40, 25 / 30, 10 / 20, 5 / 10);
  expect(giniCoefficient(perHead, heads)).toBeCloseTo(0.23, 12);
});

test('EX5.8: minutes are unequal between communes', () => {
  expect(giniCoefficient(minutes, population)).toBeCloseTo(0.289695, 6);
  const theil = theilDecomposition(minutes, population, Uint32Array.of(0, 0, 1, 1));
  expect(theil.total).toBeCloseTo(0.168833, 6);
  expect(theil.between).toBeCloseTo(0.11267, 6);
  expect(theil.within).toBeCloseTo(0.056163, 6);
});

test('EX5.8: of ten equal tenths worth 1 to 10, the last holds as much as the first four', () => {
  expect(palmaRatio(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), once(10))).toBeCloseTo(1, 12);
});

test('a commune cut in two halves changes no measure', () => {
  const halves = Float64Array.of(4, 4, 9, 14, 22);
  const people = Float64Array.of(2500, 2500, 1500, 800, 200);
  expect(giniCoefficient(halves, people)).toBeCloseTo(0.289695, 6);
  expect(palmaRatio(halves, people)).toBeCloseTo(palmaRatio(minutes, population)!, 12);
});

test('equal minutes are no inequality, and the unit does not matter', () => {
  expect(giniCoefficient(Float64Array.of(7, 7, 7), once(3))).toBeCloseTo(0, 12);
  expect(theilDecomposition(Float64Array.of(7, 7, 7), once(3), Uint32Array.of(0, 1, 1)).total).toBeCloseTo(0, 12);
  expect(
    giniCoefficient(
      minutes.map((value) => value * 60),
      population,
    ),
  ).toBeCloseTo(0.289695, 6);
});

test('with equal weights, Gini is the mean difference of all pairs over twice the mean', () => {
  const random = seededRandom(3);
  for (let round = 0; round < 20; round++) {
    const values = Float64Array.from({ length: 9 }, () => random() * 40);
    let differences = 0;
    for (const a of values) for (const b of values) differences += Math.abs(a - b);
    const mean = values.reduce((sum, value) => sum + value, 0) / 9;
    expect(giniCoefficient(values, once(9))).toBeCloseTo(differences / (2 * 81 * mean), 10);
  }
});

test('nothing to share has no measure', () => {
  expect(giniCoefficient(Float64Array.of(0, 0), once(2))).toBeNull();
  expect(palmaRatio(Float64Array.of(0, 0), once(2))).toBeNull();
});
