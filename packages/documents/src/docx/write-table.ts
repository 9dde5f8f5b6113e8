import type { Block, ChartBlock, Inline, LegendLine, MapBlock } from '@maillage/domain/documents/document.ts';
import { AlignmentType, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable } from 'docx';
import { measureColumns, shareColumns, TABLE_CAPACITY } from '../column-widths.ts';
import { COLOURS, STYLES } from './styles.ts';
import { cleanText, run, type WordWriter, writeInline } from './write-inline.ts';

export type TableBlock = Extract<Block, { kind: 'table' }>;
type KeyFiguresBlock = Extract<Block, { kind: 'keyFigures' }>;

/** Twentieths of a point, Word's unit of length. */
export type Twips = number;

interface Cell {
  content?: readonly Inline[];
  text?: string;
  align?: 'left' | 'right';
  fill?: { colour: string; hatched: boolean };
  paragraphs?: Paragraph[];
}

const GAP_BETWEEN_LEGEND_AND_TEXT = 120;
const MAX_KEY_FIGURES_IN_A_ROW = 3;
/** A table of as many rows is never cut; a longer one begins with this many. */
const UNBROKEN_ROWS = 9;
const FIRST_ROWS = 4;
const UNBROKEN_BARS = 25;
/** A legend of more lines may go on on the next page. */
const LONG_LEGEND = 14;
/** No A4 page has as wide a text. */
const A4_TEXT: Twips = 11_906;
/** Whether a row, counted from 0 under the header, stays on the page of what follows it. */
type KeepRow = (row: number) => boolean;

/** Column widths that fill `width` exactly, in the proportion of the weights. */
export function shareWidth(weights: readonly number[], width: Twips): Twips[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => Math.floor((width * weight) / total));
  widths[widths.length - 1]! += width - widths.reduce((sum, part) => sum + part, 0);
  return widths;
}

/**
 * A table of the document: its header row comes back on every page, a row is never cut in two, totals are the last row. A short one is
 * never cut, a long one begins with four rows at least.
 */
export function writeTable({ columns, rows, totals }: TableBlock, width: Twips, writer: WordWriter): Table {
  // Word cuts no head at a syllable: its longest word has its room.
  const needs = measureColumns(columns, totals === null ? rows : [...rows, totals], { cutsHeads: false });
  const capacity = TABLE_CAPACITY[width > A4_TEXT ? 'a3-landscape' : 'a4'];
  const widths = shareWidth(shareColumns(needs, capacity).widths, width);
  const line = (cells: readonly (readonly Inline[])[]): Cell[] =>
    columns.map(({ align }, index) => ({ content: cells[index] ?? [], align }));
  return buildTable({
    ...{ widths, writer, hasTotals: totals !== null, kept: keepRows(rows.length, totals !== null) },
    header: columns.map(({ label, unit, align }) => ({ text: unit === '' ? label : `${label} (${unit})`, align })),
    rows: [...rows.map(line), ...(totals === null ? [] : [line(totals)])],
  });
}

/** Rows that stay on the page of the row after them: a whole short table, the first of a long one, and the last before totals. */
function keepRows(count: number, hasTotals: boolean): KeepRow {
  if (count <= UNBROKEN_ROWS) return (row) => row < count - (hasTotals ? 0 : 1);
  return (row) => row < FIRST_ROWS - 1 || (hasTotals && row >= count - 2 && row < count);
}

/** What each colour of a map means, with its communes and people: on the page of its map, and of the words after it. */
export function writeLegend(lines: readonly LegendLine[], legendTitle: readonly Inline[], width: Twips, writer: WordWriter): Table {
  const counts = {
    communes: lines.some(({ communes }) => communes !== null),
    people: lines.some(({ people }) => people !== null),
  };
  const weights = [0.9, 5, ...(counts.communes ? [1.6] : []), ...(counts.people ? [1.8] : [])];
  const swatch = ({ colour, hatched, diameter }: LegendLine): Cell =>
    diameter === null
      ? { text: '', fill: { colour: colour ?? '#ffffff', hatched } }
      : { paragraphs: [disc(diameter, colour ?? `#${COLOURS.ink}`)] };
  return buildTable({
    ...{ widths: shareWidth(weights, width), writer, hasTotals: false, kept: () => lines.length <= LONG_LEGEND },
    header: [
      { text: 'Couleur' },
      { content: legendTitle },
      ...(counts.communes ? [{ text: 'Communes', align: 'right' as const }] : []),
      ...(counts.people ? [{ text: 'Habitants', align: 'right' as const }] : []),
    ],
    rows: lines.map((line) => [
      swatch(line),
      { content: line.label },
      ...(counts.communes ? [count(line.communes)] : []),
      ...(counts.people ? [count(line.people)] : []),
    ]),
  });
}

const count = (figure: LegendLine['communes']): Cell =>
  figure === null ? { text: '–', align: 'right' } : { content: [{ kind: 'figure', figure }], align: 'right' };

/** In half-points, as large as a line of text bears: map units are about pixels of a page, three quarters of a point. */
const discSize = (diameter: number) => Math.round(Math.min(48, Math.max(10, diameter * 2)));

const ROW_OF_TEXT: Twips = 270;
const TWIPS_OF_A_HALF_POINT = 10;
/** How high the legend of a map stands, about: a circle makes its row taller. */
export const estimateLegendHeight = (lines: readonly LegendLine[]): Twips =>
  lines.reduce(
    (height, { diameter }) => height + Math.max(ROW_OF_TEXT, diameter === null ? 0 : discSize(diameter) * TWIPS_OF_A_HALF_POINT * 1.4),
    0,
  );

const disc = (diameter: number, colour: string): Paragraph =>
  new Paragraph({
    style: STYLES.table,
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: '●', color: colour.slice(1), size: discSize(diameter) })],
  });

