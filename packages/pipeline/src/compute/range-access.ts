import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { RangeAccess } from '@maillage/domain/runs/results.ts';
import type { ServiceGrouping } from '@maillage/domain/services/ranges.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import type { Origins } from './origins.ts';

/**
 * Mean minutes and far share of each commune and range, in the order of the communes then of the ranges. Services not
 * collected enter neither; services out of reach are left out of the mean and counted when no origin of the commune reaches
 * them; an origin that reaches none of the services is far. With one centre for the commune, the share is 0 or 1.
 */
export function computeRangeAccess(options: {
  communes: readonly Commune[];
  origins: Origins;
  /** `[origin × grouping]`: NaN where not collected, Infinity where out of reach. */
  originMinutes: Float32Array;
  groupings: readonly ServiceGrouping[];
  thresholds: RunParameters['farThresholdMinutes'];
}): RangeAccess[] {
  const { communes, origins, originMinutes, groupings, thresholds } = options;
  const columns = SERVICE_RANGES.map((range) => groupings.flatMap((grouping, index) => (grouping.range === range ? [index] : [])));
  const firstOrigin = firstOfEachCommune(origins, communes.length);
  const rows: RangeAccess[] = [];
  for (const [commune, { code: communeCode }] of communes.entries()) {
    for (const [rangeIndex, range] of SERVICE_RANGES.entries()) {
      const thresholdMinutes = thresholds[range];
      const collected = columns[rangeIndex]!.filter(
        (column) => !Number.isNaN(originMinutes[firstOrigin[commune]! * groupings.length + column]),
      );
      const reached = new Set<number>();
      let sum = 0;
      let reachedWeight = 0;
      let farWeight = 0;
      let totalWeight = 0;
      for (let origin = firstOrigin[commune]!; origin < firstOrigin[commune + 1]!; origin++) {
        const mean = meanOfReached(originMinutes, origin * groupings.length, collected, reached);
        const weight = origins.weight[origin]!;
        totalWeight += weight;
        if (mean === null || mean > thresholdMinutes) farWeight += weight;
        if (mean === null) continue;
        sum += mean * weight;
        reachedWeight += weight;
      }
      rows.push({
        communeCode,
        range,
        thresholdMinutes,
        meanMinutes: reachedWeight === 0 ? null : sum / reachedWeight,
        farShareRatio: collected.length === 0 || totalWeight === 0 ? null : farWeight / totalWeight,
        unreachableCount: collected.length - reached.size,
      });
    }
  }
  return rows;
}

/** Mean minutes to the services of a range that are within reach, null when none is; adds them to `reached`. */
function meanOfReached(minutes: Float32Array, row: number, columns: readonly number[], reached: Set<number>): number | null {
  let sum = 0;
  let count = 0;
  for (const column of columns) {
    const value = minutes[row + column]!;
    if (value === Infinity) continue;
    reached.add(column);
    sum += value;
    count++;
  }
  return count === 0 ? null : sum / count;
}

/** Origins of commune `i` are `first[i] … first[i + 1] − 1`. */
function firstOfEachCommune({ communeIndex }: Origins, communeCount: number): Uint32Array {
  const first = new Uint32Array(communeCount + 1);
  for (const commune of communeIndex) first[commune + 1]!++;
  for (let commune = 0; commune < communeCount; commune++) first[commune + 1]! += first[commune]!;
  return first;
}
