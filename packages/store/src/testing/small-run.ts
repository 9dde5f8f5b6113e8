/** For tests only: a world of three communes and two services, drawn by hand. */

import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';

function commune(code: string, name: string, populationCount: number | null, isOwn: boolean): Commune {
  return {
    ...{ code, name, populationCount, isOwn },
    ...{ departementCode: code.slice(0, 2), regionCode: '00', epciCode: null, arrondissementCode: null, cantonCode: null },
    ...{ lon: 2.5, lat: 50.25, centreMethod: 'polygon' as const, areaKm2: 12.3 },
  };
}

/** Bourg and Hameau are of the fictional Département, Voisin is across the border. A pharmacy at Bourg; hospitals not collected. */
export function smallRun(id: string): RunResults {
  return {
    manifest: {
      id,
      departementCode: '00',
      departementName: 'Petit Département',
      fictional: true,
      cogYear: 2026,
      engineVersion: '0.1.0',
      parameters: DEFAULT_PARAMETERS,
      userIndicators: [{ id: 'cars', label: 'Voitures', unit: 'count' }],
      travelMethod: 'estimated',
      travelOrigins: 'centres',
      travelError: 'Temps estimés à ± 3 minutes.',
      files: [],
      sources: [],
      choices: ['Un seul fichier d’équipements.'],
      missing: [],
      neighbours: [],
      offer: { vintage: 2023, facilityCount: 12, facilityTypeCount: 3, located: false },
      vintages: { 'facility-counts': 2019, indicators: null },
    },
    communes: [commune('00001', 'Bourg', 1200, true), commune('00002', 'Hameau', 80, true), commune('96001', 'Voisin', null, false)],
    territories: [{ kind: 'departement', code: '00', name: 'Petit Département' }],
    services: [
      {
        ...{ serviceType: 'D301', label: 'Pharmacie', range: 'proximity', level: 'proximity', collected: true },
        ...{ facilitiesCount: 1, communesCount: 1, frequencyRatio: 0.5, meanMinutes: 0.9375, medianMinutes: 0, p90Minutes: 15 },
        ...{ appearancePopulation: 310.5, appearanceRank: 1 },
      },
      {
        ...{ serviceType: 'D101', label: 'Hôpital', range: 'superior', level: null, collected: false },
        ...{ facilitiesCount: null, communesCount: null, frequencyRatio: null, meanMinutes: null, medianMinutes: null, p90Minutes: null },
        ...{ appearancePopulation: null, appearanceRank: null },
      },
    ],
    access: {
      communeCodes: ['00001', '00002', '96001'],
      serviceTypes: ['D301', 'D101'],
      minutes: Float32Array.of(0, Number.NaN, 15.1, Number.NaN, Number.POSITIVE_INFINITY, Number.NaN),
      nearest: Int32Array.of(0, -1, 0, -1, -1, -1),
      destinations: [{ communeCode: '00001', name: 'Pharmacie de l’Église' }],
    },
    travelMethod: 'estimated',
    ranges: [
      { communeCode: '00001', range: 'proximity', thresholdMinutes: 7, meanMinutes: 0, farShareRatio: 0, unreachableCount: 0 },
      { communeCode: '00002', range: 'proximity', thresholdMinutes: 7, meanMinutes: null, farShareRatio: null, unreachableCount: 1 },
    ],
    centres: [
      { communeCode: '00001', level: 4, score: 0.1 + 0.2, servicesCount: 1, attractedTo: null, attractedMinutes: null },
      { communeCode: '00002', level: 0, score: 0, servicesCount: 0, attractedTo: '00001', attractedMinutes: 15.1 },
    ],
    needs: [
      {
        communeCode: '00001',
        indicator: 'age',
        score: 0.25,
        rank: 2,
        missingWeightRatio: 0,
        rankLow: 1,
        rankHigh: 2,
        classChangeRatio: 0.25,
      },
      {
        communeCode: '00002',
        indicator: 'age',
        score: null,
        rank: null,
        missingWeightRatio: 1,
        rankLow: null,
        rankHigh: null,
        classChangeRatio: null,
      },
    ],
    needComponents: [
      { communeCode: '00001', componentId: 'share75', value: 0.125, status: 'known' },
      { communeCode: '00002', componentId: 'share75', value: null, status: 'secret' },
    ],
    territoryFigures: [
      { kind: 'departement', code: '00', figureId: 'mean-proximity', value: 0.9375 },
      { kind: 'france', code: 'FR', figureId: 'mean-proximity', value: null },
    ],
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
      ...{ survey: [], surveys: [], perceived: [], findings: [], emptyReasons: { survey: 'Aucune enquête n’est chargée.' } },
    },
    qpvs: [{ code: 'QN00001', name: 'Les Tilleuls', communeCodes: ['00001'] }],
    qpvPerimeters: [
      {
        code: null,
        communeCode: '00001',
        label: 'Les Tilleuls',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [2, 50],
              [2.1, 50],
              [2, 50.1],
              [2, 50],
            ],
          ],
        },
      },
    ],
    franceServices: [
      {
        ...{ id: 'fs1', name: 'France services de Bourg', communeCode: '00001', address: null, lon: null, lat: null, format: 'Fixe' },
        ...{ telephone: null, weekHours: [[[540, 720]], [], null, null, null, null, null], weeklyOpenMinutes: 180 },
      },
    ],
    stations: [{ code: '87000000', name: 'Bourg', lon: 2.5, lat: 50.25, hasPassengers: true }],
    extraIndicators: [{ geography: 'commune', areaCode: '00001', indicatorId: 'cars', value: null, status: 'secret' }],
  };
}
