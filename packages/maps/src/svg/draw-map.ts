import { formatNumber } from '@maillage/domain/format.ts';
import type { Feature, FeatureCollection, MultiLineString } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { communeState, markRadius } from '../layer-specification.ts';
import type { LegendEntry, MapDescription } from '../map-description.ts';
import { MAP_NEUTRALS, type MapTheme } from '../palettes.ts';
import { escapeXml, textWidth, wrapText } from './escape.ts';
import { type Bounds, boundsOf, type Frame, fitProjection, type Projection, pathOf } from './project.ts';

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
const LEGEND_WIDTH = 264;
/** Between the shapes and the frame. */
export const PADDING = 12;
/** Circles that follow a count cover this much of the map together at most: more would hide it. */
const MAX_COVERED_RATIO = 0.3;
/** Bold letters are this much wider. */
const BOLD = 1.1;
const FONT = '&quot;Atkinson Hyperlegible Next&quot;, &quot;Atkinson Hyperlegible&quot;, system-ui, sans-serif';
const PAPER = { light: '#fbfbf8', dark: '#0f191e' } as const;
const SOFT = { light: '#46565e', dark: '#abbcc2' } as const;
const EPCI_LINE = { light: '#ffffff', dark: '#0c161b' } as const;
const MAX_TOWNS = 14;

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
    out.push(text(line, { x: MARGIN, y, size: 26, weight: 700, fill: ink }));
    y += 32;
  }
  for (const line of wrapText(texts.subtitle, 16, SIZE.width - 2 * MARGIN)) {
    out.push(text(line, { x: MARGIN, y, size: 16, fill: ink }));
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
  out.push(
    `<clipPath id="cadre"><rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}"/></clipPath>`,
    `<g clip-path="url(#cadre)">`,
    `<rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}" fill="${MAP_NEUTRALS[theme].background}"/>`,
    ...drawGround(input, shapes, projection, 1),
    ...drawSymbols(input, projection, { scale: 1, area: frame.width * frame.height }),
    ...drawTowns(input, projection, frame),
    `</g>`,
    ...drawScale(projection, frame, theme),
    ...drawLegend(input, texts.comment, SIZE.width - MARGIN - LEGEND_WIDTH, frame.y + 4),
  );
  for (const [index, line] of credits.entries())
    out.push(text(line, { x: MARGIN, y: bottom + 16 + index * 15, size: 11, fill: SOFT[theme] }));
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

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

interface Shapes {
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

/** Around the communes; around their centres when there is no outline; one degree of nowhere when there is neither. */
export function frameBounds(communes: FeatureCollection, towns: readonly Town[]): Bounds {
  const points = towns.map(({ lon, lat }) => [lon, lat]);
  const around: FeatureCollection = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: [points] } }],
  };
  return boundsOf(communes) ?? boundsOf(around) ?? [0, 0, 1, 1];
}

const codeOf = ({ properties, id }: Feature): string => String((properties as { code?: string } | null)?.code ?? id ?? '');

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
  { scale, area }: { scale: number; area: number },
): string[] {
  if (description.style === 'areas') return [];
  const circles = towns.flatMap(({ code, lon, lat }) => {
    const { radius, entryIndex } = communeState(description, code, values.get(code) ?? null);
    const [x, y] = projection.point(lon, lat);
    const colour = description.entries[entryIndex]?.colour;
    return radius === 0 || colour === undefined ? [] : [{ x, y, radius: radius * scale, colour }];
  });
  const covered = circles.reduce((sum, { radius }) => sum + Math.PI * radius * radius, 0);
  const shrink = description.style === 'symbols' ? Math.min(1, Math.sqrt((MAX_COVERED_RATIO * area) / covered)) : 1;
  return circles
    .sort((a, b) => b.radius - a.radius || a.x - b.x || a.y - b.y)
    .map(
      ({ x, y, radius, colour }) =>
        `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(radius * shrink).toFixed(1)}" fill="${colour}" fill-opacity=".82" stroke="${MAP_NEUTRALS[theme].ink}" stroke-width="${(0.8 * Math.max(scale, 0.4)).toFixed(1)}"/>`,
    );
}

