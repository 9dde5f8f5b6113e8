const MAX_RADIUS_PIXELS = 34;
/** Radius of the mark of each level of centre, in pixels; a commune that is not a centre has none. */
const MARK_RADII_PIXELS = [0, 3.5, 6, 9, 14];

/** Radius in pixels of the mark of a level of centre, from 0 (no mark) to 4. */
export function markRadius(level: number | null): number {
  return level === null ? 0 : (MARK_RADII_PIXELS[level] ?? 0);
}

/** Radius in pixels of the symbol of `value`, 34 for the greatest. */
export function symbolRadius(value: number | null, maxValue: number): number {
  if (value === null || value <= 0 || maxValue <= 0) return 0;
  return Math.max(1.5, MAX_RADIUS_PIXELS * Math.sqrt(value / maxValue));
}
