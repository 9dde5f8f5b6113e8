import { assert } from '../assert.ts';
import { type EstimateModel, estimateMinutes } from './estimated-minutes.ts';
import { chordToKm, lowerBound, squaredChord, squaredChordOfDegrees, toUnitVectors, type UnitVectors } from './unit-vectors.ts';

/** How the minutes to a service in the origin's own commune are counted. */
export type IntraCommune = 'zero' | 'disc-mean';

export interface NearestQuery {
  originLon: Float64Array;
  originLat: Float64Array;
  /** Index of the commune of each origin, to be compared with `points.communeIndex`. */
  originCommune: Int32Array;
  /** Area of the commune of each origin, km²: read by `disc-mean` only. */
  originAreaKm2: Float64Array;
  points: { lon: Float64Array; lat: Float64Array; communeIndex: Int32Array };
  /** Points of type `t` are `typePoints[typeFirst[t]] … typePoints[typeFirst[t + 1] − 1]`. */
  typeFirst: Uint32Array;
  typePoints: Uint32Array;
  model: EstimateModel;
  intraCommune: IntraCommune;
  /** Longer journeys count as unreachable. */
  maxMinutes: number;
}

export interface NearestResult {
  /** `[origin × type]`, row-major; Infinity where no point of the type is within `maxMinutes`. */
  minutes: Float32Array;
  /** `[origin × type]`: the point reached, −1 where none. */
  pointIndex: Int32Array;
}

/** Mean minutes from the centre of a disc as large as the commune to its points (2/3 of the radius away on average). */
export function discMeanMinutes(areaKm2: number, model: EstimateModel): number {
  assert(areaKm2 >= 0, `superficie négative ou absente : ${areaKm2}`);
  return estimateMinutes((2 / 3) * Math.sqrt(areaKm2 / Math.PI), model);
}

/**
 * Minutes from each origin to the nearest point of each type, and which point. A point of the origin's own
 * commune costs 0 (`zero`) or the mean of a disc of its area (`disc-mean`), wherever it stands in the commune.
 * Equal distances go to the lowest point index. Each origin is computed alone: cutting the origins in
 * pieces changes nothing. A type without points is Infinity: the caller says which types are not collected.
 */
export function minutesToNearestOfEachType(query: NearestQuery): NearestResult {
  checkQuery(query);
  const { originLat, originCommune, points, model, intraCommune } = query;
  const originCount = originLat.length;
  const typeCount = query.typeFirst.length - 1;
  const minutes = new Float32Array(originCount * typeCount).fill(Infinity);
  const pointIndex = new Int32Array(originCount * typeCount).fill(-1);
  const origins = toUnitVectors(query.originLon, originLat);
  const vectors = toUnitVectors(points.lon, points.lat);

  for (let type = 0; type < typeCount; type++) {
    const ofType = query.typePoints.slice(query.typeFirst[type]!, query.typeFirst[type + 1]!);
    const byLatitude = ofType.sort((a, b) => points.lat[a]! - points.lat[b]! || a - b);
    const communes = groupByCommune(byLatitude, points.communeIndex);
    for (let origin = 0; origin < originCount; origin++) {
      const commune = originCommune[origin]!;
      const ownPoints = communes.get(commune);
      let best = -1;
      let bestMinutes = Infinity;
      if (ownPoints !== undefined) {
        best = nearestAmong(ownPoints, vectors, origins, origin);
        bestMinutes = intraCommune === 'zero' ? 0 : discMeanMinutes(query.originAreaKm2[origin]!, model);
      }
      if (bestMinutes > 0) {
        const other = nearestElsewhere(byLatitude, query, vectors, origins, origin);
        const km = other === -1 ? Infinity : chordToKm(squaredChord(vectors, other, origins, origin));
        const otherMinutes = estimateMinutes(km, model);
        if (otherMinutes < bestMinutes || (otherMinutes === bestMinutes && other < best)) {
          best = other;
          bestMinutes = otherMinutes;
        }
      }
      if (best === -1 || bestMinutes > query.maxMinutes) continue;
      minutes[origin * typeCount + type] = bestMinutes;
      pointIndex[origin * typeCount + type] = best;
    }
  }
  return { minutes, pointIndex };
}

/**
 * Nearest point outside the origin's commune, −1 when there is none. Walks north and south from the origin's
 * latitude and stops once the latitude alone is farther than the best found.
 */
function nearestElsewhere(
  byLatitude: Uint32Array,
  query: NearestQuery,
  vectors: UnitVectors,
  origins: UnitVectors,
  origin: number,
): number {
  const { lat, communeIndex } = query.points;
  const originLat = query.originLat[origin]!;
  const commune = query.originCommune[origin]!;
  let north = lowerBound(byLatitude, lat, originLat);
  let south = north - 1;
  let best = -1;
  let bestChord = Infinity;
  while (south >= 0 || north < byLatitude.length) {
    const southGap = south >= 0 ? originLat - lat[byLatitude[south]!]! : Infinity;
    const northGap = north < byLatitude.length ? lat[byLatitude[north]!]! - originLat : Infinity;
    // The margin keeps points of the very same distance in play, so that the lowest index wins.
    if (squaredChordOfDegrees(Math.min(southGap, northGap)) > bestChord * (1 + 1e-9)) break;
    const point = byLatitude[southGap < northGap ? south-- : north++]!;
    if (communeIndex[point] === commune) continue;
    const chord = squaredChord(vectors, point, origins, origin);
    if (chord < bestChord || (chord === bestChord && point < best)) {
      best = point;
      bestChord = chord;
    }
  }
  return best;
}

function nearestAmong(candidates: readonly number[], vectors: UnitVectors, origins: UnitVectors, origin: number): number {
  let best = -1;
  let bestChord = Infinity;
  for (const point of candidates) {
    const chord = squaredChord(vectors, point, origins, origin);
    if (chord < bestChord || (chord === bestChord && point < best)) {
      best = point;
      bestChord = chord;
    }
  }
  return best;
}

export function groupByCommune(points: Uint32Array, communeIndex: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const point of points) {
    const commune = communeIndex[point]!;
    const group = groups.get(commune);
    if (group === undefined) groups.set(commune, [point]);
    else group.push(point);
  }
  return groups;
}

export function checkQuery(query: NearestQuery): void {
  const originCount = query.originLon.length;
  const pointCount = query.points.lon.length;
  assert(query.originLat.length === originCount, 'une latitude par origine');
  assert(query.originCommune.length === originCount, 'une commune par origine');
  assert(query.originAreaKm2.length === originCount, 'une superficie par origine');
  assert(query.points.lat.length === pointCount && query.points.communeIndex.length === pointCount, 'lon, lat et commune par point');
  assert(query.maxMinutes > 0, 'temps maximal positif');
  for (const values of [query.originLon, query.originLat, query.points.lon, query.points.lat])
    assert(values.every(Number.isFinite), 'coordonnées finies');
  assert(query.typeFirst.length >= 1 && query.typeFirst[0] === 0, 'typeFirst commence à 0');
  assert(query.typeFirst.at(-1) === query.typePoints.length, 'typeFirst couvre typePoints');
  for (let type = 1; type < query.typeFirst.length; type++)
    assert(query.typeFirst[type - 1]! <= query.typeFirst[type]!, 'typeFirst ne décroît pas');
  for (const point of query.typePoints) assert(point < pointCount, `le point ${point} n’existe pas`);
}