/** The most peopled, as far apart as their names need. */
export function drawTowns({ theme, towns }: SvgMapInput, projection: Projection, frame: Frame): string[] {
  const size = 12;
  const placed: { x: number; y: number; width: number }[] = [];
  const out: string[] = [];
  const known = towns
    .filter(({ population }) => population !== null)
    .sort((a, b) => b.population! - a.population! || (a.code < b.code ? -1 : 1));
  for (const town of known) {
    if (placed.length === MAX_TOWNS) break;
    const [at, y] = projection.point(town.lon, town.lat);
    const width = textWidth(town.name, size);
    const x = Math.min(Math.max(at, frame.x + width / 2 + 4), frame.x + frame.width - width / 2 - 4);
    if (placed.some((other) => Math.abs(other.y - y) < 30 && Math.abs(other.x - x) < (other.width + width) / 2 + 16)) continue;
    placed.push({ x, y, width });
    const halo = `stroke="${PAPER[theme]}" stroke-width="3" paint-order="stroke" stroke-linejoin="round" text-anchor="middle"`;
    out.push(text(town.name, { x, y: y + 4, size, weight: 600, fill: MAP_NEUTRALS[theme].ink, more: halo }));
  }
  return out;
}

/** A bar of a round number of kilometres, about a sixth of the map. */
export function drawScale({ kilometre }: Projection, frame: Frame, theme: MapTheme): string[] {
  const wanted = frame.width / 6 / kilometre;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const km = [5, 2, 1].map((step) => step * power).find((step) => step <= wanted) ?? power;
  const [x, y] = [frame.x + 12, frame.y + frame.height - 14];
  const end = x + km * kilometre;
  const ink = MAP_NEUTRALS[theme].ink;
  return [
    `<path fill="none" stroke="${ink}" stroke-width="1.2" d="M${x} ${y - 4}V${y}H${end.toFixed(1)}V${y - 4}"/>`,
    text(`${formatNumber(km, km < 1 ? 1 : 0)} km`, { x: end + 6, y: y + 2, size: 11, fill: ink }),
  ];
}

function drawLegend({ description, theme }: SvgMapInput, comment: string, x: number, top: number): string[] {
  const { legendTitle, entries, bivariate, greyZones, style } = description;
  const [ink, soft] = [MAP_NEUTRALS[theme].ink, SOFT[theme]];
  const out: string[] = [];
  let y = top + 12;
  for (const line of wrapText(legendTitle, 14 * BOLD, LEGEND_WIDTH)) {
    out.push(text(line, { x, y, size: 14, weight: 700, fill: ink }));
    y += 18;
  }
  y += 8;
  const put = (swatch: string, label: string, counts: string) => {
    out.push(swatch);
    for (const line of wrapText(label, 13, LEGEND_WIDTH - 36)) {
      out.push(text(line, { x: x + 34, y: y + 11, size: 13, fill: ink }));
      y += 16;
    }
    out.push(text(counts, { x: x + 34, y: y + 10, size: 11, fill: soft }));
    y += 22;
  };
  const listed = bivariate === null ? entries : entries.filter(({ kind }) => kind !== 'class');
  if (bivariate !== null) {
    out.push(...drawKey({ bivariate, entries, x, y, ink, soft }));
    y += bivariate.up.labels.length * KEY_CELL.height + 64;
  }
  for (const [level, entry] of listed.entries()) put(swatchOf(entry, { style, level, x, y, ink }), entry.label, countsOf(entry));
  if (greyZones !== null)
    put(
      `<rect x="${x}" y="${y}" width="24" height="16" fill="none" stroke="${ink}" stroke-width=".8"/><rect x="${x}" y="${y}" width="24" height="16" fill="url(#hachures)"/>`,
      greyZones.label,
      countsOf(greyZones),
    );
  y += 8;
  const note = style === 'symbols' ? `L’aire du cercle suit la valeur. ${comment}` : comment;
  for (const line of wrapText(note, 12, LEGEND_WIDTH)) {
    out.push(text(line, { x, y: y + 10, size: 12, fill: soft }));
    y += 16;
  }
  return out;
}

