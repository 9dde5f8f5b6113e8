import type { Feature, FeatureCollection } from 'geojson';
import { MAP_NEUTRALS, type MapTheme } from '../palettes.ts';
import {
  codeOf,
  drawGround,
  drawScale,
  drawSymbols,
  drawTowns,
  type MapTopology,
  readShapes,
  type SvgMapInput,
  type Town,
} from './draw-ground.ts';
import { frameBounds, PADDING, wrap } from './draw-map.ts';
import { focusBounds, focusOutline } from './focus-shapes.ts';
import { boundsOf, type Frame, fitProjection, type Projection, pathOf } from './project.ts';

/** Units of a drawing: its height follows the shapes, up to a limit. */
export interface BodySize {
  width: number;
  maxHeight: number;
}

/** What is under every map of a document. */
export interface MapGround {
  topology: MapTopology;
  towns: readonly Town[];
  theme: MapTheme;
}

/** What every map of a document shares: shapes read and projected once, names placed once. */
export interface MapBodies {
  size: { width: number; height: number };
  draw(input: Pick<SvgMapInput, 'description' | 'values'>): string;
}

/**
 * Maps without title, legend nor sources, as SVG text of one size: shapes, names of towns, scale. A document says the rest in words.
 * The same colours, hatching, circles and names as the maps of the pages; the same input gives the same bytes. With a `focus`, the
 * codes of the communes of a territory, the map is framed on it: its border is strong, and the other communes are pale.
 */
export function prepareMapBodies(ground: MapGround, size: BodySize, focus: ReadonlySet<string> | null = null): MapBodies {
  const { topology, towns, theme } = ground;
  const whole = readShapes(topology);
  const framed = focus === null ? null : focusBounds(whole.communes, focus);
  const [west, south, east, north] = framed ?? frameBounds(whole.communes, towns);
  const stretch = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const ratio = (north - south || 1) / ((east - west) * stretch || 1);
  const inside = size.width - 2 * PADDING;
  const height = Math.round(Math.min(size.maxHeight, inside * ratio + 2 * PADDING));
  const frame = { x: 0, y: 0, width: size.width, height };
  const projection = fitProjection([west, south, east, north], { x: PADDING, y: PADDING, width: inside, height: height - 2 * PADDING });
  const shapes = {
    ...whole,
    neighbours: keepSeen(whole.neighbours, projection, frame),
    communes: framed === null ? whole.communes : keepSeen(whole.communes, projection, frame),
  };
  const isOwn = (code: string) => framed === null || focus!.has(code);
  const veil = framed === null ? [] : drawVeil(topology, shapes.communes, { codes: focus!, projection, theme });
  const seen = towns.filter(({ lon, lat }) => framed === null || isInside(frame, projection.point(lon, lat)));
  const names = [...drawTowns({ ...BLANK, ...ground, towns: seen }, projection, frame), ...drawScale(projection, frame, theme)];
  return {
    size: { width: size.width, height },
    draw(input) {
      const told: SvgMapInput = { ...input, topology, towns, theme };
      const out = [
        `<clipPath id="cadre"><rect x="0" y="0" width="${size.width}" height="${height}"/></clipPath>`,
        `<g clip-path="url(#cadre)">`,
        `<rect width="${size.width}" height="${height}" fill="${MAP_NEUTRALS[theme].background}"/>`,
        ...drawGround(told, shapes, projection, 1),
        ...veil,
        ...drawSymbols({ ...told, towns: seen }, projection, { scale: 1, area: size.width * height, isPale: (code) => !isOwn(code) }),
        ...names,
        `</g>`,
      ];
      return wrap(out, { width: size.width, height, theme, title: null, description: null });
    },
  };
}

const isInside = ({ x, y, width, height }: Frame, [left, top]: [number, number]) =>
  left >= x && left <= x + width && top >= y && top <= y + height;

/** Over the communes that are not of the territory, then its border. */
function drawVeil(
  topology: MapTopology,
  communes: FeatureCollection,
  { codes, projection, theme }: { codes: ReadonlySet<string>; projection: Projection; theme: MapTheme },
): string[] {
  const { background, ink } = MAP_NEUTRALS[theme];
  const others = communes.features.filter((shape) => !codes.has(codeOf(shape))).map((shape) => pathOf(shape, projection, 1));
  return [
    ...(others.length === 0 ? [] : [`<path fill="${background}" fill-opacity=".68" d="${others.join('')}"/>`]),
    `<path fill="none" stroke="${ink}" stroke-width="2.4" stroke-linejoin="round" d="${pathOf(focusOutline(topology, codes), projection, 1)}"/>`,
  ];
}

/** Shapes that the frame shows: the others would weigh and never be seen. */
function keepSeen(shapes: FeatureCollection, { point }: Projection, frame: Frame): FeatureCollection {
  const isSeen = (shape: Feature) => {
    const bounds = boundsOf({ type: 'FeatureCollection', features: [shape] });
    if (bounds === null) return false;
    const [left, bottom] = point(bounds[0], bounds[1]);
    const [right, top] = point(bounds[2], bounds[3]);
    return right >= frame.x && left <= frame.x + frame.width && bottom >= frame.y && top <= frame.y + frame.height;
  };
  return { ...shapes, features: shapes.features.filter(isSeen) };
}

/** Names and scale do not depend on what the map shows. */
const BLANK: Pick<SvgMapInput, 'description' | 'values'> = {
  description: {
    ...{ figureId: '', style: 'areas', legendTitle: '', breaks: [], entries: [], entryIndexByCode: new Map() },
    ...{ maxValue: 0, bivariate: null, greyZones: null },
  },
  values: new Map(),
};

/** One map alone. */
export function drawMapBody(input: SvgMapInput, size: BodySize): string {
  return prepareMapBodies(input, size).draw(input);
}
