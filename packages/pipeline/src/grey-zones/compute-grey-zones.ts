import type { GreyZones } from '@maillage/domain/grey-zones/grey-zones.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';

export function computeGreyZones(_input: ChapterInput): GreyZones {
  return {
    ...{ scopes: [], references: [], referenceMinutes: [], communes: [], areas: [] },
    summaries: [],
    published: [],
    emptyReasons: {},
  };
}
