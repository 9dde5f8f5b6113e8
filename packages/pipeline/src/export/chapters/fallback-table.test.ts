import { expect, test } from 'vitest';
import { listFallbackTable } from './fallback-table.ts';

test('each commune and service has its second place, or an empty one where nothing else is in reach', () => {
  const table = listFallbackTable({
    communeCodes: ['01001', '01002'],
    serviceTypes: ['D307', 'F312'],
    minutes: [12.5, null, 4, null],
    place: [1, 0, 0, -1],
    places: [
      { communeCode: '01001', name: null, lon: 5, lat: 46 },
      { communeCode: '01003', name: 'Pharmacie du Pont', lon: 5.1, lat: 46 },
    ],
    emptyReasons: {},
  });
  expect(table.columns.map(({ name }) => name).join()).toBe('commune_code,service_type,minutes,place_commune_code,place_name');
  expect([...table.rows()]).toEqual([
    ['01001', 'D307', 12.5, '01003', 'Pharmacie du Pont'],
    ['01001', 'F312', null, null, null],
    ['01002', 'D307', 4, '01001', null],
    ['01002', 'F312', null, null, null],
  ]);
  expect([...listFallbackTable(undefined).rows()]).toEqual([]);
});
