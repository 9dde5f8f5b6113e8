/**
 * Four communes that one can draw, for tests. Bourg has everything; Hameau is 10 min from it; Ferme 20 min;
 * Île has no road. One proximity grouping (pharmacy), one intermediate (college), one superior never collected.
 */
import { NEED_COMPONENTS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import type { RunResults, ServiceResult } from '@maillage/domain/runs/results.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';

const bpeFile: SourceFileReport = {
  path: 'bpe19.csv',
  sourceId: 'bpe',
  sha256: 'b'.repeat(64),
  sizeBytes: 1200,
  state: 'loaded',
  reason: null,
  vintage: 2019,
  cogYear: 2019,
  rowCount: 12,
  recordRowCount: 11,
  outOfScopeCount: 0,
  rejectCount: 1,
  rejects: [{ line: 7, reason: 'code commune inconnu : 00999' }],
  notices: [],
};

const noInterval = { rankLow: null, rankHigh: null, classChangeRatio: null };

const manifest: RunManifest = {
  id: '0123456789abcdef',
  departementCode: '00',
  departementName: 'Quatre-Communes',
  fictional: true,
  cogYear: 2025,
  engineVersion: '0.1.0',
  parameters: DEFAULT_PARAMETERS,
  userIndicators: [],
  travelMethod: 'estimated',
  travelOrigins: 'centres',
  travelError: 'Une fois sur deux, le temps estimé s’écarte de moins de 2 min du temps routier.',
  files: [bpeFile],
  sources: [
    {
      id: 'bpe',
      title: 'Base permanente des équipements',
      producer: 'INSEE',
      licence: 'Licence Ouverte 2.0',
      purpose: 'Où sont les services.',
      officialUrl: null,
      addressStatus: 'unconfirmed',
      addressCheckedOn: null,
      expectedFile: 'bpe19.csv',
      role: 'input',
      necessity: 'required',
      downloadable: false,
    },
  ],
  choices: [],
  missing: [],
  neighbours: [],
  offer: { vintage: 2023, facilityCount: 12, facilityTypeCount: 3, located: false },
  vintages: { 'facility-counts': 2019 },
};

const commune = (code: string, name: string, populationCount: number | null, own = true): Commune => ({
  code,
  name,
  departementCode: own ? '00' : '96',
  regionCode: null,
  epciCode: own && code !== '00004' ? '200000001' : null,
  arrondissementCode: null,
  cantonCode: null,
  populationCount,
  lon: 2.5,
  lat: 50.5,
  centreMethod: 'given',
  areaKm2: 10,
  isOwn: own,
});

const service = (serviceType: string, label: string, range: ServiceResult['range'], collected = true): ServiceResult => ({
  serviceType,
  label,
  range,
  level: collected ? range : null,
  collected,
  facilitiesCount: collected ? 2 : null,
  communesCount: collected ? 1 : null,
  frequencyRatio: collected ? 0.25 : null,
  meanMinutes: collected ? 3 : null,
  medianMinutes: collected ? 0 : null,
  p90Minutes: collected ? 10 : null,
  appearancePopulation: collected ? 800 : null,
  appearanceRank: collected ? 1 : null,
});

/** A fresh copy of the four communes; `fictional` and the rest of the manifest can be changed. */
export function buildFourCommunes(changes: Partial<RunManifest> = {}): RunResults {
  const own = ['00001', '00002', '00003', '00004'];
  return {
    manifest: { ...structuredClone(manifest), ...changes },
    communes: [
      commune('00001', 'Bourg', 1000),
      commune('00002', 'Hameau', 300),
      commune('00003', 'Ferme', 200),
      commune('00004', 'Île', null),
      commune('96001', 'Voisine', 5000, false),
    ],
    territories: [
      { kind: 'epci', code: '200000001', name: 'Communauté du Bourg' },
      { kind: 'departement', code: '00', name: 'Quatre-Communes' },
    ],
    services: [
      service('D307', 'Pharmacie', 'proximity'),
      service('C201', 'Collège', 'intermediate'),
      service('F312', 'Patinoire', 'superior', false),
    ],
    access: {
      communeCodes: [...own, '96001'],
      serviceTypes: ['D307', 'C201', 'F312'],
      minutes: Float32Array.of(0, 0, NaN, 10, 10, NaN, 20, 20, NaN, Infinity, Infinity, NaN, 5, 5, NaN),
      nearest: Int32Array.of(0, 1, -1, 0, 1, -1, 0, 1, -1, -1, -1, -1, 0, 1, -1),
      destinations: [
        { communeCode: '00001', name: 'Pharmacie de la Place' },
        { communeCode: '00001', name: null },
      ],
    },
    travelMethod: 'estimated',
    ranges: own.flatMap((communeCode, index) => {
      const minutes = [0, 10, 20, null][index] ?? null;
      const far = (threshold: number) => (minutes === null ? 1 : minutes > threshold ? 1 : 0);
      const unreachableCount = minutes === null ? 1 : 0;
      return [
        { communeCode, range: 'proximity' as const, thresholdMinutes: 7, meanMinutes: minutes, farShareRatio: far(7), unreachableCount },
        {
          communeCode,
          range: 'intermediate' as const,
          thresholdMinutes: 15,
          meanMinutes: minutes,
          farShareRatio: far(15),
          unreachableCount,
        },
        { communeCode, range: 'superior' as const, thresholdMinutes: 30, meanMinutes: null, farShareRatio: null, unreachableCount: 0 },
      ];
    }),
    centres: own.map((communeCode, index) => ({
      communeCode,
      level: index === 0 ? 1 : 0,
      score: index === 0 ? 0.5 : 0,
      servicesCount: index === 0 ? 2 : 0,
      attractedTo: index === 1 || index === 2 ? '00001' : null,
      attractedMinutes: index === 1 ? 10 : index === 2 ? 20 : null,
    })),
    needs: own.flatMap((communeCode, index) =>
      NEED_INDICATORS.map((indicator) =>
        indicator === 'social' && index < 3
          ? {
              communeCode,
              indicator,
              score: [-1, 0.5, 0.5][index] ?? null,
              rank: [3, 1, 1][index] ?? null,
              missingWeightRatio: 0.1,
              ...noInterval,
            }
          : { communeCode, indicator, score: null, rank: null, missingWeightRatio: 1, ...noInterval },
      ),
    ),
    diagnosis: {
      ...{
        needSensitivities: [],
        typology: [],
        typologySummaries: [],
        testTerritories: [],
        testTerritoriesGapRatio: null,
        testConstraints: [],
        typologyNotes: [],
      },
      ...{ survey: [], surveys: [], perceived: [], findings: [], emptyReasons: {} },
    },
    needComponents: own.flatMap((communeCode, index) =>
      NEED_COMPONENTS.filter(({ id }) => id === 'povertyRate').map(({ id }) =>
        index === 3
          ? { communeCode, componentId: id, value: null, status: 'secret' as const }
          : { communeCode, componentId: id, value: [0.1, 0.2, 0.25][index] ?? null, status: 'known' as const },
      ),
    ),
    territoryFigures: [
      { kind: 'departement', code: '00', figureId: 'range-minutes.proximity', value: 4.7 },
      { kind: 'epci', code: '200000001', figureId: 'range-minutes.proximity', value: 4.7 },
    ],
    qpvs: [{ code: 'QP000001', name: 'Les Halles', communeCodes: ['00001'] }],
    qpvPerimeters: [],
    franceServices: [
      {
        id: '1',
        name: 'France services Bourg',
        communeCode: '00001',
        address: '1 place du Bourg',
        lon: null,
        lat: null,
        format: null,
        telephone: null,
        weekHours: [
          [
            [570, 720],
            [840, 1020],
          ],
          [],
          null,
          [],
          [],
          [],
          [],
        ],
        weeklyOpenMinutes: null,
      },
    ],
    stations: [],
    extraIndicators: [],
  };
}