/** The 3 × 3 key of two crossed figures: the first to the right, the second upwards. */
export function writeBivariateKey({ across, up, colours }: NonNullable<MapBlock['bivariate']>, width: Twips, writer: WordWriter): Table {
  const rows = up.labels.map((label, row): Cell[] => [
    { content: label },
    ...across.labels.map(
      (_, column): Cell => ({ text: '', fill: { colour: colours[row * across.labels.length + column] ?? '#ffffff', hatched: false } }),
    ),
  ]);
  return buildTable({
    ...{ widths: shareWidth([3, ...across.labels.map(() => 2)], width), writer, hasTotals: false, kept: () => true },
    header: [
      { content: [...up.title, { kind: 'text', text: ' ↑ ' }, ...across.title, { kind: 'text', text: ' →' }] },
      ...across.labels.map((content) => ({ content })),
    ],
    rows: rows.reverse(),
  });
}

/** Bars as shaded lines of a table that can be edited: each value is beside its bar. */
export function writeChart({ bars, unit }: ChartBlock, width: Twips, writer: WordWriter): Table {
  const widths = shareWidth([3, 1.3, 4], width);
  const longest = Math.max(...bars.map(({ figure }) => Math.abs(figure.value ?? 0)), 0);
  const barWidth = widths[2]! - GAP_BETWEEN_LEGEND_AND_TEXT;
  return buildTable({
    ...{ widths, writer, hasTotals: false, kept: (row) => bars.length <= UNBROKEN_BARS && row < bars.length - 1 },
    header: [{ text: '' }, { text: unit, align: 'right' }, { text: 'Longueur relative' }],
    rows: bars.map(({ label, figure, isReference }) => {
      const part = longest === 0 ? 0 : Math.abs(figure.value ?? 0) / longest;
      const bar = new Paragraph({
        ...{ style: STYLES.table, indent: { right: Math.round(barWidth * (1 - part)) } },
        ...(part === 0 ? {} : { shading: { fill: isReference ? COLOURS.reference : COLOURS.bar } }),
      });
      return [{ content: label }, { content: [{ kind: 'figure', figure }], align: 'right' }, { paragraphs: [bar] }];
    }),
  });
}

/** The figures to remember, at most three in a row, each over its words. */
export function writeKeyFigures({ items }: KeyFiguresBlock, width: Twips, writer: WordWriter): Table {
  const across = Math.min(MAX_KEY_FIGURES_IN_A_ROW, items.length);
  const widths = shareWidth(
    Array.from({ length: across }, () => 1),
    width,
  );
  const cells = items.map(({ figure, label }) => [
    new Paragraph({ style: STYLES.keyFigure, children: writeInline([{ kind: 'figure', figure }], writer) }),
    new Paragraph({ style: STYLES.keyLabel, children: writeInline(label, writer) }),
  ]);
  const rows = Array.from({ length: Math.ceil(cells.length / across) }, (_, row) =>
    widths.map((_, column) => ({ paragraphs: cells[row * across + column] ?? [new Paragraph({ style: STYLES.keyLabel })] })),
  );
  return buildTable({ widths, writer, header: null, rows, hasTotals: false, kept: (row) => row < rows.length - 1 });
}

function buildTable({
  widths,
  header,
  rows,
  hasTotals,
  kept,
  writer,
}: {
  widths: readonly Twips[];
  header: readonly Cell[] | null;
  rows: readonly (readonly Cell[])[];
  hasTotals: boolean;
  kept: KeepRow;
  writer: WordWriter;
}): Table {
  const write = (cells: readonly Cell[], { tableHeader, last, keep }: { tableHeader: boolean; last: boolean; keep: boolean }) =>
    new TableRow({
      ...{ tableHeader, cantSplit: true },
      children: cells.map((cell, index) => writeCell(cell, { width: widths[index]!, tableHeader, bold: last && hasTotals, keep, writer })),
    });
  return new Table({
    ...{ style: header === null ? STYLES.keyGrid : STYLES.tableGrid, layout: TableLayoutType.FIXED, columnWidths: widths },
    width: { size: widths.reduce((sum, part) => sum + part, 0), type: 'dxa' },
    tableLook: { firstRow: header !== null, lastRow: hasTotals, firstColumn: false, lastColumn: false, noHBand: true, noVBand: true },
    rows: [
      ...(header === null ? [] : [write(header, { tableHeader: true, last: false, keep: true })]),
      ...rows.map((cells, index) => write(cells, { tableHeader: false, last: index === rows.length - 1, keep: kept(index) })),
    ],
  });
}

function writeCell(
  { content, text, align, fill, paragraphs }: Cell,
  { width, tableHeader, bold, keep, writer }: { width: Twips; tableHeader: boolean; bold: boolean; keep: boolean; writer: WordWriter },
): TableCell {
  const shown = content === undefined ? [run(cleanText(text ?? ''), bold)] : writeInline(content, writer, { live: false, strong: bold });
  return new TableCell({
    ...{ width: { size: width, type: 'dxa' }, verticalAlign: VerticalAlignTable.CENTER },
    ...(fill === undefined
      ? {}
      : {
          shading: fill.hatched
            ? { type: ShadingType.THIN_DIAGONAL_STRIPE, color: COLOURS.ink, fill: fill.colour.slice(1) }
            : { type: ShadingType.CLEAR, color: 'auto', fill: fill.colour.slice(1) },
        }),
    children: paragraphs ?? [
      new Paragraph({
        style: tableHeader ? STYLES.tableHeader : STYLES.table,
        ...(align === 'right' ? { alignment: AlignmentType.RIGHT } : {}),
        ...(keep ? { keepNext: true } : {}),
        children: shown,
      }),
    ],
  });
}
