import { formatNumber } from '@maillage/domain/format.ts';
import type { Feature, FeatureCollection, MultiLineString } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { communeState } from '../layer-specification.ts';
import type { MapDescription } from '../map-description.ts';
import { MAP_NEUTRALS, type MapTheme } from '../palettes.ts';
import { drawText } from './draw-text.ts';
import { textWidth } from './escape.ts';
import { BOLD, MAP_PAPER } from './layout.ts';
import { type Frame, type Projection, pathOf } from './project.ts';

type ShapeName = 'communes' | 'neighbours' | 'epcis' | 'departement';
/** The shapes that a run publishes for its maps. */
export type MapTopology = Topology<Partial<Record<ShapeName, GeometryCollection<{ code?: string }>>>>;

export interface Town {
  code: string;
  name: string;
  /** Degrees. */
  lon: number;
  lat: number;
  population: number | null;
}

export interface SvgMapInput {
  description: MapDescription;
  /** Value of each commune by code, null where there is none. */
  values: ReadonlyMap<string, number | null>;
  topology: MapTopology;
  towns: readonly Town[];
  theme: MapTheme;
}

/** Circles that follow a count cover this much of the map together at most: more would hide it. */
const MAX_COVERED_RATIO = 0.3;
const EPCI_LINE = { light: '#ffffff', dark: '#0c161b' } as const;
const MAX_TOWNS = 14;

export const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

export interface Shapes {
  communes: FeatureCollection;
  neighbours: FeatureCollection;
  epcis: Feature<MultiLineString>;
  departement: Feature<MultiLineString>;
}

export function readShapes(topology: MapTopology): Shapes {
  const areas = (name: ShapeName): FeatureCollection => {
    const object = topology.objects[name];
    return object === undefined ? EMPTY : feature(topology, object);
  };
  const lines = (name: ShapeName): Feature<MultiLineString> => {
    const object = topology.objects[name];
    const geometry: MultiLineString = object === undefined ? { type: 'MultiLineString', coordinates: [] } : mesh(topology, object);
    return { type: 'Feature', properties: {}, geometry };
  };
  return { communes: areas('communes'), neighbours: areas('neighbours'), epcis: lines('epcis'), departement: lines('departement') };
}

export const codeOf = ({ properties, id }: Feature): string => String((properties as { code?: string } | null)?.code ?? id ?? '');

export function drawGround(
  { description, theme, values }: SvgMapInput,
  shapes: Shapes,
  projection: Projection,
  decimals: number,
): string[] {
  const neutral = MAP_NEUTRALS[theme];
  const asSymbols = description.style !== 'areas';
  const paths = shapes.communes.features.map((shape) => ({ code: codeOf(shape), d: pathOf(shape, projection, decimals) }));
  const stateOf = new Map(paths.map(({ code }) => [code, communeState(description, code, values.get(code) ?? null)]));
  // Communes of one class in one path: a third of the bytes.
  const classes = Map.groupBy(paths, ({ code }) => (asSymbols ? -1 : stateOf.get(code)!.entryIndex));
  const fills = [...classes]
    .sort(([a], [b]) => a - b)
    .map(([entry, members]) => {
      const colour = description.entries[entry]?.colour ?? neutral.missing;
      return `<path fill="${colour}" d="${members.map(({ d }) => d).join('')}"/>`;
    });
  const join = (wanted: (code: string) => boolean) =>
    paths
      .filter(({ code }) => wanted(code))
      .map(({ d }) => d)
      .join('');
  const hatched = join((code) => stateOf.get(code)!.greyZone);
  const missing = asSymbols ? '' : join((code) => stateOf.get(code)!.missing);
  const around = shapes.neighbours.features.map((shape) => pathOf(shape, projection, decimals)).join('');
  const line = (d: string, attributes: string) => (d === '' ? [] : [`<path fill="none" ${attributes} d="${d}"/>`]);
  const thin = decimals === 0 ? 0.2 : 0.4;
  return [
    ...(around === ''
      ? []
      : [`<path fill="${neutral.neighbour}" stroke="${neutral.outline}" stroke-opacity=".16" stroke-width=".5" d="${around}"/>`]),
    `<g stroke="${neutral.outline}" stroke-opacity=".35" stroke-width="${thin}">${fills.join('')}</g>`,
    ...(hatched === '' ? [] : [`<path fill="url(#hachures)" d="${hatched}"/>`]),
    ...line(missing, `stroke="${neutral.ink}" stroke-opacity=".55" stroke-width="${2 * thin}" stroke-dasharray="1 2"`),
    ...line(
      pathOf(shapes.epcis, projection, decimals),
      `stroke="${EPCI_LINE[theme]}" stroke-opacity=".85" stroke-width="${decimals === 0 ? 0.6 : 1.4}"`,
    ),
    ...line(pathOf(shapes.departement, projection, decimals), `stroke="${neutral.ink}" stroke-width="${decimals === 0 ? 0.7 : 1.2}"`),
  ];
}

