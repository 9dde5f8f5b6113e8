import type { Feature, FeatureCollection } from 'geojson';
import { MAP_NEUTRALS, type MapTheme } from '../palettes.ts';
import {
  drawGround,
  drawScale,
  drawSymbols,
  drawTowns,
  frameBounds,
  type MapTopology,
  PADDING,
  readShapes,
  type SvgMapInput,
  type Town,
  wrap,
} from './draw-map.ts';
import { boundsOf, type Frame, fitProjection, type Projection } from './project.ts';

/** Units of a drawing: its height follows the shapes, up to a limit. */
export interface BodySize {
  width: number;
  maxHeight: number;
}

/** What every map of a document shares: shapes read and projected once, names placed once. */
export interface MapBodies {
  size: { width: number; height: number };
  draw(input: Pick<SvgMapInput, 'description' | 'values'>): string;
}

/**
 * Maps without title, legend nor sources, as SVG text of one size: shapes, names of towns, scale. A document says the rest in words.
 * The same colours, hatching, circles and names as the maps of the pages; the same input gives the same bytes.
 */
export function prepareMapBodies(ground: { topology: MapTopology; towns: readonly Town[]; theme: MapTheme }, size: BodySize): MapBodies {
  const { topology, towns, theme } = ground;
  const whole = readShapes(topology);
  const [west, south, east, north] = frameBounds(whole.communes, towns);
  const stretch = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const ratio = (north - south || 1) / ((east - west) * stretch || 1);
  const inside = size.width - 2 * PADDING;
  const height = Math.round(Math.min(size.maxHeight, inside * ratio + 2 * PADDING));
  const frame = { x: 0, y: 0, width: size.width, height };
  const projection = fitProjection([west, south, east, north], { x: PADDING, y: PADDING, width: inside, height: height - 2 * PADDING });
  const shapes = { ...whole, neighbours: keepSeen(whole.neighbours, projection, frame) };
  const names = [...drawTowns({ ...BLANK, ...ground }, projection, frame), ...drawScale(projection, frame, theme)];
  return {
    size: { width: size.width, height },
    draw(input) {
      const told: SvgMapInput = { ...input, topology, towns, theme };
      const out = [
        `<clipPath id="cadre"><rect x="0" y="0" width="${size.width}" height="${height}"/></clipPath>`,
        `<g clip-path="url(#cadre)">`,
        `<rect width="${size.width}" height="${height}" fill="${MAP_NEUTRALS[theme].background}"/>`,
        ...drawGround(told, shapes, projection, 1),
        ...drawSymbols(told, projection, { scale: 1, area: size.width * height }),
        ...names,
        `</g>`,
      ];
      return wrap(out, { width: size.width, height, theme, title: null, description: null });
    },
  };
}

/** Neighbours that the frame shows: the others would weigh and never be seen. */
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
