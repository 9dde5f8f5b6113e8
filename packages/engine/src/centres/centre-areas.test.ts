import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { findHuffCentres, findNearestCentres } from './centre-areas.ts';

/** A road of five communes, in minutes from the west: A 0, B 20, C 30, D 45, E 200. */
const AT = [0, 20, 30, 45, 200];
const minutesBetween = (from: number, to: number) => Math.abs(AT[from]! - AT[to]!);
const huff = { alpha: 1, beta: 2, reachMinutes: 60, sharedGapRatio: 0.15 };

test('each commune turns to the nearest centre, a centre to itself, and a tie to the better endowed', () => {
  const score = Float64Array.of(0.5, 0.1, 0.9, 0.1, 0.1);
  const { centre, minutes } = findNearestCentres({ origins: [0, 1, 2, 3, 4], centres: [0, 2], score, minutesBetween });
  expect([...centre]).toEqual([0, 2, 2, 2, 2]);
  expect([...minutes]).toEqual([0, 10, 0, 15, 170]);
  const tie = findNearestCentres({ origins: [1], centres: [0, 3], score: Float64Array.of(0.5, 0, 0, 0.6), minutesBetween: () => 20 });
  expect([...tie.centre]).toEqual([3]);
});

test('A town of 100 services 20 min away and one of 40 services 10 min away: 38.5 % and 61.5 %', () => {
  const score = new Float64Array(5);
  const attraction = [100, 0, 40, 0, 0];
  const [choice] = findHuffCentres({ origins: [1], centres: [0, 2], score, minutesBetween, attraction, ...huff });
  expect(choice).toMatchObject({ first: 2, second: 0, shared: false });
  expect(choice!.firstShareRatio).toBeCloseTo(0.615385, 6);
  expect(choice!.secondShareRatio).toBeCloseTo(0.384615, 6);
});

test('two centres that draw nearly as much share the area; a lone centre shares nothing; out of reach there is none', () => {
  const score = new Float64Array(5);
  const attraction = [70, 0, 20, 0, 0];
  const [shared] = findHuffCentres({ origins: [1], centres: [0, 2], score, minutesBetween, attraction, ...huff });
  // 70/400 = 0.175 against 20/100 = 0.2: 46.7 % and 53.3 %, 6.7 points apart.
  expect(shared).toMatchObject({ first: 2, shared: true });
  expect(findHuffCentres({ origins: [1], centres: [0], score, minutesBetween, attraction, ...huff })).toEqual([
    { first: 0, firstShareRatio: 1, second: -1, secondShareRatio: 0, shared: false },
  ]);
  expect(findHuffCentres({ origins: [4], centres: [0, 2], score, minutesBetween, attraction, ...huff })).toEqual([null]);
});

test('the nearest centre is the one that a look at every centre finds', () => {
  const random = seededRandom(62);
  for (let world = 0; world < 30; world++) {
    const at = Array.from({ length: 25 }, () => Math.floor(random() * 40));
    const score = Float64Array.from(at, () => Math.floor(random() * 4));
    const centres = [...at.keys()].filter(() => random() < 0.3);
    const origins = [...at.keys()];
    const between = (from: number, to: number) => Math.abs(at[from]! - at[to]!);
    const { centre } = findNearestCentres({ origins, centres, score, minutesBetween: between });
    for (const origin of origins) {
      const slow = centres.includes(origin)
        ? origin
        : (centres.toSorted((a, b) => between(origin, a) - between(origin, b) || score[b]! - score[a]! || a - b)[0] ?? -1);
      expect(centre[origin]).toBe(slow);
    }
  }
});
