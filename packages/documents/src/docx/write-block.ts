import { anchorOfMap, type Block, type ChartBlock, type Inline, type MapBlock } from '@maillage/domain/documents/document.ts';
import { Bookmark, type FileChild, HeadingLevel, ImageRun, type IParagraphOptions, Paragraph, SequentialIdentifier } from 'docx';
import { fitMaps } from '../fit-maps.ts';
import { plainText } from '../plain-text.ts';
import { rasteriseSvg } from '../svg/rasterise-svg.ts';
import { STYLES } from './styles.ts';
import { cleanText, commented, run, type WordWriter, writeInline } from './write-inline.ts';
import {
  estimateLegendHeight,
  type Twips,
  writeBivariateKey,
  writeChart,
  writeKeyFigures,
  writeLegend,
  writeTable,
} from './write-table.ts';

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 } as const;
/** Width of the fallback, in points: legible on paper, and only for a Word that reads no SVG. An atlas has a hundred of them. */
const FALLBACK_WIDTH = 900;
const TWIPS_OF_A_PIXEL = 15;
/** Of a heading above a map, with its spaces. */
const HEADING_HEIGHT: Twips = 1150;
const LETTERS_OF_A_LINE = 92;
/** The height of a map leaves room for a legend of this height; a taller one takes from the map. */
const USUAL_LEGEND: Twips = 2160;

/** The room that the page leaves, and the styles of the box that a block may be in. */
export interface BlockPlace {
  /** Between the margins. */
  width: Twips;
  /** The tallest that a map may be, so that its title, its answer and its legend stay on its page. */
  mapHeight: Twips;
  /** Each map has a page of its own, which it fills with its legend and the headings above it. */
  mapsFillPages: boolean;
  box: { text: string; title: string } | null;
  /** Between the margins, where maps take what the words of their page leave; null where maps have their own height. */
  pageHeight: Twips | null;
}

/** The blocks in order; a page break is carried by the paragraph after it, so that no empty page comes of it. */
export async function writeBlocks(blocks: readonly Block[], place: BlockPlace, writer: WordWriter): Promise<FileChild[]> {
  const out: FileChild[] = [];
  let breaks = false;
  let headings: Twips = 0;
  const fitted =
    place.pageHeight === null ? new Map<Block, Twips>() : fitMaps(blocks, { height: place.pageHeight, letters: LETTERS_OF_A_LINE });
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'pageBreak') {
      breaks = true;
      continue;
    }
    const room = { ...place, mapHeight: fitted.get(block) ?? place.mapHeight - (place.mapsFillPages ? headings : 0) };
    const written = await writeBlock(block, room, writer, breaks ? { pageBreakBefore: true } : {});
    // Nothing after the last table of a page: on a page that it fills, it would open another.
    const isLastOfPage = blocks[index + 1]?.kind === 'pageBreak';
    out.push(...(isLastOfPage && written.at(-1) instanceof Spacer ? written.slice(0, -1) : written));
    headings = block.kind === 'heading' ? headings + HEADING_HEIGHT : 0;
    breaks = false;
  }
  return out;
}

type FirstOptions = Pick<IParagraphOptions, 'pageBreakBefore'>;

