import { assert } from '../assert.ts';

export interface GreyZonesQuery {
  /** `[commune × service]`, row-major; Infinity unreachable, NaN not collected. */
  minutes: Float32Array | Float64Array;
  /** Minutes to the second nearest place, in the same layout; null when not known. */
  secondMinutes: Float32Array | Float64Array | null;
  /** Services of the scope, as columns. */
  columns: readonly number[];
  /** Reference minutes of each column of `minutes`; NaN leaves the service out. */
  referenceMinutes: Float64Array;
  /** Weight of each column of `minutes`. */
  weights: Float64Array;
  /** A service is grey beyond `factor` × reference, strictly. */
  factor: number;
  /** Share of the weight known that must be grey for the commune to be grey. */
  minimumShare: number;
  /** Within this share under the threshold, a service is nearly grey. */
  watchRatio: number;
}

/** Each array has one entry per commune. */
export interface GreyZones {
  greyCount: Uint16Array;
  knownCount: Uint16Array;
  /** Weight of the grey services. */
  greyWeight: Float64Array;
  /** The same over the weight of the services known, 0 white to 1; NaN where none is known. */
  greyRatio: Float64Array;
  /** Mean of the excess over the reference, 0.5 = half as long again; Infinity when a service is out of reach. */
  intensity: Float64Array;
  /** Services not grey that would be if their nearest place closed; −1 where the second nearest is not known. */
  fragileCount: Int16Array;
  isGrey: Uint8Array;
  /** Not grey, and would be with thresholds lower by `watchRatio`, or if one place closed. */
  isWatched: Uint8Array;
}

/** Forgives the rounding of a sum of weights that falls on the share asked. */
const ROUNDING = 1e-9;

/** How grey each commune is over the services of a scope: how many pass the reference, by how much, and how near to it. */
export function findGreyZones(query: GreyZonesQuery): GreyZones {
  const { minutes, secondMinutes, columns, referenceMinutes, weights, factor, minimumShare, watchRatio } = query;
  const serviceCount = referenceMinutes.length;
  assert(serviceCount > 0 && minutes.length % serviceCount === 0 && weights.length === serviceCount, 'un temps par commune et service');
  assert(secondMinutes === null || secondMinutes.length === minutes.length, 'un second temps par commune et service');
  const communeCount = minutes.length / serviceCount;
  const zones: GreyZones = {
    greyCount: new Uint16Array(communeCount),
    knownCount: new Uint16Array(communeCount),
    greyWeight: new Float64Array(communeCount),
    greyRatio: new Float64Array(communeCount).fill(Number.NaN),
    intensity: new Float64Array(communeCount).fill(Number.NaN),
    fragileCount: new Int16Array(communeCount).fill(secondMinutes === null ? -1 : 0),
    isGrey: new Uint8Array(communeCount),
    isWatched: new Uint8Array(communeCount),
  };
  for (let commune = 0; commune < communeCount; commune++) {
    let knownWeight = 0;
    let nearlyGreyWeight = 0;
    let heaviestFragile = 0;
    let excess = 0;
    for (const service of columns) {
      const value = minutes[commune * serviceCount + service]!;
      const reference = referenceMinutes[service]! * factor;
      if (Number.isNaN(value) || Number.isNaN(reference)) continue;
      const weight = weights[service]!;
      zones.knownCount[commune]!++;
      knownWeight += weight;
      // With a reference of 0, everybody has it at home: any journey is infinitely longer, and says nothing as a ratio.
      excess += reference > 0 ? Math.max(0, value / reference - 1) : 0;
      if (value > reference * (1 - watchRatio)) nearlyGreyWeight += weight;
      if (value > reference) {
        zones.greyCount[commune]!++;
        zones.greyWeight[commune]! += weight;
      } else if (secondMinutes !== null && secondMinutes[commune * serviceCount + service]! > reference) {
        zones.fragileCount[commune]!++;
        heaviestFragile = Math.max(heaviestFragile, weight);
      }
    }
    if (knownWeight === 0) continue;
    const enough = minimumShare * knownWeight - ROUNDING;
    zones.greyRatio[commune] = zones.greyWeight[commune]! / knownWeight;
    zones.intensity[commune] = excess / zones.knownCount[commune]!;
    if (zones.greyWeight[commune]! > 0 && zones.greyWeight[commune]! >= enough) zones.isGrey[commune] = 1;
    else if (nearlyGreyWeight >= enough || (heaviestFragile > 0 && zones.greyWeight[commune]! + heaviestFragile >= enough))
      zones.isWatched[commune] = 1;
  }
  return zones;
}
