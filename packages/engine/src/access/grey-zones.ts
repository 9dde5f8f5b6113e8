import { assert } from '../assert.ts';

export interface GreyZonesQuery {
  /** `[commune × service]`, row-major; Infinity unreachable, NaN not collected. */
  minutes: Float32Array | Float64Array;
  /** Reference mean of each service (Département, région or France); NaN leaves the service out. */
  referenceMinutes: Float64Array;
  /** Weight of each service. */
  weights: Float64Array;
}

export interface GreyZones {
  /** Weight of the services that are farther than the reference (strictly). */
  greyWeight: Float64Array;
  /** The same over the weight of the services known, 0 white to 1; NaN where none is known. */
  greyRatio: Float64Array;
  /** Mean of the excess over the reference, 0.5 = half as long again; Infinity when a service is out of reach. */
  intensity: Float64Array;
}

/** How grey each commune is: the services whose minutes pass the reference mean, and by how much. */
export function findGreyZones({ minutes, referenceMinutes, weights }: GreyZonesQuery): GreyZones {
  const serviceCount = referenceMinutes.length;
  assert(serviceCount > 0 && minutes.length % serviceCount === 0 && weights.length === serviceCount, 'un temps par commune et service');
  assert(
    referenceMinutes.every((value) => Number.isNaN(value) || value > 0),
    'temps de référence positifs',
  );
  const communeCount = minutes.length / serviceCount;
  const greyWeight = new Float64Array(communeCount);
  const greyRatio = new Float64Array(communeCount);
  const intensity = new Float64Array(communeCount);
  for (let commune = 0; commune < communeCount; commune++) {
    let knownWeight = 0;
    let knownCount = 0;
    let excess = 0;
    for (let service = 0; service < serviceCount; service++) {
      const value = minutes[commune * serviceCount + service]!;
      const reference = referenceMinutes[service]!;
      if (Number.isNaN(value) || Number.isNaN(reference)) continue;
      knownWeight += weights[service]!;
      knownCount++;
      if (value > reference) greyWeight[commune]! += weights[service]!;
      excess += Math.max(0, value / reference - 1);
    }
    greyRatio[commune] = knownWeight > 0 ? greyWeight[commune]! / knownWeight : Number.NaN;
    intensity[commune] = knownCount > 0 ? excess / knownCount : Number.NaN;
  }
  return { greyWeight, greyRatio, intensity };
}
