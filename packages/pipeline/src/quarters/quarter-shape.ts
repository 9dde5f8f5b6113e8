import type { Qpv, QpvPerimeter } from '@maillage/domain/sources/records.ts';
import { metresToPolygons } from '@maillage/engine/quarters/walk-to-polygon.ts';
import { measurePolygons, polygonsOf } from '../referential/geometry.ts';

const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;

export interface Spot {
  /** Degrees. */
  lon: number;
  lat: number;
}

/** The limit of a neighbourhood, measured from. */
export interface QuarterShape {
  areaKm2: number;
  /** In a straight line, 0 inside. */
  metresTo(spot: Spot): number;
}

/** The shape of a neighbourhood; null where none is known, or where the one given merges it with others. */
export function findShape(qpv: Qpv, qpvs: readonly Qpv[], perimeters: readonly QpvPerimeter[]): QuarterShape | null {
  const isAloneIn = (communeCode: string) => qpvs.filter(({ communeCodes }) => communeCodes.includes(communeCode)).length === 1;
  const own = perimeters.filter(({ code, communeCode }) =>
    code !== null ? code === qpv.code : communeCode !== null && qpv.communeCodes.includes(communeCode) && isAloneIn(communeCode),
  );
  return own.length === 0 ? null : measureFrom(own);
}

/** On the plane that touches the Earth at the neighbourhood: within 0.1 % over a walk. */
function measureFrom(perimeters: readonly QpvPerimeter[]): QuarterShape {
  const polygons = perimeters.flatMap(({ geometry }) => polygonsOf(geometry));
  const [lon0 = 0, lat0 = 0] = polygons[0]?.[0]?.[0] ?? [];
  const stretch = Math.cos((lat0 * Math.PI) / 180) * METRES_PER_DEGREE;
  const flat = polygons.map((rings) =>
    rings
      .filter((ring) => ring.length >= 3)
      .map((ring) => Float64Array.from(ring.flatMap(([lon = 0, lat = 0]) => [(lon - lon0) * stretch, (lat - lat0) * METRES_PER_DEGREE]))),
  );
  return {
    areaKm2: measurePolygons(polygons).areaKm2,
    metresTo: ({ lon, lat }) => metresToPolygons(flat, (lon - lon0) * stretch, (lat - lat0) * METRES_PER_DEGREE),
  };
}
