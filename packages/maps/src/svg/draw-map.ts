import type { FeatureCollection } from 'geojson';
import { MAP_NEUTRALS, type MapTheme } from '../palettes.ts';
import { drawGround, drawScale, drawSymbols, drawTowns, EMPTY, readShapes, type SvgMapInput, type Town } from './draw-ground.ts';
import { drawInset, placeInset } from './draw-inset.ts';
import { countsOf, drawLegend } from './draw-legend.ts';
import { drawText } from './draw-text.ts';
import { escapeXml, wrapText } from './escape.ts';
import { BOLD, LEGEND_WIDTH, MAP_PAPER, SOFT } from './layout.ts';
import { type Bounds, boundsOf, type Frame, fitProjection } from './project.ts';

export type { MapTopology, SvgMapInput, Town } from './draw-ground.ts';

export interface SvgMapTexts {
  title: string;
  /** The answer in a sentence. */
  subtitle: string;
  comment: string;
  /** Sources and run, one line each. */
  credits: readonly string[];
}

const SIZE = { width: 1120, height: 800 };
const MARGIN = 32;
/** Between the shapes and the frame. */
export const PADDING = 12;
const FONT = '&quot;Atkinson Hyperlegible Next&quot;, &quot;Atkinson Hyperlegible&quot;, system-ui, sans-serif';

/**
 * A map whole, as it is kept, printed or sent: title, answer, map, legend that counts communes and people, scale, sources. The same
 * description as on the pages; the same input gives the same bytes.
 */
export function drawMap(input: SvgMapInput, texts: SvgMapTexts): string {
  const { theme } = input;
  const ink = MAP_NEUTRALS[theme].ink;
  const out: string[] = [];
  let y = MARGIN + 24;
  for (const line of wrapText(texts.title, 26 * BOLD, SIZE.width - 2 * MARGIN)) {
    out.push(drawText(line, { x: MARGIN, y, size: 26, weight: 700, fill: ink }));
    y += 32;
  }
  for (const line of wrapText(texts.subtitle, 16, SIZE.width - 2 * MARGIN)) {
    out.push(drawText(line, { x: MARGIN, y, size: 16, fill: ink }));
    y += 22;
  }
  const credits = texts.credits.flatMap((credit) => wrapText(credit, 11, SIZE.width - 2 * MARGIN));
  const bottom = SIZE.height - MARGIN - credits.length * 15;
  const frame: Frame = { x: MARGIN, y: y + 4, width: SIZE.width - 2 * MARGIN - LEGEND_WIDTH - 24, height: bottom - y - 24 };
  const shapes = readShapes(input.topology);
  const bounds = frameBounds(shapes.communes, input.towns);
  const projection = fitProjection(bounds, {
    x: frame.x + PADDING,
    y: frame.y + PADDING,
    width: frame.width - 2 * PADDING,
    height: frame.height - 2 * PADDING,
  });
  const inset = placeInset(input, { shapes, projection, frame });
  out.push(
    `<clipPath id="cadre"><rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}"/></clipPath>`,
    `<g clip-path="url(#cadre)">`,
    `<rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}" fill="${MAP_NEUTRALS[theme].background}"/>`,
    ...drawGround(input, shapes, projection, 1),
    ...drawSymbols(input, projection, { scale: 1, area: frame.width * frame.height }),
    ...drawTowns(input, projection, frame, { taken: inset === null ? [] : [inset.frame] }),
    `</g>`,
    ...drawScale(projection, frame, theme),
    ...drawInset(input, shapes, inset),
    ...drawLegend(input, texts.comment, SIZE.width - MARGIN - LEGEND_WIDTH, frame.y + 4),
  );
  for (const [index, line] of credits.entries())
    out.push(drawText(line, { x: MARGIN, y: bottom + 16 + index * 15, size: 11, fill: SOFT[theme] }));
  return wrap(out, { ...SIZE, theme, title: texts.title, description: describeMap(input, texts) });
}

/** The same small and mute, for a list where the title stands beside it. */
export function drawThumbnail(input: SvgMapInput, width = 240): string {
  const height = Math.round(width * 0.72);
  const shapes = readShapes(input.topology);
  const projection = fitProjection(frameBounds(shapes.communes, input.towns), { x: 4, y: 4, width: width - 8, height: height - 8 });
  const out = [
    ...drawGround(input, { ...shapes, neighbours: EMPTY }, projection, 0),
    ...drawSymbols(input, projection, { scale: width / SIZE.width, area: width * height }),
  ];
  return wrap(out, { width, height, theme: input.theme, title: null, description: null });
}

/** What the picture shows, for whoever does not see it. */
function describeMap({ description }: SvgMapInput, { subtitle }: SvgMapTexts): string {
  return `${subtitle} ${description.legendTitle} : ${description.entries.map((entry) => `${entry.label}, ${countsOf(entry)}`).join(' ; ')}.`;
}

export function wrap(
  parts: readonly string[],
  {
    width,
    height,
    theme,
    title,
    description,
  }: { width: number; height: number; theme: MapTheme; title: string | null; description: string | null },
): string {
  const hatch = `<pattern id="hachures" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="7" height="1.4" fill="#14232b" fill-opacity=".8"/><rect y="1.4" width="7" height="1.2" fill="#fff" fill-opacity=".65"/></pattern>`;
  const named = title === null ? 'aria-hidden="true"' : 'role="img" aria-labelledby="titre description"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${named} font-family="${FONT}">`,
    ...(title === null
      ? []
      : [`<title id="titre">${escapeXml(title)}</title><desc id="description">${escapeXml(description ?? '')}</desc>`]),
    `<defs>${hatch}</defs>`,
    ...(title === null ? [] : [`<rect width="${width}" height="${height}" fill="${MAP_PAPER[theme]}"/>`]),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** Around the communes; around their centres when there is no outline; one degree of nowhere when there is neither. */
export function frameBounds(communes: FeatureCollection, towns: readonly Town[]): Bounds {
  const points = towns.map(({ lon, lat }) => [lon, lat]);
  const around: FeatureCollection = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: [points] } }],
  };
  return boundsOf(communes) ?? boundsOf(around) ?? [0, 0, 1, 1];
}
