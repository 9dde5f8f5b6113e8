import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { greatCircleKm } from '../travel/great-circle.ts';
import { findAttraction } from './attraction.ts';
import { findHuffCentres, findNearestCentres } from './centre-areas.ts';

test('with centres left out for being too far, every answer is the one that asks about all', () => {
  const random = seededRandom(8);
  for (let world = 0; world < 40; world++) {
    const count = 40;
    const lon = Float64Array.from({ length: count }, () => 2 + Math.round(random() * 8) / 10);
    const lat = Float64Array.from({ length: count }, () => 50 + Math.round(random() * 8) / 10);
    // Slower or faster by the pair, at 90 km/h at most; some are cut off.
    const minutesBetween = (from: number, to: number) => {
      if (from === to) return 0;
      const km = greatCircleKm({ lon: lon[from]!, lat: lat[from]! }, { lon: lon[to]!, lat: lat[to]! });
      return (from * 7 + to * 13) % 11 === 0 ? Infinity : km / 1.5 + ((from * 31 + to * 17) % 5);
    };
    let asked = 0;
    const counted = (from: number, to: number) => {
      asked++;
      return minutesBetween(from, to);
    };
    const score = Float64Array.from({ length: count }, () => Math.round(random() * 3));
    const level = Uint8Array.from({ length: count }, () => Math.floor(random() ** 3 * 5));
    const centres = [...level.keys()].filter((commune) => level[commune]! > 0);
    const reach = { lon, lat, farthestKm: (minutes: number) => minutes * 1.5 };
    const base = { origins: [...level.keys()], centres, score };
    const huff = { alpha: 1, beta: 2, reachMinutes: 30, sharedGapRatio: 0.1, attraction: score };
    expect(findNearestCentres({ ...base, minutesBetween: counted, reach })).toEqual(findNearestCentres({ ...base, minutesBetween }));
    expect(asked).toBeLessThan(count * centres.length);
    expect(findHuffCentres({ ...base, ...huff, minutesBetween, reach })).toEqual(findHuffCentres({ ...base, ...huff, minutesBetween }));
    expect(findAttraction({ level, score, minutesBetween, reach })).toEqual(findAttraction({ level, score, minutesBetween }));
  }
});
