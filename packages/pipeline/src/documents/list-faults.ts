import type { Block, Inline, MaillageDocument } from '@maillage/domain/documents/document.ts';
import { readInlines } from './prose-inlines.ts';

const MARKUP = /\{\{|\}\}|\[\[|\]\]|\*\*/;
/** Two spaces, a space before a full stop, a sentence that ends twice: slips of a draft. */
const SLIPS = /\S {2,}\S| \.(?!\d)|[.?!]{2,}(?!\.)|\(\)|undefined|null|NaN/;

/** What a finished document must not show: markup that was not read, a reference without figure, slips of the pen. Empty when all is well. */
export function listFaults({ blocks }: MaillageDocument): string[] {
  return linesOf(blocks).flatMap((line) => {
    const text = readInlines(line);
    const ours = line.filter((piece) => piece.kind !== 'stated').map((piece) => (piece.kind === 'figure' ? piece.figure.text : piece.text));
    return MARKUP.test(text) || SLIPS.test(ours.join('')) ? [text] : [];
  });
}

function linesOf(blocks: readonly Block[]): Inline[][] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading' || block.kind === 'paragraph') return [block.content];
    if (block.kind === 'list') return block.items;
    if (block.kind === 'table')
      return [block.caption, ...block.rows.flat(), ...(block.totals ?? []), ...(block.note === null ? [] : [block.note])];
    if (block.kind === 'map') return [block.title, block.headline, block.comment, ...block.legend.map(({ label }) => label)];
    if (block.kind === 'chart') return [block.caption, ...block.bars.map(({ label }) => label)];
    if (block.kind === 'keyFigures') return block.items.map(({ label }) => label);
    return block.kind === 'callout' ? [block.title, ...linesOf(block.blocks)] : [];
  });
}