/** The smaller over the greater, so that none hides another. */
export function drawSymbols(
  { description, theme, towns, values }: SvgMapInput,
  projection: Projection,
  { scale, area, isPale = () => false }: { scale: number; area: number; isPale?: (code: string) => boolean },
): string[] {
  if (description.style === 'areas') return [];
  const circles = towns.flatMap(({ code, lon, lat }) => {
    const { radius, entryIndex } = communeState(description, code, values.get(code) ?? null);
    const [x, y] = projection.point(lon, lat);
    const colour = description.entries[entryIndex]?.colour;
    return radius === 0 || colour === undefined ? [] : [{ x, y, radius: radius * scale, colour, opacity: isPale(code) ? '.3' : '.82' }];
  });
  const covered = circles.reduce((sum, { radius }) => sum + Math.PI * radius * radius, 0);
  const shrink = description.style === 'symbols' ? Math.min(1, Math.sqrt((MAX_COVERED_RATIO * area) / covered)) : 1;
  return circles
    .sort((a, b) => b.radius - a.radius || a.x - b.x || a.y - b.y)
    .map(
      ({ x, y, radius, colour, opacity }) =>
        `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(radius * shrink).toFixed(1)}" fill="${colour}" fill-opacity="${opacity}" stroke="${MAP_NEUTRALS[theme].ink}"${opacity === '.82' ? '' : ` stroke-opacity="${opacity}"`} stroke-width="${(0.8 * Math.max(scale, 0.4)).toFixed(1)}"/>`,
    );
}

/** The most peopled, as far apart as their names need. */
export function drawTowns(
  { theme, towns }: SvgMapInput,
  projection: Projection,
  frame: Frame,
  { most = MAX_TOWNS, taken = [] }: { most?: number; taken?: readonly Frame[] } = {},
): string[] {
  const size = 12;
  const isTaken = (x: number, y: number, width: number) =>
    [...taken, scaleFrame(projection, frame)].some(
      (box) => x + width / 2 > box.x && x - width / 2 < box.x + box.width && y + size > box.y && y - size < box.y + box.height,
    );
  const placed: { x: number; y: number; width: number }[] = [];
  const out: string[] = [];
  const known = towns
    .filter(({ population }) => population !== null)
    .sort((a, b) => b.population! - a.population! || (a.code < b.code ? -1 : 1));
  for (const town of known) {
    if (placed.length === most) break;
    const [at, y] = projection.point(town.lon, town.lat);
    const width = textWidth(town.name, size * BOLD);
    // A name that the frame would cut is left out, and one that an inset or the scale would hide.
    if (y < frame.y + size || y > frame.y + frame.height - size) continue;
    const x = Math.min(Math.max(at, frame.x + width / 2 + 4), frame.x + frame.width - width / 2 - 4);
    if (width + 8 > frame.width || isTaken(x, y, width)) continue;
    if (placed.some((other) => Math.abs(other.y - y) < 30 && Math.abs(other.x - x) < (other.width + width) / 2 + 16)) continue;
    placed.push({ x, y, width });
    const halo = `stroke="${MAP_PAPER[theme]}" stroke-width="3" paint-order="stroke" stroke-linejoin="round" text-anchor="middle"`;
    out.push(drawText(town.name, { x, y: y + 4, size, weight: 600, fill: MAP_NEUTRALS[theme].ink, more: halo }));
  }
  return out;
}

/** The length of the bar: a round number of kilometres, about a sixth of the map. */
function scaleLength({ kilometre }: Projection, frame: Frame): number {
  const wanted = frame.width / 6 / kilometre;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [5, 2, 1].map((step) => step * power).find((step) => step <= wanted) ?? power;
}

/** Where the bar stands with its number: no name goes there. */
function scaleFrame(projection: Projection, frame: Frame): Frame {
  const width = 12 + scaleLength(projection, frame) * projection.kilometre + 54;
  return { x: frame.x, y: frame.y + frame.height - 30, width, height: 30 };
}

/** A bar of a round number of kilometres, in the lower left corner. */
export function drawScale(projection: Projection, frame: Frame, theme: MapTheme): string[] {
  const km = scaleLength(projection, frame);
  const [x, y] = [frame.x + 12, frame.y + frame.height - 14];
  const end = x + km * projection.kilometre;
  const ink = MAP_NEUTRALS[theme].ink;
  const bar = `M${x} ${y - 4}V${y}H${end.toFixed(1)}V${y - 4}`;
  const halo = `stroke="${MAP_PAPER[theme]}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"`;
  return [
    `<path fill="none" stroke="${MAP_PAPER[theme]}" stroke-width="3.6" d="${bar}"/>`,
    `<path fill="none" stroke="${ink}" stroke-width="1.2" d="${bar}"/>`,
    drawText(`${formatNumber(km, km < 1 ? 1 : 0)} km`, { x: end + 6, y: y + 2, size: 11, fill: ink, more: halo }),
  ];
}
