import {
  anchorOfMap,
  type BivariateSide,
  type Block,
  type MapBlock as DomainMapBlock,
  type Inline,
} from '@maillage/domain/documents/document.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { lettersOf, longestWord, measureColumns, shareColumns, TABLE_CAPACITY } from '../column-widths.ts';
import { fitMaps } from '../fit-maps.ts';
import { plainText } from '../plain-text.ts';
import { cleanText, type LineWriting, writeFigure, writeLine } from './write-line.ts';

export type MapBlock = DomainMapBlock;
type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

export interface Writing extends LineWriting {
  wide: boolean;
  maps: { path: string; map: MapBlock }[];
  /** Of the last heading written, 0 before the first. */
  level: number;
  headings: number;
}

/**
 * Pages of text. What stands between two page breaks with a map is a `plate`: its maps take the room that its words leave, when all
 * of it holds on one page.
 */
export function writePages(blocks: readonly Block[], writing: Writing): unknown[] {
  const [opening = [], ...others] = splitPages(blocks);
  const heights = fitMaps(blocks, PAGE);
  return [...writeFlow(opening, writing), ...others.flatMap((page) => [{ kind: 'pageBreak' }, ...writePage(page, heights, writing)])];
}
/** In twips: the estimate of the words is rather high, and a map is drawn taller than it says. */
const PAGE = { height: 14_170, letters: 66 };

/** One whose words leave no room for its maps, or whose legend is too long to stay with its map, is laid out as any text. */
function writePage(page: readonly Block[], heights: ReadonlyMap<Block, number>, writing: Writing): unknown[] {
  const maps = page.filter((block) => block.kind === 'map');
  if (maps.length === 0 || maps.some((map) => !heights.has(map) || chooseLayout(map) === 'split')) return writeFlow(page, writing);
  const written = writeBlocks(page, writing);
  // Circles grow with their map, and the legend with them: that page is measured, which takes longer than laying it out.
  return [{ kind: 'plate', blocks: written, measured: maps.some(hasCircles) }];
}
/** Pages that end on a map: it fills the last of them. Of two in a row, it would not leave the other its half of the page. */
function writeFlow(page: readonly Block[], writing: Writing): unknown[] {
  const last = page.at(-1);
  if (writing.wide || last?.kind !== 'map' || page.at(-2)?.kind === 'map' || chooseLayout(last) === 'split')
    return writeBlocks(page, writing);
  return [...writeBlocks(page.slice(0, -1), writing), { ...writeMap(last, writing), layout: 'closing' }];
}
function splitPages(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [[]];
  for (const block of blocks) {
    if (block.kind === 'pageBreak') pages.push([]);
    else pages.at(-1)!.push(block);
  }
  return pages;
}

/** Blocks of a page of text, in order. */
export function writeBlocks(blocks: readonly Block[], writing: Writing): unknown[] {
  return blocks.flatMap((block): unknown[] => {
    if (block.kind === 'heading') return writeHeading(block, writing);
    if (block.kind === 'map') return [{ ...writeMap(block, writing), layout: chooseLayout(block) }];
    return [writeBlock(block, writing)];
  });
}

const hasCircles = ({ legend }: MapBlock) => legend.some(({ diameter }) => diameter !== null);

/** Beside its legend when the legend is short enough, so that what has no room at the foot of a page is low; above it otherwise. */
function chooseLayout(map: MapBlock): 'beside' | 'wide' | 'split' {
  if (countLegendLines(map, 70) > 18) return 'split';
  return countLegendLines(map, 18) <= 18 ? 'beside' : 'wide';
}

/** Lines of text that a legend takes, its key of two figures with it. `letters`: of a label on one line. */
export function countLegendLines({ legend, bivariate }: MapBlock, letters: number): number {
  const lines = legend.map(({ label }) => Math.max(1, Math.ceil(plainText(label).length / letters)));
  return lines.reduce((sum, count) => sum + count, bivariate === null ? 0 : 8);
}

function writeBlock(block: Exclude<Block, { kind: 'heading' | 'map' }>, writing: Writing): unknown {
  switch (block.kind) {
    case 'paragraph':
      return writeParagraph(block, writing);
    case 'list':
      return { kind: block.kind, ordered: block.ordered, items: block.items.map((item) => writeLine(item, writing)) };
    case 'table':
      return writeTable(block, writing);
    case 'chart':
      return writeChart(block, writing);
    case 'keyFigures':
      return {
        kind: block.kind,
        items: block.items.map(({ figure, label }) => ({ figure: writeFigure(figure, writing), label: writeLine(label, writing) })),
      };
    case 'callout':
      return { kind: block.kind, tone: block.tone, title: writeLine(block.title, writing), blocks: writeBlocks(block.blocks, writing) };
    case 'pageBreak':
      return block;
  }
}

/** A level never jumps: readers that go by headings would look for the one that is not there. One without a word is left out. */
export function writeHeading(block: BlockOf<'heading'>, writing: Writing): unknown[] {
  if (plainText(block.content).trim() === '') return [];
  writing.level = Math.min(block.level, writing.level + 1);
  return [{ kind: block.kind, level: writing.level, content: writeLine(block.content, writing), anchor: `h${writing.headings++}` }];
}

