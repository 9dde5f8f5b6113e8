import { expect, test } from 'vitest';
import { listSites } from './plan-sites.ts';

const communes = [{ code: '00001', name: 'Pont', lon: 2, lat: 50 }];
const place = { kind: 'site' as const, code: '00001', name: 'Maison', lon: null, lat: null };

test('a site stands at its spot, else at the centre of its commune, which is said; other places are no sites', () => {
  const sheets = [
    {
      id: '1.1',
      places: [
        { ...place, lon: 2.5, lat: 50.5 },
        { ...place, kind: 'commune' as const, name: '' },
      ],
    },
    { id: '1.2', places: [place, { ...place, code: '99999', name: 'Ailleurs' }] },
  ];
  expect(listSites(sheets, communes)).toEqual([
    { sheetId: '1.1', name: 'Maison', commune: 'Pont', spot: { lon: 2.5, lat: 50.5 }, isExact: true },
    { sheetId: '1.2', name: 'Maison', commune: 'Pont', spot: { lon: 2, lat: 50 }, isExact: false },
    { sheetId: '1.2', name: 'Ailleurs', commune: null, spot: null, isExact: false },
  ]);
});
