import { assert } from '../assert.ts';

/** Metres on foot in a minute, and how much longer a walk is than the straight line: methods note « quartiers ». */
export const WALK_METRES_PER_MINUTE = 80;
export const WALK_DETOUR = 1.3;

/** Rings of one polygon in metres, outer then holes; each `[x0, y0, x1, y1, …]`, closed or not. */
export type PolygonRings = readonly Float64Array[];

/** Metres in a straight line from a point to the nearest edge of the polygons; 0 inside. Infinity without polygon. */
export function metresToPolygons(polygons: readonly PolygonRings[], xMetres: number, yMetres: number): number {
  let least = Infinity;
  for (const rings of polygons) {
    let inside = false;
    for (const ring of rings) {
      assert(ring.length >= 6 && ring.length % 2 === 0, 'un contour a au moins trois sommets');
      for (let index = 0; index < ring.length; index += 2) {
        const after = (index + 2) % ring.length;
        const [ax, ay, bx, by] = [ring[index]!, ring[index + 1]!, ring[after]!, ring[after + 1]!];
        if (ay > yMetres !== by > yMetres && xMetres < ((bx - ax) * (yMetres - ay)) / (by - ay) + ax) inside = !inside;
        least = Math.min(least, metresToSegment(xMetres - ax, yMetres - ay, bx - ax, by - ay));
      }
    }
    if (inside) return 0;
  }
  return least;
}

/** Minutes on foot for a distance in a straight line. */
export const walkMinutes = (metres: number): number => (metres * WALK_DETOUR) / WALK_METRES_PER_MINUTE;

function metresToSegment(x: number, y: number, dx: number, dy: number): number {
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / square));
  return Math.hypot(x - along * dx, y - along * dy);
}
