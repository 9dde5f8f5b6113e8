import type { CommuneBoundary } from '@maillage/domain/sources/records.ts';

/** Rings of all polygons of a boundary: `[polygon][ring][point][lon, lat]`. */
export function polygonsOf(geometry: CommuneBoundary['geometry']): number[][][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/** Signed area of a ring in square degrees scaled by the cosine of its latitude, with the centroid sums. */
function ringSums(ring: readonly number[][]): { area: number; lonSum: number; latSum: number } {
  let area = 0;
  let lonSum = 0;
  let latSum = 0;
  const origin = ring[0];
  if (origin === undefined) return { area, lonSum, latSum };
  // Relative to the first point: the products of absolute degrees would lose digits on small communes.
  const [originLon = 0, originLat = 0] = origin;
  for (let index = 0; index < ring.length; index++) {
    const [lonA = 0, latA = 0] = ring[index]!;
    const [lonB = 0, latB = 0] = ring[(index + 1) % ring.length]!;
    const ax = lonA - originLon;
    const ay = latA - originLat;
    const bx = lonB - originLon;
    const by = latB - originLat;
    const cross = ax * by - bx * ay;
    area += cross / 2;
    lonSum += ((ax + bx) * cross) / 6;
    latSum += ((ay + by) * cross) / 6;
  }
  return { area, lonSum: lonSum + originLon * area, latSum: latSum + originLat * area };
}

/**
 * Area in km² and centroid of polygons in degrees. The area is that of the local equirectangular projection,
 * within 0.1 % of the geodesic area at the size of a commune. A degenerate geometry has area 0 and its first point.
 */
export function measurePolygons(polygons: readonly number[][][][]): { areaKm2: number; lon: number; lat: number } {
  let area = 0;
  let lonSum = 0;
  let latSum = 0;
  for (const polygon of polygons) {
    for (const [index, ring] of polygon.entries()) {
      const sums = ringSums(ring);
      // Outer rings add and holes take away, whichever way the source winds them.
      const sign = (index === 0 ? 1 : -1) * Math.sign(sums.area || 1);
      area += sign * sums.area;
      lonSum += sign * sums.lonSum;
      latSum += sign * sums.latSum;
    }
  }
  const [firstLon = 0, firstLat = 0] = polygons[0]?.[0]?.[0] ?? [0, 0];
  if (area <= 0) return { areaKm2: 0, lon: firstLon, lat: firstLat };
  const lat = latSum / area;
  const kmPerDegree = EARTH_RADIUS_KM * RADIANS;
  return { areaKm2: area * kmPerDegree * kmPerDegree * Math.cos(lat * RADIANS), lon: lonSum / area, lat };
}

/** True when the point lies inside the polygons (even–odd rule; a point on the border may fall on either side). */
export function containsPoint(polygons: readonly number[][][][], lon: number, lat: number): boolean {
  let inside = false;
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
        const [lonA = 0, latA = 0] = ring[index]!;
        const [lonB = 0, latB = 0] = ring[previous]!;
        if (latA > lat !== latB > lat && lon < ((lonB - lonA) * (lat - latA)) / (latB - latA) + lonA) inside = !inside;
      }
    }
  }
  return inside;
}

/** The smallest box of degrees around a boundary. */
export function boxOf(geometry: CommuneBoundary['geometry']): { west: number; east: number; south: number; north: number } {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const polygon of polygonsOf(geometry))
    for (const [lon = 0, lat = 0] of polygon[0] ?? []) {
      box.west = Math.min(box.west, lon);
      box.east = Math.max(box.east, lon);
      box.south = Math.min(box.south, lat);
      box.north = Math.max(box.north, lat);
    }
  return box;
}
