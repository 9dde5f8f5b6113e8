import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import { feature, merge, mesh } from 'topojson-client';
import type { Polygon, MultiPolygon as TopologyMultiPolygon } from 'topojson-specification';
import type { MapTopology } from './draw-map.ts';
import { textWidth } from './escape.ts';
import { boundsOf, fitProjection, pathOf } from './project.ts';

export interface ZoneShape {
  id: string;
  name: string;
  communeCodes: readonly string[];
  /** The greater are named first. */
  weight: number;
}
export interface ZoneLayout {
  width: number;
  height: number;
  /** Outlines as the `d` of paths: all communes, the limit of the Département, then each zone whole. */
  communes: string;
  departement: string;
  zones: { id: string; name: string; d: string }[];
  /** Names that do not cover one another, the greater zones first. */
  labels: { id: string; name: string; x: number; y: number }[];
}

const LABEL_SIZE = 12;
const MAX_LABELS = 10;
const EDGE = 4;

/** Zones of communes of one piece, laid out to be drawn; null when the run publishes no outline. */
export function layOutZones(topology: MapTopology, zones: readonly ZoneShape[], width = 720): ZoneLayout | null {
  const object = topology.objects.communes;
  if (object === undefined || object.geometries.length === 0) return null;
  const shapes: FeatureCollection = feature(topology, object);
  const bounds = boundsOf(shapes);
  if (bounds === null) return null;
  const height = Math.round(width * 0.72);
  const projection = fitProjection(bounds, { x: 8, y: 8, width: width - 16, height: height - 16 });
  type Area = Polygon<{ code?: string }> | TopologyMultiPolygon<{ code?: string }>;
  const areaOf = new Map((object.geometries as Area[]).map((area) => [area.properties?.code ?? '', area]));
  const drawn = zones.map((zone) => {
    const members = zone.communeCodes.flatMap((code) => areaOf.get(code) ?? []);
    const whole: Feature<MultiPolygon> = {
      type: 'Feature',
      properties: {},
      geometry: members.length === 0 ? { type: 'MultiPolygon', coordinates: [] } : (merge(topology, members as never) as MultiPolygon),
    };
    const box = boundsOf({ type: 'FeatureCollection', features: [whole] });
    const middle = box === null ? null : projection.point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    return { ...zone, d: pathOf(whole, projection, 1), middle };
  });
  const limit = topology.objects.departement;
  const edge = limit === undefined ? { type: 'MultiLineString' as const, coordinates: [] } : mesh(topology, limit);
  return {
    ...{ width, height },
    communes: shapes.features.map((shape) => pathOf(shape, projection, 1)).join(''),
    departement: pathOf({ type: 'Feature', properties: {}, geometry: edge }, projection, 1),
    zones: drawn.map(({ id, name, d }) => ({ id, name, d })),
    labels: placeLabels(drawn, width),
  };
}

function placeLabels(
  zones: readonly { id: string; name: string; weight: number; middle: [number, number] | null }[],
  width: number,
): ZoneLayout['labels'] {
  const placed: { id: string; name: string; x: number; y: number; half: number }[] = [];
  for (const { id, name, middle } of [...zones].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))) {
    if (placed.length === MAX_LABELS || middle === null) continue;
    const half = textWidth(name, LABEL_SIZE) / 2;
    const x = Math.min(Math.max(middle[0], half + EDGE), width - half - EDGE);
    const y = middle[1];
    if (placed.some((other) => Math.abs(other.y - y) < 16 && Math.abs(other.x - x) < other.half + half + 6)) continue;
    placed.push({ id, name, x, y, half });
  }
  return placed.map(({ id, name, x, y }) => ({ id, name, x: Math.round(x), y: Math.round(y) }));
}
