import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { computeGreyZones } from '../grey-zones/compute-grey-zones.ts';
import { computeHierarchy } from '../hierarchy/compute-hierarchy.ts';
import { indexRun } from '../views/index-run.ts';
import type { IndexedRun } from '../views/run-rows.ts';

/** A drawn world as the pages read it once published. */
export function indexDrawn(input: ChapterInput): IndexedRun {
  return indexRun({
    ...input.results,
    publishedAt: '2026-01-31T10:00:00.000Z',
    greyZones: computeGreyZones(input),
    endowment: computeHierarchy(input).endowment,
  });
}
