import { type BandDecay, bandWeight } from '@maillage/engine/catchment/band-weight.ts';
import type { CatchmentPairs } from '@maillage/engine/catchment/floating-catchment.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';

const KM_PER_DEGREE = 111.195;
/** The plane stands for the sphere within this: pairs at the edge are asked for, and told by their minutes. */
const EDGE_RATIO = 1.01;

/** Journeys from commune to commune that are short enough to count, by origin. A commune is at its own minutes, 0 by convention. */
export interface CommunePairs {
  first: Uint32Array;
  target: Uint32Array;
  minutes: Float64Array;
}

/**
 * Pairs of loaded communes: within `own` minutes from the Département's own, within `others` from those around, which count as
 * places and as competitors.
 */
export function listCommunePairs(
  { referential, travel }: Pick<ChapterInput, 'referential' | 'travel'>,
  limits: { own: number; others: number },
): CommunePairs {
  const { communes, ownCount } = referential;
  const byLatitude = [...communes.keys()].sort((a, b) => communes[a]!.lat - communes[b]!.lat || a - b);
  const position = new Uint32Array(communes.length);
  for (const [place, commune] of byLatitude.entries()) position[commune] = place;
  const first = new Uint32Array(communes.length + 1);
  let target = new Uint32Array(communes.length * 64);
  let minutes = new Float64Array(target.length);
  let count = 0;
  const add = (to: number, value: number) => {
    if (count === target.length) {
      const [targets, values] = [target, minutes];
      target = new Uint32Array(2 * count);
      minutes = new Float64Array(2 * count);
      target.set(targets);
      minutes.set(values);
    }
    target[count] = to;
    minutes[count++] = value;
  };
  for (let from = 0; from < communes.length; from++) {
    const { lon, lat } = communes[from]!;
    const kmPerLon = KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
    const found: number[] = [];
    const limitMinutes = from < ownCount ? limits.own : limits.others;
    const maxKm = travel.farthestKm(limitMinutes) * EDGE_RATIO;
    for (const step of [-1, 1])
      for (let place = position[from]! + step; place >= 0 && place < byLatitude.length; place += step) {
        const to = byLatitude[place]!;
        const northKm = (communes[to]!.lat - lat) * KM_PER_DEGREE;
        if (Math.abs(northKm) > maxKm) break;
        const eastKm = (communes[to]!.lon - lon) * kmPerLon;
        if (northKm * northKm + eastKm * eastKm <= maxKm * maxKm) found.push(to);
      }
    add(from, 0);
    for (const to of found.sort((a, b) => a - b)) {
      const value = travel.minutesBetween(from, to);
      if (value <= limitMinutes) add(to, value);
    }
    first[from + 1] = count;
  }
  return { first, target: target.subarray(0, count), minutes: minutes.subarray(0, count) };
}

/** The same journeys weighed by a decay; those that weigh nothing are left out. */
export function weighPairs({ first, target, minutes }: CommunePairs, decay: BandDecay): CatchmentPairs {
  const all = minutes.map((value) => bandWeight(value, decay));
  let count = 0;
  for (const weight of all) if (weight > 0) count++;
  const pairs: CatchmentPairs = {
    siteCount: first.length - 1,
    first: new Uint32Array(first.length),
    site: new Uint32Array(count),
    weight: new Float64Array(count),
  };
  let next = 0;
  for (let origin = 0; origin < first.length - 1; origin++) {
    for (let pair = first[origin]!; pair < first[origin + 1]!; pair++) {
      if (all[pair] === 0) continue;
      pairs.site[next] = target[pair]!;
      pairs.weight[next++] = all[pair]!;
    }
    pairs.first[origin + 1] = next;
  }
  return pairs;
}
