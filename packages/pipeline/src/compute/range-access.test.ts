import type { Commune } from '@maillage/domain/territories/territory.ts';
import { expect, test } from 'vitest';
import { computeRangeAccess } from './range-access.ts';

const commune = (code: string): Commune => ({
  code,
  name: code,
  departementCode: '00',
  regionCode: null,
  epciCode: null,
  arrondissementCode: null,
  cantonCode: null,
  populationCount: 100,
  lon: 0,
  lat: 0,
  centreMethod: 'given',
  areaKm2: null,
  isOwn: true,
});
const grouping = (code: string, range: 'proximity' | 'superior') => ({ code, label: code, range, facilityTypes: [code] });
const groupings = [grouping('A', 'proximity'), grouping('B', 'proximity'), grouping('C', 'proximity'), grouping('D', 'superior')];
const thresholds = { proximity: 7, intermediate: 15, superior: 30 };

test('with a centre for the commune, the whole commune is far or is not; a service not collected enters no mean', () => {
  const [near, , superior] = computeRangeAccess({
    communes: [commune('00001')],
    origins: { lon: new Float64Array(1), lat: new Float64Array(1), communeIndex: Int32Array.of(0), weight: Float64Array.of(1) },
    originMinutes: Float32Array.of(6, Number.NaN, 10, Infinity),
    groupings,
    thresholds,
  });
  expect(near).toMatchObject({ meanMinutes: 8, farShareRatio: 1, unreachableCount: 0 });
  expect(superior).toMatchObject({ meanMinutes: null, farShareRatio: 1, unreachableCount: 1 });
});

test('with inhabited cells, the share counts the people who are far', () => {
  // 300 people at 6 min on average, 100 people at 9 min: a mean of 6.75 min, and 25 % beyond 7 min.
  const [near, intermediate] = computeRangeAccess({
    communes: [commune('00001')],
    origins: { lon: new Float64Array(2), lat: new Float64Array(2), communeIndex: Int32Array.of(0, 0), weight: Float64Array.of(300, 100) },
    originMinutes: Float32Array.of(4, 8, 6, 20, 9, 9, Infinity, Infinity),
    groupings,
    thresholds,
  });
  expect(near).toMatchObject({ meanMinutes: 6.75, farShareRatio: 0.25, unreachableCount: 0 });
  expect(intermediate).toMatchObject({ meanMinutes: null, farShareRatio: null });
});
