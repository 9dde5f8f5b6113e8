import type { FigureBook, Inline, Review } from '@maillage/domain/documents/document.ts';
import { resolveProse, reviewOf, type WrittenFigures } from '@maillage/domain/documents/prose.ts';
import { typeset } from '@maillage/domain/typography.ts';

/** A line of ours with its figures. A digit that is no figure stays in a text, where the essay that looks for them sees it. */
export function inlinesOf(book: FigureBook, prose: string): Inline[] {
  return resolveProse(typeset(prose), book, null).content.map((piece) => (piece.kind === 'stated' ? { ...piece, kind: 'text' } : piece));
}

/** A line of the staff: what they typed stays as they typed it, and it says when it must be read again. */
export function staffInlines(book: FigureBook, prose: string, written: WrittenFigures): { content: Inline[]; review: Review | undefined } {
  const resolved = resolveProse(typeset(prose), book, written);
  return { content: resolved.content, review: reviewOf(resolved) };
}

/** A name, a date or a title in prose: digits of it are no figure, and nothing of it is markup. */
export function named(text: string): string {
  const plain = curl(text)
    .replace(/[[\]{}]/g, '')
    .replace(/\*\*/g, '');
  return /[\d]/.test(plain) ? `[[${plain}]]` : plain;
}

/** Names of files as French prints them: its own apostrophe between two letters, one space between two words. */
export const curl = (text: string): string => text.replace(/(?<=\p{L})'(?=[\p{L}\d])/gu, '’').replace(/(?<=\S) {2,}(?=\S)/g, ' ');

/** The same as a piece of a line. */
export const nameInline = (text: string): Inline => ({ kind: /\d/.test(text) ? 'reference' : 'text', text: curl(text) });

/** What a partner wrote, whole. */
export const statedInline = (text: string): Inline => ({ kind: 'stated', text });

/** The line as one text: what is compared, and read aloud. */
export const readInlines = (content: readonly Inline[]): string =>
  content.map((piece) => (piece.kind === 'figure' ? piece.figure.text : piece.text)).join('');
