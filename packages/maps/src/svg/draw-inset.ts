import { ofName } from '@maillage/domain/french-names.ts';
import type { Feature, FeatureCollection, MultiLineString, Position } from 'geojson';
import { type DenseWindow, findDenseWindow } from '../dense-window.ts';
import { MAP_NEUTRALS } from '../palettes.ts';
import { drawGround, drawScale, drawSymbols, drawTowns, type Shapes, type SvgMapInput } from './draw-ground.ts';
import { drawText } from './draw-text.ts';
import { textWidth, wrapText } from './escape.ts';
import { BOLD, MAP_PAPER } from './layout.ts';
import { type Bounds, boundsOf, type Frame, fitProjection, linesOf, type Projection } from './project.ts';

/** Widths that are tried, as a part of the map's, the largest first. */
const WIDTHS = Array.from({ length: 21 }, (_, step) => 0.42 - step / 100);
/** An inset that enlarges less than this helps nobody. */
const LEAST_ENLARGEMENT = 1.6;
const MAX_HEIGHT_RATIO = 0.5;
/** From the edge of the map, and from the communes that it must not hide. */
const GAP = 10;
/** The scale bar of the map stands in the lower left corner. */
const SCALE_HEIGHT = 34;
const TITLE_SIZE = 12;
const TITLE_LINE = 15;
/** Room above and under the title, and on either side. */
const TITLE_PADDING = 7;

export interface PlacedInset {
  window: DenseWindow;
  /** Lines that the width of the inset holds. */
  title: readonly string[];
  frame: Frame;
  /** Of the window on the map. */
  shown: Frame;
  areaOfMap: number;
}

/**
 * Where the enlarged part of a map goes: the largest inset that hides no commune, in the first corner that has room for it; null when
 * nothing is dense enough, or when the map has no free corner.
 */
export function placeInset(
  { towns }: SvgMapInput,
  { shapes, projection, frame }: { shapes: Shapes; projection: Projection; frame: Frame },
): PlacedInset | null {
  const window = findDenseWindow(towns.map(({ population, ...town }) => ({ ...town, populationCount: population })));
  if (window === null) return null;
  const shown = boxOf(window.bounds, projection);
  // Outlines have a point every few pixels: an inset that none of them enters hides no commune.
  const taken = shapes.communes.features
    .flatMap(({ geometry }) => linesOf(geometry).flat())
    .map(([lon = 0, lat = 0]) => projection.point(lon, lat));
  for (const ratio of WIDTHS) {
    const width = Math.round(frame.width * ratio);
    const title = wrapText(`Autour ${ofName(window.name)}`, TITLE_SIZE * BOLD, width - 2 * TITLE_PADDING);
    // A name that is longer than the inset is wide would run over what is beside.
    if (title.some((line) => textWidth(line, TITLE_SIZE * BOLD) > width - 2 * TITLE_PADDING)) continue;
    const height = Math.round((width * shown.height) / shown.width) + titleHeight(title);
    if (width / shown.width < LEAST_ENLARGEMENT || height > frame.height * MAX_HEIGHT_RATIO) continue;
    const [left, right] = [frame.x + GAP, frame.x + frame.width - width - GAP];
    const [top, bottom] = [frame.y + GAP, frame.y + frame.height - height - GAP];
    const corners = [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom - SCALE_HEIGHT },
    ];
    const free = corners.find(({ x, y }) => {
      const [west, north, east, south] = [x - GAP, y - GAP, x + width + GAP, y + height + GAP];
      return !taken.some((point) => point[0] > west && point[0] < east && point[1] > north && point[1] < south);
    });
    if (free !== undefined) return { window, title, frame: { ...free, width, height }, shown, areaOfMap: frame.width * frame.height };
  }
  return null;
}

const titleHeight = (title: readonly string[]) => TITLE_LINE * title.length + TITLE_PADDING;

/** The same map, larger, in a frame of its own with its own scale; the part that it shows is outlined on the map. */
export function drawInset(input: SvgMapInput, shapes: Shapes, placed: PlacedInset | null): string[] {
  if (placed === null) return [];
  const { window, title, frame, shown, areaOfMap } = placed;
  const { theme } = input;
  const { ink, background } = MAP_NEUTRALS[theme];
  const picture: Frame = { ...frame, y: frame.y + titleHeight(title), height: frame.height - titleHeight(title) };
  const projection = fitProjection(window.bounds, picture);
  const seen = keepWithin(shapes, window.bounds);
  const box = ({ x, y, width, height }: Frame) =>
    `x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"`;
  return [
    `<rect ${box(shown)} fill="none" stroke="${ink}" stroke-width="1.4"/>`,
    `<clipPath id="encart"><rect ${box(picture)}/></clipPath>`,
    `<rect ${box(frame)} fill="${MAP_PAPER[theme]}"/>`,
    ...title.map((line, index) =>
      drawText(line, { x: frame.x + TITLE_PADDING, y: frame.y + TITLE_LINE * (index + 1), size: TITLE_SIZE, weight: 700, fill: ink }),
    ),
    `<g clip-path="url(#encart)">`,
    `<rect ${box(picture)} fill="${background}"/>`,
    ...drawGround(input, seen, projection, 1),
    // As large as on the map: their area still follows their value, and they part.
    ...drawSymbols(input, projection, { scale: 1, area: areaOfMap }),
    ...drawTowns({ ...input, towns: input.towns.filter((town) => holds(window.bounds, town.lon, town.lat)) }, projection, picture, {
      most: 6,
    }),
    `</g>`,
    ...drawScale(projection, picture, theme),
    `<rect ${box(frame)} fill="none" stroke="${ink}" stroke-width="1.4"/>`,
  ];
}

function keepWithin(shapes: Shapes, bounds: Bounds): Shapes {
  const meets = (line: readonly Position[]) => {
    const box = boundsOf(
      asCollection({ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: [[...line]] } }),
    );
    return box !== null && box[0] <= bounds[2] && box[2] >= bounds[0] && box[1] <= bounds[3] && box[3] >= bounds[1];
  };
  const areas = ({ features }: FeatureCollection): FeatureCollection => ({
    type: 'FeatureCollection',
    features: features.filter((shape) => {
      const box = boundsOf(asCollection(shape));
      return box !== null && box[0] <= bounds[2] && box[2] >= bounds[0] && box[1] <= bounds[3] && box[3] >= bounds[1];
    }),
  });
  const lines = ({ geometry }: Feature<MultiLineString>): Feature<MultiLineString> => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'MultiLineString', coordinates: geometry.coordinates.filter(meets) },
  });
  return {
    communes: areas(shapes.communes),
    neighbours: areas(shapes.neighbours),
    epcis: lines(shapes.epcis),
    departement: lines(shapes.departement),
  };
}

const asCollection = (shape: Feature): FeatureCollection => ({ type: 'FeatureCollection', features: [shape] });

function boxOf([west, south, east, north]: Bounds, { point }: Projection): Frame {
  const [x, y] = point(west, north);
  const [right, bottom] = point(east, south);
  return { x, y, width: right - x, height: bottom - y };
}

const holds = ([west, south, east, north]: Bounds, lon: number, lat: number) => lon >= west && lon <= east && lat >= south && lat <= north;
