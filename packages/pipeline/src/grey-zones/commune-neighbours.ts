import { neighbors } from 'topojson-client';
import { topology } from 'topojson-server';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Referential } from '../referential/referential.ts';

const QUANTIZATION = 1e5;

/**
 * The own communes that share a border with each own commune, by index. A commune without boundary touches none: its area
 * stands alone rather than guessed.
 */
export function findCommuneNeighbours({
  communes,
  ownCount,
  boundaries,
}: Pick<Referential, 'communes' | 'ownCount' | 'boundaries'>): number[][] {
  const drawn = communes.slice(0, ownCount).flatMap(({ code }, index) => {
    const geometry = boundaries.get(code);
    return geometry === undefined ? [] : [{ index, feature: { type: 'Feature' as const, properties: {}, geometry } }];
  });
  const touching: number[][] = communes.slice(0, ownCount).map(() => []);
  if (drawn.length === 0) return touching;
  const collection = { type: 'FeatureCollection' as const, features: drawn.map(({ feature }) => feature) };
  // The library's types lose the name of the object.
  const shared = topology({ communes: collection }, QUANTIZATION) as unknown as Topology<{ communes: GeometryCollection }>;
  for (const [place, others] of neighbors(shared.objects.communes.geometries).entries())
    touching[drawn[place]!.index] = others.map((other) => drawn[other]!.index).sort((a, b) => a - b);
  return touching;
}
