import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { ServiceRange } from '@maillage/domain/services/ranges.ts';
import type { NearestPlaces } from '@maillage/engine/travel/k-nearest-places.ts';
import type { NearestQuery } from '@maillage/engine/travel/minutes-to-nearest.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { computeAccess } from '../compute/compute-access.ts';
import { computeChoice } from '../compute/compute-choice.ts';
import { computeResults } from '../compute/compute-results.ts';
import { computeDiagnosisOfRun } from '../compute/compute-run.ts';
import { ACCESS_KEYS, createKeptResults, type KeptResults, pick } from '../compute/kept-results.ts';
import { centreOrigins } from '../compute/origins.ts';
import { estimatedTravel, localChunks, type TravelTimes } from '../compute/travel-times.ts';
import { listOfferPlaces } from '../inventory/list-offer-places.ts';
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
    ...{ territoryLabels: [], surveys: [], servicePlaces: [], facilityTypeLabels: new Map() },
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
      const { minutes, pointIndex } = listByRoad(query, 1);
      return { minutes, pointIndex };
    },
    answerSeveral: async (query, k) => listByRoad(query, k),
    minutesBetween: (from, to) => Math.round(minutesBetween(from, to)),
    minutesToCentre: (from, to) => Math.round(minutesBetween(from, to)),
    farthestKm: (minutes) => minutes + 1,
  };
}

function listByRoad(query: NearestQuery, k: number): NearestPlaces {
  const typeCount = query.typeFirst.length - 1;
  const cellCount = query.originLon.length * typeCount;
  const minutes = new Float32Array(cellCount * k).fill(Infinity);
  const pointIndex = new Int32Array(cellCount * k).fill(-1);
  for (let cell = 0; cell < cellCount; cell++) {
    const lon = query.originLon[Math.floor(cell / typeCount)]!;
    const type = cell % typeCount;
    const reached = [...query.typePoints.slice(query.typeFirst[type], query.typeFirst[type + 1])]
      .map((point) => ({ point, value: Math.round(Math.abs(lon - query.points.lon[point]!) * 111.195) }))
      .filter(({ value }) => value <= query.maxMinutes)
      .sort((a, b) => a.value - b.value || a.point - b.point);
    for (const [slot, { point, value }] of reached.slice(0, k).entries()) {
      minutes[cell * k + slot] = value;
      pointIndex[cell * k + slot] = point;
    }
  }
  return { k, minutes, pointIndex };
}

/** Everything that a run says of a drawn world, with what was kept from the run before. */
export async function describeWorld(referential: Referential, changes: Partial<RunParameters>, kept: KeptResults) {
  const parameters = { ...DEFAULT_PARAMETERS, ...changes };
  const travel = roadTravel(referential);
  const computed = await kept.keep('access', pick(parameters, ACCESS_KEYS), (access) =>
    computeAccess({ referential, travel, parameters: access, onProgress: () => undefined }),
  );
  const chosen = { travel, uncovered: new Set<number>(), reports: [], choices: [], missing: [] };
  return computeDiagnosisOfRun({ folder: { referential, chosen, kept }, computed, parameters, manifest: drawManifest(travel, parameters) });
}

/** What chapters are computed from, in a drawn world. */
export async function drawWorld(referential: Referential, changes: Partial<RunParameters> = {}): Promise<ChapterInput> {
  const parameters = { ...DEFAULT_PARAMETERS, ...changes };
  const kept = createKeptResults();
  const travel = roadTravel(referential);
  const computed = await computeAccess({ referential, travel, parameters, onProgress: () => undefined });
  const manifest = drawManifest(travel, parameters);
  const offerPlaces = listOfferPlaces(referential);
  const results = computeResults({ referential, computed, travel, uncovered: new Set(), parameters, manifest, kept });
  const choice = await computeChoice({ referential, travel, parameters });
  return { referential, computed, choice, travel, parameters, results, offerPlaces, kept };
}

function drawManifest(travel: TravelTimes, parameters: RunParameters): RunManifest {
  return {
    ...{ id: '0123456789abcdef', departementCode: '00', departementName: 'Route', fictional: true, cogYear: 2025, engineVersion: '0' },
    ...{ parameters, travelMethod: travel.method, travelOrigins: 'centres', travelError: '', files: [], sources: [], choices: [] },
    ...{ missing: [], neighbours: [], offer: null, userIndicators: [], vintages: {} },
  };
}
