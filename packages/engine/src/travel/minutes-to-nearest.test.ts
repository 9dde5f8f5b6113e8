import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { type EstimateModel, estimateMinutes } from './estimated-minutes.ts';
import { greatCircleKm } from './great-circle.ts';
import { discMeanMinutes, minutesToNearestOfEachType, type NearestQuery } from './minutes-to-nearest.ts';

/** One minute a kilometre: minutes are kilometres. */
const WALK: EstimateModel = { minutesAtOneKm: 1, exponent: 1 };
const KM_PER_DEGREE = 111.19508;

// On one meridian, 0.1 degree apart (11.12 km): Bourg (a school, a bank), Hameau (nothing), Ville (a school).
const [BOURG, HAMEAU, VILLE] = [0, 1, 2];
const [SCHOOL, BANK, HOSPITAL] = [0, 1, 2];
const world: NearestQuery = {
  originLon: Float64Array.of(2, 2, 2),
  originLat: Float64Array.of(50, 50.1, 50.2),
  originCommune: Int32Array.of(BOURG, HAMEAU, VILLE),
  originAreaKm2: Float64Array.of(12, 5, 30),
  points: { lon: Float64Array.of(2, 2, 2), lat: Float64Array.of(50, 50, 50.2), communeIndex: Int32Array.of(BOURG, BOURG, VILLE) },
  typeFirst: Uint32Array.of(0, 2, 3, 3),
  typePoints: Uint32Array.of(0, 2, 1),
  model: WALK,
  intraCommune: 'zero',
  maxMinutes: 180,
};
const at = (origin: number, type: number) => origin * 3 + type;

test('the Hameau, between two schools, is sent to the nearer', () => {
  const { minutes, pointIndex } = minutesToNearestOfEachType({ ...world, originLat: Float64Array.of(50, 50.09, 50.2) });
  expect(minutes[at(HAMEAU, SCHOOL)]).toBeCloseTo(0.09 * KM_PER_DEGREE, 4);
  expect(pointIndex[at(HAMEAU, SCHOOL)]).toBe(0);
  expect(minutes[at(VILLE, BANK)]).toBeCloseTo(0.2 * KM_PER_DEGREE, 4);
});

test('two places at the very same spot: the lowest index is named', () => {
  const twice = { lon: Float64Array.of(2, 2, 2), lat: Float64Array.of(50.3, 50.3, 50.3), communeIndex: Int32Array.of(9, 9, 9) };
  const { pointIndex } = minutesToNearestOfEachType({ ...world, points: twice, typePoints: Uint32Array.of(2, 1, 0) });
  expect(pointIndex[at(HAMEAU, SCHOOL)]).toBe(1);
});

test('a service in the commune costs nothing, or the mean of a disc as large as the commune', () => {
  expect(minutesToNearestOfEachType(world).minutes[at(BOURG, BANK)]).toBe(0);
  // EX5.1: 12 km², detour 1.3 at 40 km/h = 1.95 min/km → 2.54073 min.
  const model = { minutesAtOneKm: (60 * 1.3) / 40, exponent: 1 };
  expect(discMeanMinutes(12, model)).toBeCloseTo(2.54073, 5);
  const { minutes } = minutesToNearestOfEachType({ ...world, model, intraCommune: 'disc-mean' });
  expect(minutes[at(BOURG, BANK)]).toBeCloseTo(2.54073, 5);
});

test('with the mean of a disc, a place just across the boundary may be nearer than one’s own', () => {
  const points = { lon: Float64Array.of(2, 2), lat: Float64Array.of(50, 50.005), communeIndex: Int32Array.of(BOURG, VILLE) };
  const { minutes, pointIndex } = minutesToNearestOfEachType({
    ...world,
    points,
    typeFirst: Uint32Array.of(0, 2),
    typePoints: Uint32Array.of(0, 1),
    intraCommune: 'disc-mean',
  });
  expect(minutes[BOURG]).toBeCloseTo(0.005 * KM_PER_DEGREE, 5);
  expect(pointIndex[BOURG]).toBe(1);
});

