import type { CogCommune, CommuneBoundary } from '@maillage/domain/sources/records.ts';
import { expect, test } from 'vitest';
import { buildCommunes, chooseBoundaries } from './build-communes.ts';
import type { ReferenceCog } from './cog.ts';

/** A square of `side` degrees whose south-west corner is at 48° N. */
const square = (communeCode: string, west: number, side: number): CommuneBoundary => ({
  communeCode,
  name: communeCode,
  centre: null,
  populationCount: null,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 48],
        [west + side, 48],
        [west + side, 48 + side],
        [west, 48 + side],
        [west, 48],
      ],
    ],
  },
});
const cogCommune = (code: string): CogCommune => ({
  code,
  name: `Commune ${code}`,
  departementCode: '75',
  regionCode: '11',
  epciCode: null,
  arrondissementCode: null,
  cantonCode: null,
  populationCount: 1000,
});
const cogOf = (...codes: string[]): ReferenceCog => ({
  cogYear: 2026,
  communes: new Map(codes.map((code) => [code, cogCommune(code)])),
  movements: [],
  epcis: new Map(),
  arrondissements: new Map(),
  cantons: new Map(),
  departements: new Map(),
  regions: new Map(),
});
const build = (options: { boundaries: CommuneBoundary[]; codes: string[]; places?: { communeCode: string; lon: number; lat: number }[] }) =>
  buildCommunes({
    departementCode: '75',
    boundaries: options.boundaries,
    cog: cogOf(...options.codes),
    project: (code) => (code.startsWith('751') ? '75056' : undefined),
    places: options.places ?? [],
    reports: [],
  });

test('Paris drawn with its arrondissements has its area once', () => {
  const alone = build({ boundaries: [square('75056', 2, 0.2)], codes: ['75056'] });
  const both = build({ boundaries: [square('75056', 2, 0.2), square('75101', 2, 0.1), square('75102', 2.1, 0.1)], codes: ['75056'] });
  expect(both.communes).toEqual(alone.communes);
});

test('Paris drawn only by its arrondissements is their sum', () => {
  const { communes, missing } = build({ boundaries: [square('75101', 2, 0.1), square('75102', 2.1, 0.1)], codes: ['75056'] });
  const [one] = build({ boundaries: [square('75056', 2, 0.1)], codes: ['75056'] }).communes;
  expect(communes.map(({ code }) => code)).toEqual(['75056']);
  expect([communes[0]?.lon, communes[0]?.lat]).toEqual([expect.closeTo(2.1, 3), expect.closeTo(48.05, 3)]);
  expect(communes[0]?.areaKm2).toBeCloseTo(2 * (one?.areaKm2 ?? 0), 6);
  expect(missing).toEqual([]);
});

test('a commune without a contour stands at its populated place, and one without either is told', () => {
  const { communes, ownCount, geometries, missing } = build({
    boundaries: [square('75056', 2, 0.2)],
    codes: ['75001', '75002', '75056'],
    places: [{ communeCode: '75001', lon: 2.5, lat: 48.2 }],
  });
  expect(ownCount).toBe(2);
  expect(communes[0]).toMatchObject({ code: '75001', lon: 2.5, lat: 48.2, centreMethod: 'place', areaKm2: null, populationCount: 1000 });
  expect(geometries.has('75001')).toBe(false);
  expect(missing).toEqual([
    expect.stringContaining('pris au bourg, sans superficie ni tracé sur la carte (Commune 75001 (75001))'),
    expect.stringContaining('rien n’y est calculé et leurs équipements manquent (Commune 75002 (75002))'),
  ]);
});

test('without any contour of the Département the refusal names the contour files that were set aside, and why', () => {
  const report = {
    path: 'contours-l93.geojson',
    sourceId: 'commune-boundaries',
    state: 'unreadable' as const,
    reason: 'Les coordonnées sont en mètres.',
    sha256: '',
    sizeBytes: 0,
    vintage: null,
    cogYear: null,
    rowCount: 0,
    recordRowCount: 0,
    outOfScopeCount: 0,
    rejectCount: 0,
    rejects: [],
    notices: [],
  };
  const attempt = () =>
    buildCommunes({
      departementCode: '75',
      boundaries: [],
      cog: cogOf('75056'),
      project: () => undefined,
      places: [{ communeCode: '75056', lon: 2, lat: 48 }],
      reports: [report],
    });
  expect(attempt).toThrow('Fichiers écartés : « contours-l93.geojson » (Les coordonnées sont en mètres.).');
});

test('a commune that the best contour file lacks is drawn from another file of the folder', () => {
  const file = (path: string, records: CommuneBoundary[]) => ({
    kind: 'commune-boundaries' as const,
    path,
    vintage: null,
    cogYear: null,
    records,
  });
  const { boundaries, choices } = chooseBoundaries(
    [
      file('ancien.geojson', [square('75001', 2, 0.05), square('75003', 2.2, 0.05)]),
      file('recent.geojson', [square('75001', 2, 0.1), square('75002', 2.1, 0.1)]),
    ],
    cogOf('75001', '75002', '75003'),
    'recent.geojson',
  );
  expect(boundaries.map(({ communeCode, geometry }) => [communeCode, geometry.coordinates[0]?.[1]])).toEqual([
    ['75001', [2.1, 48]],
    ['75002', [2.2, 48]],
    ['75003', [2.25, 48]],
  ]);
  expect(choices.at(-1)).toBe('Contours des communes (75) : « ancien.geojson » complète « recent.geojson » pour 75003 (75003).');
});
