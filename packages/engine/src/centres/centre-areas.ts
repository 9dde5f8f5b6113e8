import { assert } from '../assert.ts';
import { measureCentres, type Reach } from './centres-by-distance.ts';
import { huffShares } from './huff.ts';

export interface CentreAreasQuery {
  /** The communes that choose, by index. */
  origins: readonly number[];
  /** The centres that they choose from, by index. */
  centres: readonly number[];
  /** Of every commune. Ties in minutes go to the higher score, then to the lowest index. */
  score: Float64Array;
  minutesBetween: (from: number, to: number) => number;
  /** Spares asking for the minutes to the centres that are too far; every centre is asked about without it. */
  reach?: Reach;
}

export interface NearestCentres {
  /** Per origin: the nearest centre, −1 when none is in reach. An origin that is a centre is its own, at 0 minute. */
  centre: Int32Array;
  minutes: Float64Array;
}

/** The nearest centre of each origin: areas of attraction without regard to the size of the centres. */
export function findNearestCentres({ origins, centres, score, minutesBetween, reach }: CentreAreasQuery): NearestCentres {
  const bestFirst = [...centres].sort((a, b) => score[b]! - score[a]! || a - b);
  const isCentre = new Set(centres);
  const byDistance = reach && measureCentres(bestFirst, reach);
  const centre = new Int32Array(origins.length).fill(-1);
  const minutes = new Float64Array(origins.length).fill(Infinity);
  for (const [position, origin] of origins.entries()) {
    if (isCentre.has(origin)) {
      centre[position] = origin;
      minutes[position] = 0;
      continue;
    }
    // The nearest as the crow flies bounds the others: what cannot be as near in minutes is not asked about.
    const first = byDistance?.lookFrom(origin) ?? -1;
    const bound = first === -1 ? Infinity : minutesBetween(origin, bestFirst[first]!);
    for (const [place, candidate] of bestFirst.entries()) {
      if (byDistance !== undefined && !byDistance.mayBeWithin(place, bound)) continue;
      const value = minutesBetween(origin, candidate);
      assert(value >= 0, `temps négatif ou absent de ${origin} à ${candidate}`);
      if (value >= minutes[position]!) continue;
      minutes[position] = value;
      centre[position] = candidate;
    }
  }
  return { centre, minutes };
}

export interface HuffChoice {
  first: number;
  firstShareRatio: number;
  /** −1 when a single centre is in reach. */
  second: number;
  secondShareRatio: number;
  /** True when the two are within `sharedGapRatio`: the area has no single centre. */
  shared: boolean;
}

/**
 * The two centres that draw most from each origin (Huff, 1963), among those within `reachMinutes`; null where none is.
 * `attraction` is what each commune offers, usually the number of its services. Equal shares go to the higher score,
 * then to the lowest index.
 */
export function findHuffCentres(
  query: CentreAreasQuery & { attraction: ArrayLike<number>; alpha: number; beta: number; reachMinutes: number; sharedGapRatio: number },
): (HuffChoice | null)[] {
  const { origins, centres, score, minutesBetween, attraction, alpha, beta, reachMinutes, sharedGapRatio, reach } = query;
  const bestFirst = [...centres].sort((a, b) => score[b]! - score[a]! || a - b);
  const byDistance = reach && measureCentres(bestFirst, reach);
  return origins.map((origin) => {
    const within: number[] = [];
    const minutes: number[] = [];
    byDistance?.lookFrom(origin);
    for (const [place, centre] of bestFirst.entries()) {
      if (byDistance !== undefined && !byDistance.mayBeWithin(place, reachMinutes)) continue;
      const value = centre === origin ? 0 : minutesBetween(origin, centre);
      if (value > reachMinutes) continue;
      within.push(centre);
      minutes.push(value);
    }
    const pull = Float64Array.from(within, (centre) => attraction[centre]!);
    const shares = within.length === 0 ? null : huffShares({ attraction: pull, minutes: Float64Array.from(minutes), alpha, beta });
    if (shares === null) return null;
    let first = -1;
    let second = -1;
    for (let place = 0; place < shares.length; place++) {
      if (first === -1 || shares[place]! > shares[first]!) {
        second = first;
        first = place;
      } else if (second === -1 || shares[place]! > shares[second]!) second = place;
    }
    const secondShareRatio = second === -1 ? 0 : shares[second]!;
    return {
      first: within[first]!,
      firstShareRatio: shares[first]!,
      second: second === -1 ? -1 : within[second]!,
      secondShareRatio,
      shared: second !== -1 && shares[first]! - secondShareRatio < sharedGapRatio,
    };
  });
}
