import { expect, test } from 'vitest';
import { herfindahlIndex, hooverIndex, locationQuotients, sharesOf } from './concentration.ts';

// EX4.4: four communes.
const facilities = Float64Array.of(60, 25, 10, 5);
const population = Float64Array.of(40, 30, 20, 10);

test('EX4.4: the first commune holds six facilities in ten for four inhabitants in ten', () => {
  expect(sharesOf(facilities)![0]).toBe(0.6);
  const quotients = locationQuotients(facilities, population);
  for (const [index, expected] of [1.5, 0.833333, 0.5, 0.5].entries()) expect(quotients[index]).toBeCloseTo(expected, 6);
});

test('EX4.4: two facilities in ten would have to move to follow the population', () => {
  expect(hooverIndex(facilities, population)).toBeCloseTo(0.2, 12);
  expect(herfindahlIndex(facilities)).toBeCloseTo(0.435, 12);
});

test('a commune without inhabitants has no quotient, a service without facilities no measure', () => {
  expect(locationQuotients(Float64Array.of(1, 1), Float64Array.of(0, 10))[0]).toBeNaN();
  expect(herfindahlIndex(Float64Array.of(0, 0))).toBeNull();
  expect(hooverIndex(Float64Array.of(0, 0), Float64Array.of(1, 1))).toBeNull();
});