async function writeBlock(
  block: Exclude<Block, { kind: 'pageBreak' }>,
  place: BlockPlace,
  writer: WordWriter,
  first: FirstOptions,
): Promise<FileChild[]> {
  switch (block.kind) {
    case 'heading': {
      const bookmark = new Bookmark({ id: writer.bookmarks.get(block.id)!, children: writeInline(block.content, writer, { live: false }) });
      return [new Paragraph({ ...first, heading: HEADINGS[block.level], children: [bookmark] })];
    }
    case 'paragraph': {
      const children = writeInline(block.content, writer);
      if (block.review === undefined) return [new Paragraph({ ...first, style: place.box?.text ?? STYLES.body, children })];
      return [new Paragraph({ ...first, style: STYLES.review, children: commented(children, block.review.reasons, writer) })];
    }
    case 'list': {
      const numbering = { reference: block.ordered ? 'numeros' : 'puces', level: 0, instance: block.ordered ? ++writer.listCount : 0 };
      return block.items.map(
        (item, index) =>
          new Paragraph({
            ...(index === 0 ? first : {}),
            style: place.box?.text ?? STYLES.body,
            numbering,
            children: writeInline(item, writer),
          }),
      );
    }
    case 'table': {
      const parts: FileChild[] = [caption('Tableau', block.caption, writer, first), writeTable(block, place.width, writer)];
      if (block.note === null) return [...parts, spacer()];
      return [...parts, new Paragraph({ style: STYLES.source, children: writeInline(block.note, writer) })];
    }
    case 'map':
      return writeMap(block, place, writer, first);
    case 'chart':
      return writeChartBlock(block, place, writer, first);
    case 'keyFigures':
      // A paragraph stands between two tables: side by side, Word would make one of them.
      return block.items.length === 0
        ? []
        : [new Paragraph({ ...first, style: STYLES.gap }), writeKeyFigures(block, place.width, writer), spacer()];
    case 'callout': {
      const isWarning = block.tone === 'warning';
      const box = isWarning ? { text: STYLES.warning, title: STYLES.warningTitle } : { text: STYLES.callout, title: STYLES.calloutTitle };
      const title = new Paragraph({ ...first, style: box.title, children: writeInline(block.title, writer) });
      return [title, ...(await writeBlocks(block.blocks, { ...place, box, pageHeight: null }, writer)), spacer()];
    }
  }
}

/** One block for a reader: title, answer, picture, legend, comment and sources stay on one page. */
async function writeMap(block: MapBlock, place: BlockPlace, writer: WordWriter, first: FirstOptions): Promise<FileChild[]> {
  const mapHeight = place.mapHeight - Math.max(0, estimateLegendHeight(block.legend) - USUAL_LEGEND);
  const scale = Math.min(place.width / block.size.width, mapHeight / block.size.height) / TWIPS_OF_A_PIXEL;
  const size = { width: Math.round(block.size.width * scale), height: Math.round(block.size.height * scale) };
  const fallback = await rasteriseSvg(block.svg, FALLBACK_WIDTH);
  const picture = new ImageRun({
    ...{ type: 'svg', data: Buffer.from(block.svg), transformation: size },
    fallback: { type: 'png', data: fallback },
    altText: { name: cleanText(plainText(block.title)), description: cleanText(block.alternative) },
  });
  const anchor = anchorOfMap(block.mapId);
  const optional = (content: readonly Inline[], style: string, options: { keepNext?: boolean } = {}) =>
    content.length === 0 ? [] : [new Paragraph({ style, ...options, children: writeInline(content, writer) })];
  const kept = { keepNext: true };
  return [
    caption('Carte', block.title, writer, first, writer.maps.get(anchor) === block ? writer.bookmarks.get(anchor) : undefined),
    ...optional(block.headline, STYLES.lead),
    new Paragraph({ style: STYLES.picture, children: [picture] }),
    ...(block.bivariate === null ? [] : [writeBivariateKey(block.bivariate, place.width, writer), spacer(kept)]),
    ...(block.legend.length === 0 ? [] : [writeLegend(block.legend, block.legendTitle, place.width, writer), spacer(kept)]),
    ...optional(block.comment, STYLES.body, block.credits.length > 0 ? kept : {}),
    ...optional(block.credits, STYLES.source),
  ];
}

function writeChartBlock(block: ChartBlock, place: BlockPlace, writer: WordWriter, first: FirstOptions): FileChild[] {
  const title = caption('Figure', block.caption, writer, first);
  return [title, writeChart(block, place.width, writer), spacer()];
}

/** « Tableau 1. Temps d’accès par commune », whose number Word counts again when one is added. */
function caption(
  sequence: 'Tableau' | 'Carte' | 'Figure',
  content: readonly Inline[],
  writer: WordWriter,
  first: FirstOptions,
  bookmark?: string,
): Paragraph {
  const children = [run(`${sequence}\u00a0`), new SequentialIdentifier(sequence), run('. '), ...writeInline(content, writer)];
  return new Paragraph({
    ...{ ...first, style: STYLES.caption },
    children: bookmark === undefined ? children : [new Bookmark({ id: bookmark, children })],
  });
}

/** `keepNext`: what is above stays on the page of what is under. */
class Spacer extends Paragraph {
  constructor(options: { keepNext?: boolean } = {}) {
    super({ style: STYLES.gap, ...options });
  }
}
const spacer = (options: { keepNext?: boolean } = {}) => new Spacer(options);