const KEY_CELL = { width: 62, height: 44 };

/** The reading key of two figures: the second upwards, the first to the right, communes counted in each cell. */
function drawKey(told: {
  bivariate: NonNullable<MapDescription['bivariate']>;
  entries: readonly LegendEntry[];
  x: number;
  y: number;
  ink: string;
  soft: string;
}): string[] {
  const { bivariate, entries, x, y, ink, soft } = told;
  const { across, up } = bivariate;
  const left = x + LEGEND_WIDTH - across.labels.length * KEY_CELL.width;
  const out: string[] = [];
  for (const [row, label] of up.labels.entries()) {
    const top = y + (up.labels.length - 1 - row) * KEY_CELL.height;
    for (const [index, line] of wrapText(label, 11, left - x - 6).entries())
      out.push(text(line, { x, y: top + 14 + index * 13, size: 11, fill: ink }));
    for (const column of across.labels.keys()) {
      const entry = entries[row * across.labels.length + column]!;
      const at = left + column * KEY_CELL.width;
      out.push(
        `<rect x="${at}" y="${top}" width="${KEY_CELL.width - 3}" height="26" fill="${entry.colour}" stroke="${ink}" stroke-width=".6"/>`,
        text(`${formatNumber(entry.communeCount)} com.`, { x: at, y: top + 37, size: 10, fill: soft }),
      );
    }
  }
  const bottom = y + up.labels.length * KEY_CELL.height;
  for (const [column, label] of across.labels.entries())
    for (const [index, line] of wrapText(label, 11, KEY_CELL.width - 4).entries())
      out.push(text(line, { x: left + column * KEY_CELL.width, y: bottom + 10 + index * 13, size: 11, fill: ink }));
  return out;
}

function swatchOf(
  { colour, kind }: LegendEntry,
  { style, level, x, y, ink }: { style: MapDescription['style']; level: number; x: number; y: number; ink: string },
): string {
  // Marks are as large in the legend as on the map; a commune that is no centre has none.
  if (style === 'marks' && kind === 'class') {
    const radius = markRadius(level);
    return radius === 0
      ? `<path fill="none" stroke="${ink}" stroke-width=".8" d="M${x + 8} ${y + 8}h8"/>`
      : `<circle cx="${x + 12}" cy="${y + 8}" r="${radius}" fill="${colour}" stroke="${ink}" stroke-width=".8"/>`;
  }
  if (style === 'symbols' && kind === 'class')
    return `<circle cx="${x + 12}" cy="${y + 8}" r="8" fill="${colour}" stroke="${ink}" stroke-width=".8"/>`;
  const dashes = kind === 'missing' ? ' stroke-dasharray="1 2"' : '';
  return `<rect x="${x}" y="${y}" width="24" height="16" fill="${colour}" stroke="${ink}" stroke-width=".8"${dashes}/>`;
}

function countsOf({ communeCount, populationCount }: Pick<LegendEntry, 'communeCount' | 'populationCount'>): string {
  return `${formatNumber(communeCount)} ${communeCount > 1 ? 'communes' : 'commune'} · ${formatNumber(populationCount)} hab.`;
}

/** What the picture shows, for whoever does not see it. */
function describeMap({ description }: SvgMapInput, { subtitle }: SvgMapTexts): string {
  return `${subtitle} ${description.legendTitle} : ${description.entries.map((entry) => `${entry.label}, ${countsOf(entry)}`).join(' ; ')}.`;
}

function text(
  content: string,
  { x, y, size, fill, weight = 400, more = '' }: { x: number; y: number; size: number; fill: string; weight?: number; more?: string },
): string {
  const bold = weight === 400 ? '' : ` font-weight="${weight}"`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${bold} fill="${fill}"${more === '' ? '' : ` ${more}`}>${escapeXml(content)}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;

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
    ...(title === null ? [] : [`<rect width="${width}" height="${height}" fill="${PAPER[theme]}"/>`]),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
