import type { DocumentFigure, PrintedFigure } from '@maillage/domain/documents/document.ts';

/** A figure at the place where it is printed; `page` is null where the file has no pages of its own. */
export const printFigure = ({ id, text, value, unit, runId, origin }: DocumentFigure, page: number | null): PrintedFigure => ({
  ...{ id, text, value, unit, run: runId, page, provenance: origin },
});
