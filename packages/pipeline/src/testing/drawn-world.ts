import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import type { RunManifest } from '@maillage/domain/runs/run.ts';
import type { ServiceRange } from '@maillage/domain/services/ranges.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { computeAccess } from '../compute/compute-access.ts';
import { computeResults } from '../compute/compute-results.ts';
import { centreOrigins } from '../compute/origins.ts';
import { estimatedTravel, localChunks, type TravelTimes } from '../compute/travel-times.ts';
import type { CollectedGrouping, Referential } from '../referential/referential.ts';

export interface DrawnCommune {
  code: string;
  /** Kilometres east of the first commune: the world is a road. */
  atKm: number;
  population: number | null;
  /** Facilities by code of type. */
  offer?: Record<string, number>;
  own?: boolean;
  epci?: string;
  indicators?: Record<string, number>;
}

/** A world of communes along a straight road, for tests: one minute a kilometre, services by code, no file read. */
export function drawReferential(
  drawn: readonly DrawnCommune[],
  services: readonly { code: string; range: ServiceRange; types?: string[]; collected?: boolean }[],
): Referential {
  const communes = drawn.map(({ code, atKm, population, own = true, epci = null }) => ({
    ...{ code, name: `Commune ${code}`, populationCount: population, epciCode: epci, isOwn: own, regionCode: '99' },
    ...{ departementCode: own ? '00' : '96', arrondissementCode: null, cantonCode: null, centreMethod: 'given' as const, areaKm2: 10 },
    ...{ lon: atKm / 111.195, lat: 0 },
  }));
  const groupings: CollectedGrouping[] = services.map(({ code, range, types = [code], collected = true }) => ({
    ...{ code, label: `Service ${code}`, range, facilityTypes: types, offerTypes: collected ? types : [], collected },
  }));
  const ids = [...new Set(drawn.flatMap(({ indicators = {} }) => Object.keys(indicators)))];
  return {
    ...{ departementCode: '00', departementName: 'Route', regionCode: '99', regionName: 'Plaine', regionComplete: true },
    ...{ fictional: true, cogYear: 2025, communes, ownCount: communes.filter(({ isOwn }) => isOwn).length, boundaries: new Map() },
    ...{ territories: [{ kind: 'departement' as const, code: '00', name: 'Route' }], neighbours: [] },
    ...{ offerDepartements: new Set(['00']), offerVintage: 2023, offerLocated: false, groupings },
    offer: drawn.flatMap(({ offer = {} }, communeIndex) =>
      Object.entries(offer).map(([facilityType, facilityCount]) => {
        const { lon, lat } = communes[communeIndex]!;
        return { communeIndex, facilityType, facilityCount, lon, lat, name: null };
      }),
    ),
    indicators: new Map(
      ids.map((id) => [
        id,
        drawn.map(({ indicators = {} }) => {
          const value = indicators[id] ?? null;
          return { value, status: value === null ? ('missing' as const) : ('known' as const), approximate: false };
        }),
      ]),
    ),
    ...{ indicatorVintages: new Map(), qpvs: [], qpvPerimeters: [], franceServices: [], stations: [], populationCells: [] },
    ...{ publishedCommunes: [], publishedTerritories: [], choices: [], missing: [], vintages: {}, userIndicators: [] },
  };
}

/** One minute a kilometre along the road, whatever the estimate would say. */
function roadTravel(referential: Referential): TravelTimes {
  const estimated = estimatedTravel(referential, localChunks({ remember: (_kind, _key, work) => work() }));
  const { communes } = referential;
  const minutesBetween = (from: number, to: number) => Math.abs(communes[from]!.lon - communes[to]!.lon) * 111.195;
  return {
    ...estimated,
    origins: centreOrigins(communes),
    answer: async (query) => {
      const typeCount = query.typeFirst.length - 1;
      const minutes = new Float32Array(query.originLon.length * typeCount).fill(Infinity);
      const pointIndex = new Int32Array(minutes.length).fill(-1);
      for (let origin = 0; origin < query.originLon.length; origin++)
        for (let type = 0; type < typeCount; type++)
          for (const point of query.typePoints.slice(query.typeFirst[type], query.typeFirst[type + 1])) {
            const value = Math.round(Math.abs(query.originLon[origin]! - query.points.lon[point]!) * 111.195);
            const cell = origin * typeCount + type;
            if (value > query.maxMinutes || value >= minutes[cell]!) continue;
            minutes[cell] = value;
            pointIndex[cell] = point;
          }
      return { minutes, pointIndex };
    },
    minutesBetween: (from, to) => Math.round(minutesBetween(from, to)),
  };
}

/** What chapters are computed from, in a drawn world. */
export async function drawWorld(referential: Referential, changes: Partial<RunParameters> = {}): Promise<ChapterInput> {
  const parameters = { ...DEFAULT_PARAMETERS, ...changes };
  const travel = roadTravel(referential);
  const computed = await computeAccess({ referential, travel, parameters, onProgress: () => undefined });
  const manifest: RunManifest = {
    ...{ id: '0123456789abcdef', departementCode: '00', departementName: 'Route', fictional: true, cogYear: 2025, engineVersion: '0' },
    ...{ parameters, travelMethod: travel.method, travelOrigins: 'centres', travelError: '', files: [], sources: [], choices: [] },
    ...{ missing: [], neighbours: [], offer: null, userIndicators: [], vintages: {} },
  };
  const results = computeResults({ referential, computed, travel, uncovered: new Set(), parameters, manifest });
  return { referential, computed, travel, parameters, results };
}
