import { type BandDecay, bandWeight } from '@maillage/engine/catchment/band-weight.ts';
import type { CatchmentPairs } from '@maillage/engine/catchment/floating-catchment.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';

const KM_PER_DEGREE = 111.195;
/** No car goes faster from one commune's centre to another: pairs farther apart than that are not even counted. */
const FASTEST_KMH = 130;

/** Journeys from commune to commune that are short enough to count, by origin. A commune is at its own minutes, 0 by convention. */
export interface CommunePairs {
  first: Uint32Array;
  target: Uint32Array;
  minutes: Float64Array;
}

/** Every pair of loaded communes within `limitMinutes`: those around count too, as places and as competitors. */
export function listCommunePairs(
  { referential, travel }: Pick<ChapterInput, 'referential' | 'travel'>,
  limitMinutes: number,
): CommunePairs {
  const { communes } = referential;
  const maxKm = (limitMinutes * FASTEST_KMH) / 60;
  const byLatitude = [...communes.keys()].sort((a, b) => communes[a]!.lat - communes[b]!.lat || a - b);
  const position = new Uint32Array(communes.length);
  for (const [place, commune] of byLatitude.entries()) position[commune] = place;
  const first = new Uint32Array(communes.length + 1);
  const target: number[] = [];
  const minutes: number[] = [];
  for (let from = 0; from < communes.length; from++) {
    const { lon, lat } = communes[from]!;
    const kmPerLon = KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
    const found: number[] = [];
    for (const step of [-1, 1])
      for (let place = position[from]! + step; place >= 0 && place < byLatitude.length; place += step) {
        const to = byLatitude[place]!;
        const northKm = (communes[to]!.lat - lat) * KM_PER_DEGREE;
        if (Math.abs(northKm) > maxKm) break;
        const eastKm = (communes[to]!.lon - lon) * kmPerLon;
        if (northKm * northKm + eastKm * eastKm <= maxKm * maxKm) found.push(to);
      }
    target.push(from);
    minutes.push(0);
    for (const to of found.sort((a, b) => a - b)) {
      const value = travel.minutesBetween(from, to);
      if (value > limitMinutes) continue;
      target.push(to);
      minutes.push(value);
    }
    first[from + 1] = target.length;
  }
  return { first, target: Uint32Array.from(target), minutes: Float64Array.from(minutes) };
}

/** The same journeys weighed by a decay; those that weigh nothing are left out. */
export function weighPairs({ first, target, minutes }: CommunePairs, decay: BandDecay): CatchmentPairs {
  const kept = Uint8Array.from(minutes, (value) => Number(bandWeight(value, decay) > 0));
  const count = kept.reduce((sum, one) => sum + one, 0);
  const pairs: CatchmentPairs = {
    siteCount: first.length - 1,
    first: new Uint32Array(first.length),
    site: new Uint32Array(count),
    weight: new Float64Array(count),
  };
  let next = 0;
  for (let origin = 0; origin < first.length - 1; origin++) {
    for (let pair = first[origin]!; pair < first[origin + 1]!; pair++) {
      if (kept[pair] === 0) continue;
      pairs.site[next] = target[pair]!;
      pairs.weight[next++] = bandWeight(minutes[pair]!, decay);
    }
    pairs.first[origin + 1] = next;
  }
  return pairs;
}
