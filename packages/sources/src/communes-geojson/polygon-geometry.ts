import type { CommuneBoundary } from '@maillage/domain/sources/records.ts';

type Geometry = CommuneBoundary['geometry'];

/**
 * A polygon as GeoJSON gives it, or a French reason. Each ring needs four points and must end where it starts (closed
 * here when it does not); points keep lon and lat only. `isProjected` tells coordinates that cannot be degrees.
 */
export function parsePolygonGeometry(value: unknown): { geometry: Geometry; isProjected: boolean } | { reason: string } {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('coordinates' in value))
    return { reason: 'géométrie absente' };
  if (value.type !== 'Polygon' && value.type !== 'MultiPolygon')
    return { reason: `géométrie « ${String(value.type).slice(0, 30)} » au lieu d’un polygone` };
  const polygons = value.type === 'Polygon' ? [value.coordinates] : value.coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return { reason: 'polygone vide' };
  const read: number[][][][] = [];
  let isProjected = false;
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { reason: 'polygone vide' };
    const rings: number[][][] = [];
    for (const ring of polygon) {
      const points = readRing(ring);
      if (points === null) return { reason: 'un contour a moins de 4 points, ou des coordonnées qui ne sont pas des nombres' };
      isProjected ||= points.some(([lon = 0, lat = 0]) => Math.abs(lon) > 180 || Math.abs(lat) > 90);
      rings.push(points);
    }
    read.push(rings);
  }
  if (!isProjected && read.every(([outer]) => outer === undefined || doubleArea(outer) === 0))
    return { reason: 'un contour sans surface (points confondus ou alignés, ou tracé qui se croise)' };
  const only = read[0];
  const geometry: Geometry =
    value.type === 'Polygon' && only !== undefined ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: read };
  return { geometry, isProjected };
}

function readRing(ring: unknown): number[][] | null {
  if (!Array.isArray(ring)) return null;
  const points: number[][] = [];
  for (const point of ring) {
    if (!Array.isArray(point) || !Number.isFinite(point[0]) || !Number.isFinite(point[1])) return null;
    points.push([point[0], point[1]]);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1])) points.push([...first]);
  return points.length >= 4 ? points : null;
}

/** Where the shape starts: enough to tell on which side of the world it is. */
export function firstPoint(geometry: Geometry): number[] {
  const ring = geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.coordinates[0]?.[0];
  return ring?.[0] ?? [];
}

/** Twice the signed area of a ring, in square degrees, from its first point so that small shapes keep their digits. */
function doubleArea(ring: readonly number[][]): number {
  const [originX = 0, originY = 0] = ring[0] ?? [];
  let sum = 0;
  for (let index = 1; index < ring.length; index++) {
    const [ax = 0, ay = 0] = ring[index - 1] ?? [];
    const [bx = 0, by = 0] = ring[index] ?? [];
    sum += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
  }
  return Math.abs(sum) < 1e-12 ? 0 : sum;
}
