import type { MapTopology } from '@maillage/maps/svg/draw-map.ts';
import { mergeArcs } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';

/** Corners that enclose less than this, in square units of the drawing, are finer than the eye follows: half a millimetre on paper. */
const LEAST_AREA = 4;

/** The shapes with only the corners that a drawing of this width shows; borders stay common to both sides. */
export function lightenTopology(topology: MapTopology, width: number): MapTopology {
  if (topology.arcs.length === 0) return topology;
  const weighted = presimplify(topology as Parameters<typeof presimplify>[0]);
  const longitudes = weighted.arcs.flatMap((arc) => [arc[0]?.[0] ?? 0, arc.at(-1)?.[0] ?? 0]);
  const span =
    longitudes.reduce((most, lon) => Math.max(most, lon), -Infinity) - longitudes.reduce((least, lon) => Math.min(least, lon), Infinity);
  const unit = span / width;
  // The same objects, by the same names: the library's types lose them.
  const light = simplify(weighted, LEAST_AREA * unit * unit) as unknown as MapTopology;
  const { neighbours } = light.objects;
  if (neighbours === undefined) return light;
  // Around the Département, one pale ground: its inner borders would weigh as much as the map itself.
  const ground = mergeArcs(light, neighbours.geometries as Parameters<typeof mergeArcs>[1]);
  return {
    ...light,
    objects: { ...light.objects, neighbours: { type: 'GeometryCollection', geometries: [{ ...ground, properties: {} }] } },
  };
}
