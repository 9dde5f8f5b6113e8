import type { FeatureCollection } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { MapTopology } from './draw-map.ts';
import { boundsOf, fitProjection, pathOf } from './project.ts';

export interface CommuneLayout {
  width: number;
  height: number;
  communes: { code: string; d: string }[];
  /** Limit of the Département, as the `d` of a path. */
  departement: string;
  /** Where a spot given in degrees is drawn. */
  point(lon: number, lat: number): [x: number, y: number];
}

/** Every commune laid out once, for as many small maps as one wants; null when the run publishes no outline. */
export function layOutCommunes(topology: MapTopology, width = 360): CommuneLayout | null {
  const object = topology.objects.communes;
  if (object === undefined || object.geometries.length === 0) return null;
  const shapes: FeatureCollection = feature(topology, object);
  const bounds = boundsOf(shapes);
  if (bounds === null) return null;
  const height = Math.round(width * 0.72);
  const projection = fitProjection(bounds, { x: 4, y: 4, width: width - 8, height: height - 8 });
  const limit = topology.objects.departement;
  const edge = limit === undefined ? { type: 'MultiLineString' as const, coordinates: [] } : mesh(topology, limit);
  return {
    ...{ width, height },
    communes: shapes.features.map((shape) => ({
      code: String((shape.properties as { code?: string } | null)?.code ?? shape.id ?? ''),
      d: pathOf(shape, projection, 1),
    })),
    departement: pathOf({ type: 'Feature', properties: {}, geometry: edge }, projection, 1),
    point: projection.point,
  };
}
