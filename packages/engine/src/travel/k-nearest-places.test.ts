import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { ISERE_MODEL } from './estimated-minutes.ts';
import { kNearestPlaces } from './k-nearest-places.ts';
import { minutesToNearestOfEachType, type NearestQuery } from './minutes-to-nearest.ts';

function world(seed: number, intraCommune: NearestQuery['intraCommune']): NearestQuery {
  const random = seededRandom(seed);
  const [originCount, pointCount] = [12, 30];
  const spots = (count: number) => ({
    lon: Float64Array.from({ length: count }, () => Math.round(random() * 40) / 100),
    lat: Float64Array.from({ length: count }, () => 50 + Math.round(random() * 40) / 100),
    communeIndex: Int32Array.from({ length: count }, () => Math.floor(random() * 6)),
  });
  const origins = spots(originCount);
  const points = spots(pointCount);
  const types = [[], [4], [...Array(pointCount).keys()], [...Array(pointCount).keys()].filter(() => random() < 0.4)];
  const typeFirst = [0];
  for (const type of types) typeFirst.push(typeFirst.at(-1)! + type.length);
  return {
    ...{ originLon: origins.lon, originLat: origins.lat, originCommune: origins.communeIndex },
    ...{ originAreaKm2: new Float64Array(originCount).fill(12), points, typeFirst: Uint32Array.from(typeFirst) },
    ...{ typePoints: Uint32Array.from(types.flat()), model: ISERE_MODEL, intraCommune, maxMinutes: 40 },
  };
}

test('the first of each list is the nearest, and the next are those that remain when it is taken away', () => {
  for (const intraCommune of ['zero', 'disc-mean'] as const)
    for (let seed = 1; seed <= 20; seed++) {
      const query = world(seed, intraCommune);
      const { minutes, pointIndex } = kNearestPlaces(query, 3);
      const typeCount = query.typeFirst.length - 1;
      for (let origin = 0; origin < query.originLon.length; origin++)
        for (let type = 0; type < typeCount; type++) {
          let left = [...query.typePoints.slice(query.typeFirst[type], query.typeFirst[type + 1])];
          for (let slot = 0; slot < 3; slot++) {
            const slow = minutesToNearestOfEachType({
              ...query,
              ...{ originLon: query.originLon.slice(origin, origin + 1), originLat: query.originLat.slice(origin, origin + 1) },
              ...{
                originCommune: query.originCommune.slice(origin, origin + 1),
                originAreaKm2: query.originAreaKm2.slice(origin, origin + 1),
              },
              ...{ typeFirst: Uint32Array.of(0, left.length), typePoints: Uint32Array.from(left) },
            });
            const cell = (origin * typeCount + type) * 3 + slot;
            expect(minutes[cell]).toBe(slow.minutes[0]);
            // Two points of the commune at 0 minute may come in either order; the minutes are what is published.
            if (slow.pointIndex[0] === -1) expect(pointIndex[cell]).toBe(-1);
            left = left.filter((point) => point !== pointIndex[cell]);
          }
        }
    }
});
