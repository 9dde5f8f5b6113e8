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
import { fitProjection } from './project.ts';

export interface BodySize {
  width: number;
  height: number;
}

/** What every map of a document shares: shapes read and projected once, names placed once. */
export interface MapBodies {
  size: BodySize;
  draw(input: Pick<SvgMapInput, 'description' | 'values'>): string;
}

/**
 * Maps without title, legend nor sources, as SVG text of one size: shapes, names of towns, scale. A document says the rest in words.
 * The same colours, hatching, circles and names as the maps of the pages; the same input gives the same bytes.
 */
export function prepareMapBodies(ground: { topology: MapTopology; towns: readonly Town[]; theme: MapTheme }, size: BodySize): MapBodies {
  const { topology, towns, theme } = ground;
  const shapes = readShapes(topology);
  const frame = { x: 0, y: 0, ...size };
  const projection = fitProjection(frameBounds(shapes.communes, towns), {
    x: PADDING,
    y: PADDING,
    width: size.width - 2 * PADDING,
    height: size.height - 2 * PADDING,
  });
  const names = [...drawTowns({ ...BLANK, ...ground }, projection, frame), ...drawScale(projection, frame, theme)];
  return {
    size,
    draw(input) {
      const whole: SvgMapInput = { ...input, topology, towns, theme };
      const out = [
        `<clipPath id="cadre"><rect x="0" y="0" width="${size.width}" height="${size.height}"/></clipPath>`,
        `<g clip-path="url(#cadre)">`,
        `<rect width="${size.width}" height="${size.height}" fill="${MAP_NEUTRALS[theme].background}"/>`,
        ...drawGround(whole, shapes, projection, 1),
        ...drawSymbols(whole, projection, { scale: 1, area: size.width * size.height }),
        ...names,
        `</g>`,
      ];
      return wrap(out, { ...size, theme, title: null, description: null });
    },
  };
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
