import type { Feature, FeatureCollection, MultiLineString, Point } from 'geojson';
import { feature, merge, mesh } from 'topojson-client';
import type { MapObjectName, MapTopology, ShapeProperties } from '../api/topology.ts';

export interface TownPoint {
  code: string;
  name: string;
  lon: number;
  lat: number;
  attractedTo: string | null;
}
/** What the map draws, as GeoJSON. Every commune carries its `code` in its properties. */
export interface MapShapes {
  communes: FeatureCollection;
  /** Their borders, each once: half of what their outlines would be. */
  borders: Feature<MultiLineString>;
  /** The ground around, in one piece. */
  neighbours: FeatureCollection;
  neighbourBorders: Feature<MultiLineString>;
  epcis: Feature<MultiLineString>;
  departement: Feature<MultiLineString>;
  /** Its ground, in one piece. */
  ground: FeatureCollection;
  centres: FeatureCollection<Point>;
  /** From each commune to the centre that it depends on. */
  attraction: FeatureCollection;
  /** Priority neighbourhoods whose outline is known; empty when none is. */
  qpvs: FeatureCollection;
  bounds: [west: number, south: number, east: number, north: number];
}

/** Shapes from the published topology; an object that it does not hold is drawn empty. */
export function buildMapShapes(topology: MapTopology, towns: readonly TownPoint[]): MapShapes {
  const communes = collection(topology, 'communes');
  return {
    communes,
    borders: lines(topology, 'communes'),
    neighbours: dissolved(topology, 'neighbours'),
    neighbourBorders: lines(topology, 'neighbours'),
    epcis: lines(topology, 'epcis'),
    departement: lines(topology, 'departement'),
    ground: dissolved(topology, 'departement'),
    centres: {
      type: 'FeatureCollection',
      features: towns.map(({ code, lon, lat }) => ({
        type: 'Feature',
        properties: { code },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      })),
    },
    attraction: attractionLines(towns),
    qpvs: topology.qpvs ?? { type: 'FeatureCollection', features: [] },
    bounds: boundsOf(communes, towns),
  };
}

function attractionLines(towns: readonly TownPoint[]): FeatureCollection {
  const placeOf = new Map(towns.map(({ code, lon, lat }) => [code, [lon, lat]]));
  return {
    type: 'FeatureCollection',
    features: towns.flatMap(({ lon, lat, attractedTo }) => {
      const to = placeOf.get(attractedTo ?? '');
      return to === undefined
        ? []
        : [{ type: 'Feature' as const, properties: {}, geometry: { type: 'LineString' as const, coordinates: [[lon, lat], to] } }];
    }),
  };
}

function collection(topology: MapTopology, name: MapObjectName): FeatureCollection {
  const object = topology.objects[name];
  if (object === undefined) return { type: 'FeatureCollection', features: [] };
  const features = feature(topology, object).features.map((shape) => ({
    ...shape,
    properties: { ...shape.properties, code: (shape.properties as ShapeProperties | null)?.code ?? String(shape.id ?? '') },
  }));
  return { type: 'FeatureCollection', features };
}

function dissolved(topology: MapTopology, name: MapObjectName): FeatureCollection {
  const object = topology.objects[name];
  const areas = object?.geometries.filter(({ type }) => type === 'Polygon' || type === 'MultiPolygon') ?? [];
  const geometry = merge(topology, areas as Parameters<typeof merge>[1]);
  return { type: 'FeatureCollection', features: areas.length === 0 ? [] : [{ type: 'Feature', properties: {}, geometry }] };
}

function lines(topology: MapTopology, name: MapObjectName): Feature<MultiLineString> {
  const object = topology.objects[name];
  const geometry: MultiLineString = object === undefined ? { type: 'MultiLineString', coordinates: [] } : mesh(topology, object);
  return { type: 'Feature', properties: {}, geometry };
}

/** Box around the communes; around the towns when there is no polygon. */
function boundsOf(communes: FeatureCollection, towns: readonly TownPoint[]): MapShapes['bounds'] {
  const bounds: MapShapes['bounds'] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return;
    const [lon, lat] = coordinates;
    if (typeof lon === 'number' && typeof lat === 'number') {
      bounds[0] = Math.min(bounds[0], lon);
      bounds[1] = Math.min(bounds[1], lat);
      bounds[2] = Math.max(bounds[2], lon);
      bounds[3] = Math.max(bounds[3], lat);
    } else for (const inner of coordinates) visit(inner);
  };
  for (const { geometry } of communes.features) if ('coordinates' in geometry) visit(geometry.coordinates);
  if (bounds[0] === Infinity) for (const town of towns) visit([town.lon, town.lat]);
  return bounds;
}