test('no hospital anywhere, or none within the hour: unreachable, not zero', () => {
  const { minutes, pointIndex } = minutesToNearestOfEachType({ ...world, maxMinutes: 20 });
  expect(minutes[at(BOURG, HOSPITAL)]).toBe(Infinity);
  expect(minutes[at(VILLE, BANK)]).toBe(Infinity);
  expect(pointIndex[at(VILLE, BANK)]).toBe(-1);
});

test('a missing coordinate stops the computation', () => {
  expect(() => minutesToNearestOfEachType({ ...world, originLat: Float64Array.of(50, Number.NaN, 50) })).toThrow('coordonnées');
});

function randomWorld(seed: number): NearestQuery {
  const random = seededRandom(seed);
  const draw = (count: number, from: number, width: number) => Float64Array.from({ length: count }, () => from + width * random());
  const originCount = 30;
  const pointCount = 120;
  const typeOf = Array.from({ length: pointCount }, () => Math.floor(random() ** 2 * 6));
  const typePoints = Uint32Array.from([...typeOf.keys()].sort((a, b) => typeOf[a]! - typeOf[b]! || b - a));
  return {
    originLon: draw(originCount, 1.5, 2),
    originLat: draw(originCount, 49.5, 1.5),
    originCommune: Int32Array.from({ length: originCount }, (_, index) => index),
    originAreaKm2: draw(originCount, 1, 30),
    points: {
      lon: draw(pointCount, 1.5, 2),
      lat: draw(pointCount, 49.5, 1.5),
      communeIndex: Int32Array.from({ length: pointCount }, () => Math.floor(random() * 60)),
    },
    typeFirst: Uint32Array.from({ length: 7 }, (_, type) => typeOf.filter((other) => other < type).length),
    typePoints,
    model: { minutesAtOneKm: 3, exponent: 0.8 },
    intraCommune: seed % 2 === 0 ? 'zero' : 'disc-mean',
    maxMinutes: 90,
  };
}

/** The same rule, every point tried in turn. */
function slowMinutes(query: NearestQuery, origin: number, type: number): number {
  let best = Infinity;
  for (const point of query.typePoints.subarray(query.typeFirst[type]!, query.typeFirst[type + 1]!)) {
    const own = query.points.communeIndex[point] === query.originCommune[origin];
    const km = greatCircleKm(
      { lon: query.originLon[origin]!, lat: query.originLat[origin]! },
      { lon: query.points.lon[point]!, lat: query.points.lat[point]! },
    );
    const ownMinutes = query.intraCommune === 'zero' ? 0 : discMeanMinutes(query.originAreaKm2[origin]!, query.model);
    best = Math.min(best, own ? ownMinutes : estimateMinutes(km, query.model));
  }
  return best > query.maxMinutes ? Infinity : best;
}

test('on random territories, the search finds what trying every place finds', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const query = randomWorld(seed);
    const { minutes } = minutesToNearestOfEachType(query);
    for (let origin = 0; origin < 30; origin++)
      for (let type = 0; type < 6; type++) {
        const expected = slowMinutes(query, origin, type);
        if (expected === Infinity) expect(minutes[origin * 6 + type]).toBe(Infinity);
        else expect(minutes[origin * 6 + type]).toBeCloseTo(expected, 3);
      }
  }
});

test('computing the communes in two pieces gives the same bytes', () => {
  const query = randomWorld(7);
  const whole = minutesToNearestOfEachType(query);
  const piece = (from: number, to: number) =>
    minutesToNearestOfEachType({
      ...query,
      originLon: query.originLon.slice(from, to),
      originLat: query.originLat.slice(from, to),
      originCommune: query.originCommune.slice(from, to),
      originAreaKm2: query.originAreaKm2.slice(from, to),
    });
  const [first, second] = [piece(0, 11), piece(11, 30)];
  expect([...first.minutes, ...second.minutes]).toEqual([...whole.minutes]);
  expect([...first.pointIndex, ...second.pointIndex]).toEqual([...whole.pointIndex]);
});
