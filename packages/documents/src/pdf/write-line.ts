import type { DocumentFigure, Inline } from '@maillage/domain/documents/document.ts';
import { toPrintable } from './fonts.ts';

/** What is gathered while the data of a document are written. */
export interface LineWriting {
  anchors: ReadonlyMap<string, string>;
  /** Each figure once; the template names it by its place. */
  figures: DocumentFigure[];
  places: Map<DocumentFigure, number>;
}

const OUTSIDE_LINK = /^(?:https?:\/\/|mailto:)\S+$/;
/** Between hyphens, where a line may be cut as it is: « Saint-Germain-de-Tallevende-la-Lande-Vaumont » is not one. */
const LONG_WORD = /[^\s-]{29,}/g;

/** A text that our fonts draw, in which a word longer than a column may be cut. */
export function cleanText(text: string): string {
  return toPrintable(text).replace(LONG_WORD, (word) => word.replace(/.{14}/gu, '$&\u200b'));
}

export function writeFigure(figure: DocumentFigure, writing: LineWriting, strong = false) {
  let place = writing.places.get(figure);
  if (place === undefined) {
    place = writing.figures.push(figure) - 1;
    writing.places.set(figure, place);
  }
  return { kind: 'figure', figure: place, text: toPrintable(figure.text), strong };
}

export function writeLine(pieces: readonly Inline[], writing: LineWriting) {
  return pieces.map((piece) => {
    if (piece.kind === 'figure') return writeFigure(piece.figure, writing, piece.strong);
    const text = cleanText(piece.text);
    if (piece.kind === 'page') {
      const anchor = writing.anchors.get(piece.anchor);
      return anchor === undefined ? { kind: 'text', text } : { kind: 'page', anchor };
    }
    if (piece.kind !== 'link') return { kind: 'text', text, strong: piece.strong ?? false };
    if ('anchor' in piece.target) {
      const anchor = writing.anchors.get(piece.target.anchor);
      return anchor === undefined ? { kind: 'text', text } : { kind: 'link', text, anchor };
    }
    // A page of the site has no address of its own in a file that travels; an address of another kind is never followed.
    const { href } = piece.target;
    return OUTSIDE_LINK.test(href) ? { kind: 'link', text, href } : { kind: 'text', text };
  });
}
