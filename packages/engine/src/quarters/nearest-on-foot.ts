import { assert } from '../assert.ts';
import { EARTH_RADIUS_KM, RADIANS_PER_DEGREE } from '../travel/great-circle.ts';
import { lowerBound, squaredChord, toUnitVectors } from '../travel/unit-vectors.ts';

interface Spots {
  /** Degrees. */
  lon: Float64Array;
  lat: Float64Array;
}

/**
 * Metres in a straight line from each origin to the nearest place, by the great circle; Infinity where none is within
 * `maxMetres`, which bounds the search.
 */
export function metresToNearest(origins: Spots, places: Spots, maxMetres: number): Float64Array {
  assert(maxMetres > 0 && maxMetres < 100_000, 'une portée de marche, en mètres');
  const metresPerDegree = EARTH_RADIUS_KM * 1000 * RADIANS_PER_DEGREE;
  const byLatitude = Uint32Array.from(places.lat.keys()).sort((a, b) => places.lat[a]! - places.lat[b]! || a - b);
  const [from, to] = [toUnitVectors(origins.lon, origins.lat), toUnitVectors(places.lon, places.lat)];
  // A little wider than the reach: the bound only spares work.
  const bandDegrees = (maxMetres / metresPerDegree) * 1.001;
  const maxChord = 2 * Math.sin(maxMetres / 1000 / EARTH_RADIUS_KM / 2);
  return Float64Array.from(origins.lat, (latitude, origin) => {
    let least = Infinity;
    for (let at = lowerBound(byLatitude, places.lat, latitude - bandDegrees); at < byLatitude.length; at++) {
      const place = byLatitude[at]!;
      if (places.lat[place]! > latitude + bandDegrees) break;
      least = Math.min(least, squaredChord(to, place, from, origin));
    }
    const chord = Math.sqrt(least);
    return chord <= maxChord ? 2 * EARTH_RADIUS_KM * 1000 * Math.asin(chord / 2) : Infinity;
  });
}
