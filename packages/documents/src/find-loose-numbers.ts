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
/** « hab./km² »: the exponent is of the unit, and counts nothing. */
const UNIT_EXPONENT = /(?<=\bk?m)[²³]/gu;
const words = (text: string): Inline => ({ kind: 'text', text });

/** Every plain text of the document in which a number stands, in order. Empty for a document that can be trusted. */
export function findLooseNumbers(document: MaillageDocument): LooseNumber[] {
  const found: LooseNumber[] = [];
  let chapter = document.title;
  const look = (block: Block) => {
    if (block.kind === 'heading')
      chapter = block.content.map((piece) => (piece.kind === 'figure' ? piece.figure.text : piece.text)).join('');
    for (const piece of listInlines(block))
      if (piece.kind === 'text' && NUMBER.test(piece.text.replace(UNIT_EXPONENT, '')))
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
      return [
        block.caption,
        block.columns.map(({ label, unit, isReference }) => words(isReference === true ? unit : `${label} ${unit}`)),
        ...[...block.rows.flat(), ...(block.totals ?? []), block.note ?? []],
      ].flat();
    case 'map':
      return [
        block.title,
        block.headline,
        block.legendTitle,
        ...keyOf(block),
        ...block.legend.map(({ label }) => label),
        block.comment,
        block.credits,
      ].flat();
    case 'chart':
      return [block.caption, [words(block.unit)], ...block.bars.map(({ label }) => label)].flat();
    case 'keyFigures':
      return block.items.flatMap(({ label }) => label);
    case 'callout':
      return block.title;
    case 'pageBreak':
      return [];
  }
}

const keyOf = ({ bivariate }: Extract<Block, { kind: 'map' }>): Inline[][] =>
  bivariate === null ? [] : [bivariate.across, bivariate.up].flatMap(({ title, labels }) => [title, ...labels]);
