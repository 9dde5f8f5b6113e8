import type { InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import type { RunChapters } from '@maillage/domain/runs/chapters.ts';
import type { ExportTable } from '../table.ts';
import { listAccessMeasuresTables } from './access-measures-tables.ts';
import { listCatchmentsTables } from './catchments-tables.ts';
import { listFallbackTable } from './fallback-table.ts';
import { listGreyZonesTables } from './grey-zones-tables.ts';
import { listHierarchyTables } from './hierarchy-tables.ts';
import { listInventoryTables } from './inventory-tables.ts';
import { listPrioritiesTables } from './priorities-tables.ts';
import { listQuartersTables } from './quarters-tables.ts';

/** The tables of every chapter, in the order in which they are written. */
export function listChapterTables(
  { accessMeasures, catchments, hierarchy, greyZones, priorities, quarters, fallback }: Partial<RunChapters>,
  places: readonly InventoryPlace[],
): ExportTable[] {
  return [
    ...listInventoryTables(places),
    ...listAccessMeasuresTables(accessMeasures),
    ...listCatchmentsTables(catchments),
    ...listHierarchyTables(hierarchy),
    ...listGreyZonesTables(greyZones),
    ...listPrioritiesTables(priorities),
    ...listQuartersTables(quarters),
    listFallbackTable(fallback),
  ];
}

export const CHAPTER_TABLE_NAMES: readonly string[] = listChapterTables({}, []).map(({ name }) => name);
