import type { Block, Inline, MaillageDocument } from '@maillage/domain/documents/document.ts';

/** A number that is neither a figure, nor a reference, nor what someone stated: nobody could say where it comes from. */
export interface LooseNumber {
  /** « Qui est loin de quoi ? › paragraphe » */
  where: string;
  text: string;
}

const BLOCK_WORDS: Readonly<Record<Block['kind'], string>> = {
  heading: 'titre',
  paragraph: 'paragraphe',
  list: 'liste',
  table: 'tableau',
  map: 'carte',
  chart: 'graphique',
  keyFigures: 'chiffres à retenir',
  callout: 'encadré',
  pageBreak: 'saut de page',
};
/** Digits of any script, fractions, exponents: « ½ », « ² ». */
const NUMBER = /\p{N}/u;

/** Every plain text of the document in which a number stands, in order. Empty for a document that can be trusted. */
export function findLooseNumbers(document: MaillageDocument): LooseNumber[] {
  const found: LooseNumber[] = [];
  let chapter = document.title;
  const look = (block: Block) => {
    if (block.kind === 'heading')
      chapter = block.content.map((piece) => (piece.kind === 'figure' ? piece.figure.text : piece.text)).join('');
    for (const piece of listInlines(block))
      if (piece.kind === 'text' && NUMBER.test(piece.text))
        found.push({ where: `${chapter} › ${BLOCK_WORDS[block.kind]}`, text: piece.text });
    if (block.kind === 'callout') block.blocks.forEach(look);
  };
  document.blocks.forEach(look);
  return found;
}

/** The pieces of a block itself, not of those that it holds. */
function listInlines(block: Block): Inline[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.content;
    case 'list':
      return block.items.flat();
    case 'table':
      return [block.caption, ...block.rows.flat(), ...(block.totals ?? []), block.note ?? []].flat();
    case 'map':
      return [block.title, block.headline, ...block.legend.map(({ label }) => label), block.comment, block.credits].flat();
    case 'chart':
      return [block.caption, ...block.bars.map(({ label }) => label)].flat();
    case 'keyFigures':
      return block.items.flatMap(({ label }) => label);
    case 'callout':
      return block.title;
    case 'pageBreak':
      return [];
  }
}
