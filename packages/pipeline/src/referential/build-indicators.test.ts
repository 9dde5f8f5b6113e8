import type { Commune } from '@maillage/domain/territories/territory.ts';
import { expect, test } from 'vitest';
import { buildIndicators } from './build-indicators.ts';

const paris: Commune = {
  code: '75056',
  name: 'Paris',
  departementCode: '75',
  regionCode: '11',
  epciCode: null,
  arrondissementCode: null,
  cantonCode: null,
  populationCount: 300,
  lon: 2.3,
  lat: 48.9,
  centreMethod: 'polygon',
  areaKm2: 105,
  isOwn: true,
};
const population = (areaCode: string, value: number) => ({
  geography: 'commune' as const,
  areaCode,
  indicatorId: 'count:population',
  value,
  status: 'known' as const,
});
const build = (records: ReturnType<typeof population>[]) =>
  buildIndicators({
    datasets: [{ kind: 'indicators', path: 'dossier.csv', vintage: 2021, cogYear: 2024, records }],
    communes: [paris],
    project: () => [{ code: '75056', weightRatio: 1 }],
    aggregate: (values) => [
      {
        code: '75056',
        indicatorId: 'count:population',
        value: values.reduce((sum, each) => sum + (each.value ?? 0), 0),
        status: 'known',
        approximate: false,
      },
    ],
    preferredPath: undefined,
  }).values.get('count:population');

test('a table that holds Paris and its arrondissements counts its inhabitants once', () => {
  expect(build([population('75056', 300), population('75101', 100), population('75102', 200)])?.[0]?.value).toBe(300);
});

test('a table of arrondissements alone adds them up', () => {
  expect(build([population('75101', 100), population('75102', 200)])?.[0]?.value).toBe(300);
});

test('two files of one year that contradict each other: which is kept, and where they differ', () => {
  const dataset = (path: string, value: number, vintage = 2021) => ({
    ...{ kind: 'indicators' as const, path, vintage, cogYear: 2024 },
    records: [{ ...population('75056', value), indicatorId: 'povertyRate' }],
  });
  const disagreements = (datasets: ReturnType<typeof dataset>[]) =>
    buildIndicators({
      ...{ datasets, communes: [paris], preferredPath: undefined },
      project: (code) => [{ code, weightRatio: 1 }],
      aggregate: (values) =>
        values.map(({ areaCode, indicatorId, value, status }) => ({ code: areaCode, indicatorId, value, status, approximate: false })),
    }).disagreements;
  expect(disagreements([dataset('a.csv', 0.1), dataset('b.csv', 0.15)])).toEqual([
    '« a.csv » et « b.csv », tous deux de 2021, ne disent pas la même chose de « Taux de pauvreté » dans 1 commune : Paris, Taux de pauvreté, 0,100 contre 0,150. Le premier est retenu : ôtez celui des deux qui est faux.',
  ]);
  expect(disagreements([dataset('a.csv', 0.1), dataset('b.csv', 0.1005)])).toEqual([]);
  expect(disagreements([dataset('a.csv', 0.1), dataset('b.csv', 0.15, 2016)])).toEqual([]);
});
