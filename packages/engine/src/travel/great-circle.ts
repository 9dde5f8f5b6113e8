/** Mean radius of the Earth (IUGG), kilometres. */
export const EARTH_RADIUS_KM = 6371.0088;
export const RADIANS_PER_DEGREE = Math.PI / 180;

/** Great-circle kilometres between two points in degrees (haversine): precise from a metre to half the Earth. */
export function greatCircleKm(from: { lon: number; lat: number }, to: { lon: number; lat: number }): number {
  const halfLat = ((to.lat - from.lat) * RADIANS_PER_DEGREE) / 2;
  const halfLon = ((to.lon - from.lon) * RADIANS_PER_DEGREE) / 2;
  const squaredHalfChord =
    Math.sin(halfLat) ** 2 + Math.cos(from.lat * RADIANS_PER_DEGREE) * Math.cos(to.lat * RADIANS_PER_DEGREE) * Math.sin(halfLon) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squaredHalfChord)));
}