export function writeParagraph(block: BlockOf<'paragraph'>, writing: LineWriting) {
  const reasons = block.review?.reasons ?? [];
  // What is marked stays whole, unless it might not fit on a page.
  const long = plainText(block.content).length > 1500 || reasons.join('').length > 700;
  // What announces a list is never at the foot of a page without it.
  const leads = plainText(block.content).trimEnd().endsWith(':');
  return { kind: block.kind, content: writeLine(block.content, writing), reasons: reasons.map(cleanText), long, leads };
}

function writeTable(block: BlockOf<'table'>, writing: Writing) {
  const lines = block.totals === null ? block.rows : [...block.rows, block.totals];
  const needs = measureColumns(block.columns, lines);
  const { widths, scale } = shareColumns(needs, TABLE_CAPACITY[writing.wide ? 'a3-landscape' : 'a4']);
  const cells = (row: readonly Inline[][]) => block.columns.map((_, column) => writeLine(row[column] ?? [], writing));
  return {
    ...{ kind: block.kind, scale, caption: writeLine(block.caption, writing) },
    breakable: lines.some((row) => row.some((cell) => plainText(cell).length > LONG_CELL)),
    columns: block.columns.map(({ label, unit, align }, column) => ({
      ...{ label: cleanText(label), unit: cleanText(unit), align, weight: widths[column]! },
      cutHead: longestWord(`${label} ${unit}`) > lettersOf(widths[column]!),
      cutBody: needs[column]!.word > lettersOf(widths[column]!),
    })),
    rows: block.rows.map(cells),
    totals: block.totals === null ? null : cells(block.totals),
    note: block.note === null ? null : writeLine(block.note, writing),
  };
}
/** A cell longer than this would not fit on a page of narrow columns: its row may be broken. */
const LONG_CELL = 900;

export function writeMap(block: MapBlock, writing: Writing) {
  const path = `map-${writing.maps.length}.svg`;
  const { width, height } = block.size;
  if (!(width > 0 && height > 0 && Number.isFinite(width * height))) throw refuseMap(block, `elle mesure ${width} sur ${height}`);
  writing.maps.push({ path, map: block });
  const side = ({ title, labels }: BivariateSide) => ({
    title: writeLine(title, writing),
    labels: labels.map((label) => writeLine(label, writing)),
  });
  const { bivariate } = block;
  return {
    ...{ kind: block.kind, anchor: `m${writing.maps.length - 1}`, path, width, height, legendTitle: writeLine(block.legendTitle, writing) },
    alternative: block.alternative.trim() || plainText(block.title) || 'Carte',
    ...{ title: writeLine(block.title, writing), headline: writeLine(block.headline, writing) },
    legend: block.legend.map(({ label, colour, hatched, diameter, communes, people }) => ({
      ...{ label: writeLine(label, writing), colour: readColour(colour), hatched, diameter },
      communes: communes === null ? null : writeFigure(communes, writing),
      people: people === null ? null : writeFigure(people, writing),
    })),
    bivariate:
      bivariate === null ? null : { across: side(bivariate.across), up: side(bivariate.up), colours: bivariate.colours.map(readColour) },
    ...{ comment: writeLine(block.comment, writing), credits: writeLine(block.credits, writing) },
  };
}
const readColour = (colour: string | null) => (colour !== null && /^#[0-9a-f]{6}$/i.test(colour) ? colour : null);

/** The refusal that names the map. `reason`: what is wrong, in French, without a final stop. */
export function refuseMap(map: MapBlock, reason: string): DomainError {
  const name = plainText(map.title) || map.mapId;
  return new DomainError(
    'document-refused',
    `La carte « ${name} » ne peut pas être mise en page : ${reason}. Le document n’a pas été produit. Refaites le calcul, ou ôtez cette carte.`,
    { mapId: map.mapId },
  );
}

/** Bars follow the size of the value; a negative one is hollow, and its text has the sign. */
function writeChart(block: BlockOf<'chart'>, writing: LineWriting) {
  const sizes = block.bars.map(({ figure: { value } }) => (value !== null && Number.isFinite(value) ? Math.abs(value) : 0));
  const longest = Math.max(0, ...sizes);
  const caption = plainText(block.caption);
  return {
    ...{ kind: block.kind, caption: writeLine(block.caption, writing), alternative: block.alternative.trim() || caption || 'Graphique' },
    bars: block.bars.map(({ label, figure, isReference }, index) => ({
      ...{ label: writeLine(label, writing), figure: writeFigure(figure, writing), reference: isReference },
      ...{ share: longest > 0 ? sizes[index]! / longest : 0, negative: (figure.value ?? 0) < 0 },
    })),
  };
}

/** The label of each map of an atlas, in the order of `writeMap`. Amid a text, a map is not pointed at. */
export function listMapAnchors(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const maps = blocks.filter((block) => block.kind === 'map');
  return new Map(maps.map(({ mapId }, index): [string, string] => [anchorOfMap(mapId), `m${index}`]).reverse());
}

/** The label of each heading by its id, in the order of `writeHeading`. Of two headings of one id, links mean the first. */
export function listAnchors(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const ids = listHeadings(blocks).map(({ id }, index): [string, string] => [id, `h${index}`]);
  return new Map(ids.reverse());
}
function listHeadings(blocks: readonly Block[]): BlockOf<'heading'>[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return plainText(block.content).trim() === '' ? [] : [block];
    return block.kind === 'callout' ? listHeadings(block.blocks) : [];
  });
}
