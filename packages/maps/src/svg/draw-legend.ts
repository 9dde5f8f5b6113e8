import { formatNumber } from '@maillage/domain/format.ts';
import type { LegendEntry, MapDescription } from '../map-description.ts';
import { MAP_NEUTRALS } from '../palettes.ts';
import { markRadius } from '../symbol-size.ts';
import type { SvgMapInput } from './draw-ground.ts';
import { drawText } from './draw-text.ts';
import { wrapText } from './escape.ts';
import { BOLD, LEGEND_WIDTH, SOFT } from './layout.ts';

/** The classes with their communes and people, the key of two figures, the hatches, and what to know. */
export function drawLegend({ description, theme }: SvgMapInput, comment: string, x: number, top: number): string[] {
  const { legendTitle, entries, bivariate, greyZones, style } = description;
  const [ink, soft] = [MAP_NEUTRALS[theme].ink, SOFT[theme]];
  const out: string[] = [];
  let y = top + 12;
  for (const line of wrapText(legendTitle, 14 * BOLD, LEGEND_WIDTH)) {
    out.push(drawText(line, { x, y, size: 14, weight: 700, fill: ink }));
    y += 18;
  }
  y += 8;
  const put = (swatch: string, label: string, counts: string) => {
    out.push(swatch);
    for (const line of wrapText(label, 13, LEGEND_WIDTH - 36)) {
      out.push(drawText(line, { x: x + 34, y: y + 11, size: 13, fill: ink }));
      y += 16;
    }
    out.push(drawText(counts, { x: x + 34, y: y + 10, size: 11, fill: soft }));
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
    out.push(drawText(line, { x, y: y + 10, size: 12, fill: soft }));
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
      out.push(drawText(line, { x, y: top + 14 + index * 13, size: 11, fill: ink }));
    for (const column of across.labels.keys()) {
      const entry = entries[row * across.labels.length + column]!;
      const at = left + column * KEY_CELL.width;
      out.push(
        `<rect x="${at}" y="${top}" width="${KEY_CELL.width - 3}" height="26" fill="${entry.colour}" stroke="${ink}" stroke-width=".6"/>`,
        drawText(`${formatNumber(entry.communeCount)} com.`, { x: at, y: top + 37, size: 10, fill: soft }),
      );
    }
  }
  const bottom = y + up.labels.length * KEY_CELL.height;
  for (const [column, label] of across.labels.entries())
    for (const [index, line] of wrapText(label, 11, KEY_CELL.width - 4).entries())
      out.push(drawText(line, { x: left + column * KEY_CELL.width, y: bottom + 10 + index * 13, size: 11, fill: ink }));
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

export function countsOf({ communeCount, populationCount }: Pick<LegendEntry, 'communeCount' | 'populationCount'>): string {
  return `${formatNumber(communeCount)} ${communeCount > 1 ? 'communes' : 'commune'} · ${formatNumber(populationCount)} hab.`;
}
