import type { DocumentFigure, FigureBook } from '@maillage/domain/documents/document.ts';

/** The figures that the page knows: those of the drafts, those that were searched for, those of what was saved. */
export interface PageBook extends FigureBook {
  figures(): Iterable<DocumentFigure>;
}

export function createPageBook(runId: string, figures: readonly DocumentFigure[]): PageBook {
  const known = new Map(figures.map((figure) => [figure.id, figure]));
  return { runId, find: (reference) => known.get(reference), figures: () => known.values() };
}
