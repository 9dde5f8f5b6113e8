import type { Block, Inline } from '@maillage/domain/documents/document.ts';
import type { Twips } from './docx/write-table.ts';
import { plainText } from './plain-text.ts';

/** Of a line of each, and of what stands around it, in the styles of a Word file, close to those of a PDF. Who lays out alone knows: these only have to be close. */
const LINE: Twips = 262;
const AFTER_A_PARAGRAPH: Twips = 110;
const HEADINGS: Readonly<Record<1 | 2 | 3 | 4, Twips>> = { 1: 1090, 2: 830, 3: 650, 4: 550 };
const CAPTION: Twips = 440;
const ROW: Twips = 262;
const LINE_OF_A_CELL: Twips = 235;
const LETTERS_OF_A_TABLE = 100;
/** Title, answer, usual legend, comment and sources of a map. */
const WORDS_OF_A_MAP: Twips = 4900;
/** Of two crossed figures. */
const KEY: Twips = 1400;
/** The rows of a legend of circles are the taller for them. */
const CIRCLES: Twips = 500;
/** Smaller, a map is no longer read; larger, it pushes its legend off the page. */
const LOWEST: Twips = 2300;
/** Estimates are rather high: a page that would hold a map a little lower may well hold this one. */
const TOLERANCE: Twips = 700;
const HIGHEST: Twips = 6400;

const linesOf = (content: readonly Inline[], letters: number) => Math.max(1, Math.ceil(plainText(content).length / letters));

function estimateHeight(block: Block, letters: number): Twips {
  switch (block.kind) {
    case 'heading':
      return HEADINGS[block.level];
    case 'paragraph':
      return linesOf(block.content, letters) * LINE + AFTER_A_PARAGRAPH;
    case 'list':
      return block.items.reduce((sum, item) => sum + linesOf(item, letters - 6) * LINE + AFTER_A_PARAGRAPH, 0);
    case 'table': {
      const weights = block.columns.map(({ weight = 1 }) => weight);
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      const rows = block.totals === null ? block.rows : [...block.rows, block.totals];
      const lines = rows.map((row) =>
        Math.max(...row.map((cell, column) => linesOf(cell, (LETTERS_OF_A_TABLE * (weights[column] ?? 1)) / whole))),
      );
      const body = lines.reduce((sum, count) => sum + ROW + (count - 1) * LINE_OF_A_CELL, 0);
      return CAPTION + ROW + LINE_OF_A_CELL + body + (block.note === null ? 160 : 700);
    }
    case 'chart':
      return CAPTION + block.bars.length * ROW;
    case 'keyFigures':
      return Math.ceil(block.items.length / 3) * 1000;
    case 'callout':
      return 400 + block.blocks.reduce((sum, one) => sum + estimateHeight(one, letters), 0);
    case 'map':
      return WORDS_OF_A_MAP + (block.bivariate === null ? 0 : KEY) + (block.legend.some(({ diameter }) => diameter !== null) ? CIRCLES : 0);
    case 'pageBreak':
      return 0;
  }
}

/** An A4 page between its margins, and the letters that a line of its text holds. */
export interface PageRoom {
  height: Twips;
  letters: number;
}

/**
 * The height of the maps of each page that begins at a page break: what its words leave, shared. A map amid a text that flows is not
 * told: nobody knows where it will stand.
 */
export function fitMaps(blocks: readonly Block[], { height, letters }: PageRoom): ReadonlyMap<Block, Twips> {
  const heights = new Map<Block, Twips>();
  const breaks = blocks.flatMap(({ kind }, index) => (kind === 'pageBreak' ? [index] : []));
  for (const [rank, start] of breaks.entries()) {
    const page = blocks.slice(start + 1, breaks[rank + 1]);
    const maps = page.filter(({ kind }) => kind === 'map');
    if (maps.length === 0) continue;
    const share = (height - page.reduce((sum, block) => sum + estimateHeight(block, letters), 0)) / maps.length;
    // What does not hold on one page is drawn as anywhere.
    if (share < LOWEST - TOLERANCE) continue;
    for (const map of maps) heights.set(map, Math.min(HIGHEST, Math.max(LOWEST, share)));
  }
  return heights;
}
