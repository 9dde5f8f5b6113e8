import { expect, test } from 'vitest';
import { openedText } from '../indicator-tables/text-table.test-support.ts';
import { communeBoundaryImporter, foreignBoundaryReason } from './commune-boundaries.ts';

const ring = (points: [number, number][]) => ({ type: 'Polygon', coordinates: [points] });
const square = (west: number, south: number) =>
  ring([
    [west, south],
    [west + 0.1, south],
    [west + 0.1, south + 0.1],
    [west, south + 0.1],
    [west, south],
  ]);
const importFeatures = (...features: [code: string, geometry: object][]) =>
  communeBoundaryImporter.importFile(
    openedText(
      JSON.stringify({
        type: 'FeatureCollection',
        features: features.map(([code, geometry]) => ({ type: 'Feature', properties: { code, nom: code }, geometry })),
      }),
      'contours.geojson',
    ),
    { departementCodes: null },
  );
const probe = (...rows: [code: string, nom: string][]) => ({
  path: 'contours.geojson',
  format: 'geojson' as const,
  columns: ['code', 'nom'],
  sampleRows: rows.map(([code, nom]) => ({ code, nom })),
});

test('contours whose latitude comes first are refused with the mend, not drawn off Somalia', async () => {
  await expect(importFeatures(['62041', square(50.2, 2.7)])).rejects.toThrow(
    '« contours.geojson » : les coordonnées sont dans l’ordre latitude, longitude.',
  );
});

test('one commune written latitude first among others is a reject that says so', async () => {
  const { tally } = await importFeatures(['62041', square(50.2, 2.7)], ['62119', square(2.6, 50.5)]);
  expect(tally).toMatchObject({ recordRowCount: 1, rejects: [{ reason: expect.stringContaining('latitude, longitude') }] });
});

test('Réunion, Corsica and the north are each in their place; a commune in the ocean is a reject', async () => {
  const { tally } = await importFeatures(['97411', square(55.4, -21)], ['2A004', square(8.7, 41.9)], ['59183', square(2.3, 51)]);
  expect(tally).toMatchObject({ rowCount: 3, recordRowCount: 3 });
  expect((await importFeatures(['62041', square(0, 0)])).tally.rejects).toEqual([
    { line: null, reason: 'objet 1 : commune 62041 : son contour (0.00, 0.00) n’est pas là où se trouve ce Département' },
  ]);
});

test('a contour of one repeated point, of aligned points or crossing itself evenly has no area: it is a reject', async () => {
  const { tally } = await importFeatures(
    [
      '62001',
      ring([
        [2, 50],
        [2, 50],
        [2, 50],
        [2, 50],
      ]),
    ],
    [
      '62002',
      ring([
        [2, 50],
        [2.1, 50.1],
        [2.1, 50],
        [2, 50.1],
        [2, 50],
      ]),
    ],
    ['62003', square(2, 50)],
  );
  expect(tally).toMatchObject({ rowCount: 3, recordRowCount: 1, rejectCount: 2 });
  expect(tally.rejects[0]?.reason).toContain('contour sans surface');
});

test('arrondissements bear the names of other communes; names that are nobody’s are accepted', () => {
  expect(foreignBoundaryReason(probe(['62001', 'Arras'], ['62002', 'Béthune']))).toContain('arrondissements');
  expect(foreignBoundaryReason(probe(['62001', 'Première'], ['62002', 'Seconde']))).toBeNull();
  expect(foreignBoundaryReason(probe(['62041', 'ARRAS'], ['62119', 'BETHUNE']))).toBeNull();
});
