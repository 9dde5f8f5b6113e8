import type { Feature, FeatureCollection, Geometry, MultiLineString, Position } from 'geojson';

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}
export type Bounds = [west: number, south: number, east: number, north: number];

/** Degrees to a plane where a kilometre is as long in both directions at the middle of the map: right enough for a Département. */
export interface Projection {
  point(lon: number, lat: number): [number, number];
  /** Length of a kilometre in the frame. */
  kilometre: number;
}

const KM_PER_DEGREE = 111.195;

/** The projection that shows the bounds as large as the frame allows, in its middle. */
export function fitProjection([west, south, east, north]: Bounds, frame: Frame): Projection {
  const stretch = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = Math.min(frame.width / ((east - west) * stretch || 1), frame.height / (north - south || 1));
  const left = frame.x + (frame.width - (east - west) * stretch * scale) / 2;
  const top = frame.y + (frame.height - (north - south) * scale) / 2;
  return {
    point: (lon, lat) => [left + (lon - west) * stretch * scale, top + (north - lat) * scale],
    kilometre: scale / KM_PER_DEGREE,
  };
}

/** Box around the shapes; null when they hold no point. */
export function boundsOf(shapes: FeatureCollection): Bounds | null {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of shapes.features)
    for (const line of linesOf(geometry))
      for (const [lon = 0, lat = 0] of line) {
        bounds[0] = Math.min(bounds[0], lon);
        bounds[1] = Math.min(bounds[1], lat);
        bounds[2] = Math.max(bounds[2], lon);
        bounds[3] = Math.max(bounds[3], lat);
      }
  return bounds[0] === Infinity ? null : bounds;
}

function linesOf(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    default:
      return [];
  }
}

/** Points nearer than this to the one before, in units of the last decimal, tell the eye nothing. */
const LEAST_STEP = 4;

/**
 * The outline of a shape as the `d` of a path, rounded to `decimals`, each point told from the one before: half the bytes. Points too
 * near to the one before are left out, and rings that come to nothing with them.
 */
export function pathOf(shape: Feature<Geometry> | Feature<MultiLineString>, projection: Projection, decimals: number): string {
  // An atlas draws the same shapes a hundred times on the same projection.
  const ofProjection = keptPaths.get(projection) ?? new WeakMap<object, Map<number, string>>();
  keptPaths.set(projection, ofProjection);
  const ofShape = ofProjection.get(shape) ?? new Map<number, string>();
  ofProjection.set(shape, ofShape);
  const path = ofShape.get(decimals) ?? writePath(shape, projection, decimals);
  ofShape.set(decimals, path);
  return path;
}
const keptPaths = new WeakMap<Projection, WeakMap<object, Map<number, string>>>();

function writePath({ geometry }: Feature<Geometry> | Feature<MultiLineString>, { point }: Projection, decimals: number): string {
  const isArea = geometry.type !== 'MultiLineString';
  const factor = 10 ** decimals;
  const leastSquared = (decimals === 0 ? 1 : LEAST_STEP) ** 2;
  const write = (value: number) => String(value / factor).replace(/^(-?)0\./, '$1.');
  return linesOf(geometry)
    .map((line) => {
      const steps: [number, number][] = [];
      let [lastX, lastY] = [0, 0];
      for (const [index, [lon = 0, lat = 0]] of line.entries()) {
        const [x, y] = point(lon, lat).map((value) => Math.round(value * factor)) as [number, number];
        const [dx, dy] = [x - lastX, y - lastY];
        // A line keeps its end, so that it meets the next; a ring is closed by itself.
        if (steps.length > 0 && dx * dx + dy * dy < leastSquared && (isArea || index < line.length - 1)) continue;
        if (steps.length > 0 && dx === 0 && dy === 0) continue;
        steps.push([dx, dy]);
        [lastX, lastY] = [x, y];
      }
      if (steps.length < (isArea ? 3 : 2)) return '';
      const [first, ...others] = steps;
      const told = others.map(([dx, dy]) => `${write(dx)} ${write(dy)}`).join(' ');
      return `M${write(first![0])} ${write(first![1])}l${told.replace(/ -/g, '-')}${isArea ? 'z' : ''}`;
    })
    .join('');
}
