import type { Inline } from '@maillage/domain/documents/document.ts';

/** The same line without its marks: for a measure, an alternative text, a name. */
export const plainText = (content: readonly Inline[]): string =>
  content.map((piece) => (piece.kind === 'figure' ? piece.figure.text : piece.text)).join('');
