import type { Inventory } from '@maillage/domain/inventory/inventory.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';

export function computeInventory(_input: ChapterInput): Inventory {
  return { emptyReasons: {} };
}
