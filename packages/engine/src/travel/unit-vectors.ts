import { EARTH_RADIUS_KM, RADIANS_PER_DEGREE } from './great-circle.ts';

/** Points on the unit sphere: comparing straight chords avoids trigonometry in the search. */
export interface UnitVectors {
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
}

/** First position whose latitude is at least `latitude`. */
export function lowerBound(byLatitude: Uint32Array, lat: Float64Array, latitude: number): number {
  let low = 0;
  let high = byLatitude.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lat[byLatitude[middle]!]! < latitude) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function toUnitVectors(lon: Float64Array, lat: Float64Array): UnitVectors {
  const x = new Float64Array(lon.length);
  const y = new Float64Array(lon.length);
  const z = new Float64Array(lon.length);
  for (let index = 0; index < lon.length; index++) {
    const lambda = lon[index]! * RADIANS_PER_DEGREE;
    const phi = lat[index]! * RADIANS_PER_DEGREE;
    x[index] = Math.cos(phi) * Math.cos(lambda);
    y[index] = Math.cos(phi) * Math.sin(lambda);
    z[index] = Math.sin(phi);
  }
  return { x, y, z };
}

export function squaredChord(vectors: UnitVectors, point: number, origins: UnitVectors, origin: number): number {
  const dx = vectors.x[point]! - origins.x[origin]!;
  const dy = vectors.y[point]! - origins.y[origin]!;
  const dz = vectors.z[point]! - origins.z[origin]!;
  return dx * dx + dy * dy + dz * dz;
}

/** Squared chord of the unit sphere under an angle in degrees; Infinity for Infinity. */
export function squaredChordOfDegrees(degrees: number): number {
  return degrees === Infinity ? Infinity : (2 * Math.sin((degrees * RADIANS_PER_DEGREE) / 2)) ** 2;
}

export function chordToKm(squared: number): number {
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squared) / 2));
}
