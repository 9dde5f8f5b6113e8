import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { AccessMatrix, RangeAccess } from '@maillage/domain/runs/results.ts';
import type { ServiceGrouping } from '@maillage/domain/services/ranges.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';

/**
 * Mean minutes and far share of each commune and range, in the order of the matrix then of the ranges. Services not
 * collected enter neither; services out of reach are left out of the mean and counted; a commune none of whose
 * services can be reached is far. One centre stands for the commune, so the share is 0 or 1.
 */
export function computeRangeAccess(
  access: AccessMatrix,
  groupings: readonly ServiceGrouping[],
  thresholds: RunParameters['farThresholdMinutes'],
): RangeAccess[] {
  const columns = SERVICE_RANGES.map((range) => groupings.flatMap((grouping, index) => (grouping.range === range ? [index] : [])));
  const rows: RangeAccess[] = [];
  for (const [row, communeCode] of access.communeCodes.entries()) {
    for (const [rangeIndex, range] of SERVICE_RANGES.entries()) {
      let sum = 0;
      let reachedCount = 0;
      let unreachableCount = 0;
      for (const column of columns[rangeIndex]!) {
        const minutes = access.minutes[row * access.serviceTypes.length + column]!;
        if (Number.isNaN(minutes)) continue;
        if (minutes === Infinity) unreachableCount++;
        else {
          sum += minutes;
          reachedCount++;
        }
      }
      const meanMinutes = reachedCount === 0 ? null : sum / reachedCount;
      const thresholdMinutes = thresholds[range];
      const farShareRatio = reachedCount + unreachableCount === 0 ? null : meanMinutes === null || meanMinutes > thresholdMinutes ? 1 : 0;
      rows.push({ communeCode, range, thresholdMinutes, meanMinutes, farShareRatio, unreachableCount });
    }
  }
  return rows;
}
