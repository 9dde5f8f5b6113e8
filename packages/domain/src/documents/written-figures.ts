import type { FigureBook } from './document.ts';
import { splitParagraphs } from './draft.ts';
import { listWrittenFigures, resolveProse, type WrittenFigures } from './prose.ts';

/**
 * What is kept beside a text when it is saved: the reading of today for a figure that is new in it or that its author read again, the
 * reading of then for the others. Saving as one types never takes for read what nobody read.
 */
export function keepReadings(told: {
  text: string | null;
  book: FigureBook;
  before: WrittenFigures;
  reread: readonly string[];
}): WrittenFigures {
  const { text, book, before, reread } = told;
  if (text === null) return {};
  const again = new Set(reread);
  return Object.fromEntries(
    Object.entries(listWrittenFigures(text, book)).map(([reference, now]) => [
      reference,
      again.has(reference) ? now : (before[reference] ?? now),
    ]),
  );
}

export interface ParagraphToReview {
  /** From 0, among the paragraphs of the text. */
  index: number;
  reasons: string[];
  /** Figures of the paragraph: what is agreed with when it is read again. */
  references: string[];
}

/** The paragraphs of a text that must be read again before the document is signed, each with why. */
export function listParagraphsToReview(text: string, book: FigureBook, written: WrittenFigures): ParagraphToReview[] {
  return splitParagraphs(text).flatMap((paragraph, index) => {
    const { reasons } = resolveProse(paragraph, book, written);
    return reasons.length === 0 ? [] : [{ index, reasons, references: Object.keys(listWrittenFigures(paragraph, book)) }];
  });
}
