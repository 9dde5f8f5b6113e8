import { assert } from '../assert.ts';
import { measureCentres, type Reach } from './centres-by-distance.ts';

export interface AttractionQuery {
  /** Level 0–4 of each commune. */
  level: Uint8Array;
  /** Ties in minutes go to the higher score, then to the lowest index. */
  score: Float64Array;
  /** Minutes from one commune to another, by index; Infinity when unreachable. */
  minutesBetween: (from: number, to: number) => number;
  /** Only the first communes are asked about; the others are there to be turned to. All by default. */
  askedCount?: number;
  /** Spares asking for the minutes to the centres that are too far; every centre is asked about without it. */
  reach?: Reach;
}

export interface Attraction {
  /** The nearest commune of a higher level, −1 for the top of the network. */
  attractedTo: Int32Array;
  /** Minutes to it, Infinity where there is none. */
  attractedMinutes: Float32Array;
  /** Communes asked about that depend directly on this one. */
  dependentCount: Uint32Array;
}

/**
 * The centre that each commune turns to: the nearest commune of a strictly higher level, by the minutes given.
 * A commune of the highest level present, or with no higher commune in reach, turns to none.
 */
export function findAttraction({ level, score, minutesBetween, askedCount = level.length, reach }: AttractionQuery): Attraction {
  assert(score.length === level.length, 'un score par commune');
  const attractedTo = new Int32Array(level.length).fill(-1);
  const attractedMinutes = new Float32Array(level.length).fill(Infinity);
  const dependentCount = new Uint32Array(level.length);
  const centres = [...level.keys()].filter((commune) => level[commune]! > 0).sort((a, b) => score[b]! - score[a]! || a - b);
  const byDistance = reach && measureCentres(centres, reach);

  for (let commune = 0; commune < askedCount; commune++) {
    let best = Infinity;
    // Bounded by the best so far: the centres come best endowed first, not nearest first.
    byDistance?.lookFrom(commune);
    for (const [place, centre] of centres.entries()) {
      if (level[centre]! <= level[commune]!) continue;
      if (byDistance !== undefined && best < Infinity && !byDistance.mayBeWithin(place, best)) continue;
      const minutes = minutesBetween(commune, centre);
      assert(minutes >= 0, `temps négatif ou absent de ${commune} à ${centre}`);
      if (minutes >= best) continue; // centres come best endowed first: an equal time changes nothing
      best = minutes;
      attractedTo[commune] = centre;
    }
    attractedMinutes[commune] = best;
    if (attractedTo[commune] !== -1) dependentCount[attractedTo[commune]!]!++;
  }
  return { attractedTo, attractedMinutes, dependentCount };
}
