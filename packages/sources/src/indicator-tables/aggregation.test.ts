import type { IndicatorValue, ValueStatus } from '@maillage/domain/sources/records.ts';
import { expect, test } from 'vitest';
import { aggregateIndicators } from './aggregation.ts';

function area(areaCode: string, values: Record<string, number | ValueStatus>): IndicatorValue[] {
  return Object.entries(values).map(([indicatorId, value]) => ({
    geography: 'commune',
    areaCode,
    indicatorId,
    value: typeof value === 'number' ? value : null,
    status: typeof value === 'number' ? 'known' : value,
  }));
}
const intoOne = () => [{ code: 'NEUVE', weightRatio: 1 }];
function merged(values: IndicatorValue[], id: string, assign: Parameters<typeof aggregateIndicators>[1] = intoOne) {
  return aggregateIndicators(values, assign).find(({ indicatorId, areaCode }) => indicatorId === id && areaCode === 'NEUVE');
}

test('EX2: 20 poor of 100 and 30 of 300 make 12.5 %, not the mean of both rates', () => {
  const values = [
    ...area('A', { socialBenefits: 0.2, 'count:benefitRecipients': 20, 'count:population': 100 }),
    ...area('B', { socialBenefits: 0.1, 'count:benefitRecipients': 30, 'count:population': 300 }),
  ];
  expect(merged(values, 'socialBenefits')).toMatchObject({ value: 0.125, approximate: false, knownShareRatio: 1 });
  expect(merged(values, 'count:population')).toMatchObject({ value: 400, status: 'known' });
});

test('two communes that merge have a mean of medians, said to be approximate', () => {
  const values = [
    ...area('A', { medianIncome: 20_000, 'count:population': 100 }),
    ...area('B', { medianIncome: 24_000, 'count:population': 300 }),
  ];
  expect(merged(values, 'medianIncome')).toMatchObject({ value: 23_000, approximate: true });
});

test('a commune alone in its code keeps its own figures to the unit', () => {
  expect(merged(area('A', { medianIncome: 20_130, povertyRate: 'secret' }), 'medianIncome')).toMatchObject({
    value: 20_130,
    approximate: false,
  });
  expect(merged(area('A', { medianIncome: 20_130, povertyRate: 'secret' }), 'povertyRate')).toMatchObject({
    value: null,
    status: 'secret',
  });
});

test('a secret quarter never counts as zero: known for 3/4 it is a mean, for 1/4 it is nothing', () => {
  const secretOf = (known: number, secret: number) => [
    ...area('A', { povertyRate: 0.2, 'count:population': known }),
    ...area('B', { povertyRate: 'secret', 'count:population': secret }),
  ];
  expect(merged(secretOf(300, 100), 'povertyRate')).toEqual({
    areaCode: 'NEUVE',
    indicatorId: 'povertyRate',
    value: 0.2,
    status: 'known',
    approximate: true,
    knownShareRatio: 0.75,
  });
  expect(merged(secretOf(100, 300), 'povertyRate')).toMatchObject({ value: null, status: 'secret', knownShareRatio: 0.25 });
  const counts = [...area('A', { 'count:families': 10 }), ...area('B', { 'count:families': 'secret' })];
  expect(merged(counts, 'count:families')).toMatchObject({ value: null, status: 'secret' });
  const absent = [...area('A', { 'count:families': 10 }), ...area('B', { 'count:population': 5 })];
  expect(merged(absent, 'count:families')).toMatchObject({ value: null, status: 'missing' });
});

test('a quarter without inhabitants changes nothing to the rates of its commune', () => {
  const values = [
    ...area('A', { under15: 0.25, 'count:population0to14': 25, 'count:population': 100 }),
    ...area('B', { under15: 'missing', 'count:population0to14': 0, 'count:population': 0 }),
  ];
  expect(merged(values, 'under15')).toMatchObject({ value: 0.25, status: 'known', approximate: false });
});

test('a quarter whose denominator is unknown is weighed by its inhabitants', () => {
  const quarter = (code: string, population: number) =>
    area(code, { secondHomes: 'missing', 'count:dwellings': 'missing', 'count:population': population });
  const town = area('A', { secondHomes: 0.1, 'count:secondHomes': 10, 'count:dwellings': 100, 'count:population': 200 });
  expect(merged([...town, ...quarter('B', 0)], 'secondHomes')).toMatchObject({ value: 0.1, approximate: false });
  expect(merged([...town, ...quarter('B', 50)], 'secondHomes')).toMatchObject({ value: 0.1, approximate: true, knownShareRatio: 0.8 });
  expect(merged([...town, ...quarter('B', 300)], 'secondHomes')).toMatchObject({ value: null, status: 'missing' });
});

test('growth is rebuilt from both populations: 10,000 to 10,300 in 5 years is 0.592927 % a year', () => {
  const values = [
    ...area('A', { annualGrowth: 0.02, 'count:population': 6_300, 'count:populationEarlier': 5_000, 'years:growth': 5 }),
    ...area('B', { annualGrowth: -0.02, 'count:population': 4_000, 'count:populationEarlier': 5_000, 'years:growth': 5 }),
  ];
  expect(merged(values, 'annualGrowth')?.value).toBeCloseTo(0.00592927, 8);
});

test('a commune that splits gives each part its share of the counts and its own rate', () => {
  const values = area('A', { under15: 0.2, 'count:population0to14': 20, 'count:population': 100 });
  const split = () => [
    { code: 'NEUVE', weightRatio: 0.25 },
    { code: 'AUTRE', weightRatio: 0.75 },
  ];
  expect(merged(values, 'count:population', split)?.value).toBe(25);
  expect(merged(values, 'under15', split)?.value).toBe(0.2);
});

test('lone parents are counted among families, or among households where families are not known', () => {
  const values = [
    ...area('A', { loneParents: 0.5, 'count:householdsLoneParent': 5, 'count:households': 10 }),
    ...area('B', { loneParents: 0.1, 'count:householdsLoneParent': 3, 'count:households': 30 }),
  ];
  expect(merged(values, 'loneParents')?.value).toBe(0.2);
});
