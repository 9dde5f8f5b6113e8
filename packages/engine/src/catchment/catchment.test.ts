import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { type BandDecay, bandWeight, checkDecay } from './band-weight.ts';
import { type CatchmentPairs, demandOfSites, floatingCatchment, sortBySite, threeStepCatchment } from './floating-catchment.ts';
import { cumulativeAccess, gaussianAccess, gravityAccess, nearnessScore } from './opportunities.ts';
import { standardisePopulation } from './standardised-population.ts';

const FAST: BandDecay = { bandMinutes: [10, 20, 30], weights: [1, 0.42, 0.09] };

function pairsOf(minutes: readonly (readonly number[])[], decay: BandDecay): CatchmentPairs {
  const first = [0];
  const site: number[] = [];
  const weight: number[] = [];
  for (const row of minutes) {
    for (const [index, time] of row.entries()) {
      const value = bandWeight(time, decay);
      if (value === 0) continue;
      site.push(index);
      weight.push(value);
    }
    first.push(site.length);
  }
  return {
    ...{ siteCount: minutes[0]!.length, first: Uint32Array.from(first), site: Uint32Array.from(site) },
    weight: Float64Array.from(weight),
  };
}
const near = (values: ArrayLike<number>, expected: readonly number[], digits: number) => {
  expect(values).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(values[index]).toBeCloseTo(value, digits);
};
const sumProduct = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

const EX_MINUTES = [
  [5, 25],
  [12, 12],
  [28, 8],
];
const POPULATION = Float64Array.of(1000, 2000, 500);
const SUPPLY = Float64Array.of(2, 1);

test('EX5.4: three communes share three doctors in two places, by each of the three methods', () => {
  const two = pairsOf(EX_MINUTES, { bandMinutes: [15], weights: [1] });
  const simple = floatingCatchment(two, demandOfSites(two, POPULATION), SUPPLY);
  near(simple.ratio, [6.6667e-4, 4e-4], 7);
  near(
    simple.access.map((value) => value * 1000),
    [0.666667, 1.066667, 0.4],
    6,
  );
  const banded = pairsOf(EX_MINUTES, FAST);
  const enhanced = floatingCatchment(banded, demandOfSites(banded, POPULATION), SUPPLY);
  near(enhanced.ratio, [0.00106101, 0.0006993], 8);
  near(
    enhanced.access.map((value) => value * 1000),
    [1.123945, 0.73933, 0.794791],
    6,
  );
  const three = threeStepCatchment(sortBySite(banded), POPULATION, SUPPLY);
  near(three.ratio, [0.00149126, 0.00112848], 8);
  near(
    three.access.map((value) => value * 1000),
    [1.376515, 0.550146, 1.046386],
    6,
  );
  for (const { access } of [simple, enhanced, three]) expect(sumProduct(access, POPULATION)).toBeCloseTo(3, 9);
});

test('EX5.5: accessible consultations per standardised inhabitant', () => {
  const standardised = standardisePopulation(Float64Array.of(200, 500, 300, 150, 350, 100), [0.9, 0.8, 1.6]);
  near(standardised, [1037.308869, 562.691131], 6);
  const pairs: CatchmentPairs = {
    ...{ siteCount: 2, first: Uint32Array.of(0, 2, 4), site: Uint32Array.of(0, 1, 0, 1), weight: Float64Array.of(1, 0.3, 0.3, 1) },
  };
  const { ratio, access } = floatingCatchment(pairs, demandOfSites(pairs, standardised), Float64Array.of(4500, 2000));
  near(ratio, [3.730984, 2.288634], 6);
  near(access, [4.417574, 3.407929], 6);
  expect(sumProduct(access, standardised) / 1600).toBeCloseTo(4.0625, 9);
});

test('EX5.6: what is within reach, by threshold, by gravity, by a bell; and a composite score', () => {
  const supply = Float64Array.of(3, 1, 2);
  const minutes = Float64Array.of(5, 15, 30);
  expect(cumulativeAccess(supply, minutes, 15)).toBe(4);
  expect(gravityAccess(supply, minutes, 0.1)).toBeCloseTo(2.142296, 6);
  expect(gaussianAccess(supply, minutes, 30)).toBeCloseTo(3.596203, 6);
  const scores = [nearnessScore(6, 0, 15), nearnessScore(9, 0, 20), nearnessScore(15, 0, 45)];
  near(scores, [60, 55, 66.666667], 6);
  expect(scores[0]! * 0.4 + scores[1]! * 0.4 + scores[2]! * 0.2).toBeCloseTo(59.333333, 6);
  expect(nearnessScore(Infinity, 0, 20)).toBe(0);
});

test('the edge of a band is in it; a supply that nobody reaches is told, and a commune with none in reach has 0', () => {
  expect([10, 10.01, 30, 30.01, Number.NaN].map((time) => bandWeight(time, FAST))).toEqual([1, 0.42, 0.09, 0, 0]);
  expect(() => checkDecay({ bandMinutes: [10, 10], weights: [1, 0.5] })).toThrow('croissantes');
  const pairs = pairsOf(
    [
      [5, 90],
      [90, 90],
    ],
    FAST,
  );
  const { access, lostSupply } = floatingCatchment(pairs, demandOfSites(pairs, Float64Array.of(100, 100)), Float64Array.of(1, 2));
  expect(lostSupply).toBe(2);
  near(access, [0.01, 0], 12);
});

test('on drawn worlds: all the supply is shared, and a facility more never lowers 2SFCA nor E2SFCA', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = seededRandom(seed);
    const minutes = Array.from({ length: 8 }, () => Array.from({ length: 6 }, () => random() * 45));
    for (const row of minutes) row[0] = Math.min(row[0]!, 25); // somebody reaches every supply that counts below
    const population = Float64Array.from({ length: 8 }, () => Math.floor(random() * 5000) + 1);
    const supply = Float64Array.from({ length: 6 }, () => Math.floor(random() * 4));
    for (const decay of [FAST, { bandMinutes: [25], weights: [1] }]) {
      const pairs = pairsOf(minutes, decay);
      const demand = demandOfSites(pairs, population);
      const total = supply.reduce((sum, value) => sum + value, 0);
      const before = floatingCatchment(pairs, demand, supply);
      expect(sumProduct(before.access, population)).toBeCloseTo(total - before.lostSupply, 8);
      const three = threeStepCatchment(sortBySite(pairs), population, supply);
      expect(sumProduct(three.access, population)).toBeCloseTo(total - three.lostSupply, 8);
      const site = Math.floor(random() * 6);
      const after = floatingCatchment(
        pairs,
        demand,
        supply.map((value, index) => value + Number(index === site)),
      );
      for (const [origin, value] of before.access.entries()) expect(after.access[origin]).toBeGreaterThanOrEqual(value);
    }
  }
});
