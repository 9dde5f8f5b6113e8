import type { FeatureCollection } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { z } from 'zod';

/** Names carried by the shapes of the map. `code` may also be the shape's own id. */
export interface ShapeProperties {
  code?: string;
  name?: string;
}
export type MapObjectName = 'communes' | 'neighbours' | 'epcis' | 'departement';
/** The outlines of priority neighbourhoods share no border with the communes: they stand beside the shared arcs. */
export type MapTopology = Topology<Partial<Record<MapObjectName, GeometryCollection<ShapeProperties>>>> & { qpvs?: FeatureCollection };

const looksLikeTopology = z.object({ type: z.literal('Topology'), objects: z.record(z.string(), z.unknown()), arcs: z.array(z.unknown()) });

/** Checks the envelope only: walking a hundred thousand points by schema would cost more than drawing them. */
export const mapTopology = z.custom<MapTopology>((value) => looksLikeTopology.safeParse(value).success);
