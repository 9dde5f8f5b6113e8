import { assert } from '../assert.ts';
import { estimateMinutes } from './estimated-minutes.ts';
import { checkQuery, discMeanMinutes, groupByCommune, type NearestQuery } from './minutes-to-nearest.ts';
import { chordToKm, lowerBound, squaredChord, squaredChordOfDegrees, toUnitVectors, type UnitVectors } from './unit-vectors.ts';

/** The `k` nearest points of each origin and type, `[origin × type × k]`, the nearest first; Infinity and −1 past the last reached. */
export interface NearestPlaces {
  k: number;
  minutes: Float32Array;
  pointIndex: Int32Array;
}

/**
 * The `k` nearest points of each type from each origin, by the same minutes as `minutesToNearestOfEachType`: the first of each
 * list is its answer. Points of the origin's own commune come by their distance, whatever their minutes.
 */
export function kNearestPlaces(query: NearestQuery, k: number): NearestPlaces {
  checkQuery(query);
  assert(Number.isInteger(k) && k >= 1, 'un nombre entier de lieux, au moins 1');
  const { originLat, originCommune, points, model } = query;
  const originCount = originLat.length;
  const typeCount = query.typeFirst.length - 1;
  const places: NearestPlaces = {
    k,
    minutes: new Float32Array(originCount * typeCount * k).fill(Infinity),
    pointIndex: new Int32Array(originCount * typeCount * k).fill(-1),
  };
  const origins = toUnitVectors(query.originLon, originLat);
  const vectors = toUnitVectors(points.lon, points.lat);
  const own = createList(k);
  const others = createList(k);
  for (let type = 0; type < typeCount; type++) {
    const byLatitude = query.typePoints
      .slice(query.typeFirst[type]!, query.typeFirst[type + 1]!)
      .sort((a, b) => points.lat[a]! - points.lat[b]! || a - b);
    const communes = groupByCommune(byLatitude, points.communeIndex);
    for (let origin = 0; origin < originCount; origin++) {
      const ownPoints = communes.get(originCommune[origin]!) ?? [];
      const ownMinutes = query.intraCommune === 'zero' ? 0 : discMeanMinutes(query.originAreaKm2[origin]!, model);
      own.count = 0;
      for (const point of ownPoints) insert(own, point, squaredChord(vectors, point, origins, origin));
      others.count = 0;
      // At 0 minute nothing elsewhere can come before.
      if (ownMinutes > 0 || own.count < k) findElsewhere(others, { query, byLatitude, vectors, origins, origin });
      const row = (origin * typeCount + type) * k;
      let next = 0;
      for (let slot = 0, nextOwn = 0; slot < k; slot++) {
        const minutesElsewhere =
          next < others.count ? estimateMinutes(chordToKm(squaredChord(vectors, others.point[next]!, origins, origin)), model) : Infinity;
        const isOwn = nextOwn < own.count && ownMinutes <= minutesElsewhere;
        const minutes = isOwn ? ownMinutes : minutesElsewhere;
        if (minutes > query.maxMinutes || (!isOwn && next >= others.count)) break;
        places.minutes[row + slot] = minutes;
        places.pointIndex[row + slot] = isOwn ? own.point[nextOwn++]! : others.point[next++]!;
      }
    }
  }
  return places;
}

/** The nearest points so far, by chord then by index. */
interface ChordList {
  count: number;
  point: Int32Array;
  chord: Float64Array;
}

const createList = (k: number): ChordList => ({ count: 0, point: new Int32Array(k), chord: new Float64Array(k) });

function insert(list: ChordList, point: number, chord: number): void {
  const { length } = list.point;
  const isBefore = (slot: number) => chord < list.chord[slot]! || (chord === list.chord[slot] && point < list.point[slot]!);
  if (list.count === length && !isBefore(length - 1)) return;
  let slot = list.count < length ? list.count++ : length - 1;
  for (; slot > 0 && isBefore(slot - 1); slot--) {
    list.point[slot] = list.point[slot - 1]!;
    list.chord[slot] = list.chord[slot - 1]!;
  }
  list.point[slot] = point;
  list.chord[slot] = chord;
}

/** Walks north and south from the origin until the latitude alone is farther than the last of a full list. */
function findElsewhere(
  list: ChordList,
  search: { query: NearestQuery; byLatitude: Uint32Array; vectors: UnitVectors; origins: UnitVectors; origin: number },
): void {
  const { query, byLatitude, vectors, origins, origin } = search;
  const { lat, communeIndex } = query.points;
  const originLat = query.originLat[origin]!;
  const commune = query.originCommune[origin]!;
  let north = lowerBound(byLatitude, lat, originLat);
  let south = north - 1;
  while (south >= 0 || north < byLatitude.length) {
    const southGap = south >= 0 ? originLat - lat[byLatitude[south]!]! : Infinity;
    const northGap = north < byLatitude.length ? lat[byLatitude[north]!]! - originLat : Infinity;
    const worst = list.count === list.point.length ? list.chord[list.count - 1]! : Infinity;
    // The margin keeps points of the very same distance in play, so that the lowest index wins.
    if (squaredChordOfDegrees(Math.min(southGap, northGap)) > worst * (1 + 1e-9)) return;
    const point = byLatitude[southGap < northGap ? south-- : north++]!;
    if (communeIndex[point] !== commune) insert(list, point, squaredChord(vectors, point, origins, origin));
  }
}
