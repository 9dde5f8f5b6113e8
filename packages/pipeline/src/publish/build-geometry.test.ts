import type { Commune } from '@maillage/domain/territories/territory.ts';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { expect, test } from 'vitest';
import type { Referential } from '../referential/referential.ts';
import { buildGeometry } from './build-geometry.ts';

// Two communes side by side, west and east of a wavy border of 60,000 vertices; each belongs to its own EPCI.
const border = Array.from({ length: 60_000 }, (_, index) => [2 + Math.sin(index / 50) / 200, 50 + index / 300_000]);
const ring = (far: number) => [...border, [far, border.at(-1)![1]!], [far, 50], border[0]!];
const commune = (code: string, lon: number, epciCode: string): Commune => ({
  code,
  name: `Commune ${code}`,
  departementCode: '62',
  regionCode: '32',
  epciCode,
  arrondissementCode: null,
  cantonCode: null,
  populationCount: 100,
  lon,
  lat: 50.1,
  centreMethod: 'polygon',
  areaKm2: 100,
  isOwn: true,
});
const referential: Referential = {
  departementCode: '62',
  departementName: 'Pas-de-Calais',
  regionCode: '32',
  regionName: 'Hauts-de-France',
  regionComplete: false,
  fictional: false,
  cogYear: 2026,
  communes: [commune('62001', 1.9, '000000001'), commune('62002', 2.1, '000000002')],
  ownCount: 2,
  boundaries: new Map([
    ['62001', { type: 'Polygon', coordinates: [ring(1.8)] }],
    ['62002', { type: 'Polygon', coordinates: [ring(2.2)] }],
  ]),
  territories: [{ kind: 'epci', code: '000000001', name: 'CC de l’Ouest' }],
  neighbours: [],
  offerDepartements: new Set(),
  offerVintage: null,
  offerLocated: false,
  offer: [],
  groupings: [],
  indicators: new Map(),
  indicatorVintages: new Map(),
  qpvs: [],
  qpvPerimeters: [],
  franceServices: [],
  stations: [],
  territoryLabels: [],
  surveys: [],
  servicePlaces: [],
  facilityTypeLabels: new Map(),
  publishedCommunes: [],
  publishedTerritories: [],
  choices: [],
  missing: [],
  vintages: {},
  userIndicators: [],
  populationCells: [],
};
type Drawn = {
  communes: GeometryCollection<{ code: string; name: string }>;
  epcis: GeometryCollection<{ code: string; name: string }>;
};

test('a detailed border is drawn light enough for a phone, and both sides keep the same line', () => {
  const map = JSON.parse(new TextDecoder().decode(buildGeometry(referential))) as Topology<Drawn>;
  const vertexCount = map.arcs.reduce((sum, arc) => sum + arc.length, 0);
  expect(vertexCount).toBeGreaterThan(1_000);
  expect(vertexCount).toBeLessThanOrEqual(41_000);
  expect(map.transform).toBeDefined();
  const [west, east] = feature(map, map.objects.communes).features.map(({ geometry }) =>
    geometry.type === 'Polygon' ? geometry.coordinates[0]! : [],
  );
  const shared = new Set(west!.map(String));
  expect(east!.filter((point) => shared.has(String(point))).length).toBeGreaterThan(1_000);
});

test('EPCI are dissolved from their communes, and one that has no known name bears its code', () => {
  const map = JSON.parse(new TextDecoder().decode(buildGeometry(referential))) as Topology<Drawn>;
  expect(map.objects.epcis.geometries.map(({ properties }) => properties)).toEqual([
    { code: '000000001', name: 'CC de l’Ouest' },
    { code: '000000002', name: '000000002' },
  ]);
});
