import type { Feature, FeatureCollection, MultiLineString } from 'geojson';
import { mesh } from 'topojson-client';
import { codeOf, type MapTopology } from './draw-ground.ts';
import { type Bounds, boundsOf } from './project.ts';

/** Room around the territory, as a share of its longest side. */
const MARGIN_RATIO = 0.12;
/** A territory is never shown closer than this, in degrees of latitude: a commune alone is seen among its neighbours. */
const LEAST_SPAN = 0.16;

/** The box of the territory with room around; null when none of its communes has a shape. */
export function focusBounds(communes: FeatureCollection, codes: ReadonlySet<string>): Bounds | null {
  const bounds = boundsOf({ ...communes, features: communes.features.filter((shape) => codes.has(codeOf(shape))) });
  if (bounds === null) return null;
  const [west, south, east, north] = bounds;
  const stretch = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const span = Math.max((east - west) * stretch, north - south) * (1 + 2 * MARGIN_RATIO);
  const [across, up] = [(east - west) * stretch, north - south].map((side) =>
    Math.max(side + 2 * MARGIN_RATIO * (span / (1 + 2 * MARGIN_RATIO)), LEAST_SPAN),
  ) as [number, number];
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  return [lon - across / stretch / 2, lat - up / 2, lon + across / stretch / 2, lat + up / 2];
}

/** The border of the territory: lines that one of its communes has, and that no two of them share. */
export function focusOutline(topology: MapTopology, codes: ReadonlySet<string>): Feature<MultiLineString> {
  const { communes } = topology.objects;
  type Shape = { properties?: { code?: string }; id?: string | number };
  const isIn = (shape: unknown) => codes.has(String((shape as Shape).properties?.code ?? (shape as Shape).id ?? ''));
  const geometry: MultiLineString =
    communes === undefined
      ? { type: 'MultiLineString', coordinates: [] }
      : mesh(topology, communes, (a, b) => (a === b ? isIn(a) : isIn(a) !== isIn(b)));
  return { type: 'Feature', properties: {}, geometry };
}
