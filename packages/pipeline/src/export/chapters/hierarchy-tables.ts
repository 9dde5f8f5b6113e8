import type { Hierarchy } from '@maillage/domain/hierarchy/hierarchy.ts';
import type { ExportTable } from '../table.ts';

/** The tables of this chapter, in the columns that the project promises to keep; headers alone for a run that has none. */
export function listHierarchyTables(_chapter: Hierarchy | undefined): ExportTable[] {
  return [];
}
