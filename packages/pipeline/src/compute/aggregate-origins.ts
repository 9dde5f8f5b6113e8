import type { Origins } from './origins.ts';

/**
 * One row per commune from one row per origin, `[… × type]`: mean of the minutes weighted by what each origin weighs, over the
 * origins that reach the service, and the place that most of that weight goes to (the lower at equal weight).
 * Infinity and −1 where no origin reaches it. A commune with one origin keeps its very minutes.
 */
export function aggregateOrigins(options: {
  origins: Pick<Origins, 'communeIndex' | 'weight'>;
  communeCount: number;
  typeCount: number;
  minutes: Float32Array;
  pointIndex: Int32Array;
}): { minutes: Float32Array; pointIndex: Int32Array } {
  const { origins, communeCount, typeCount, minutes, pointIndex } = options;
  const { communeIndex, weight } = origins;
  const out = {
    minutes: new Float32Array(communeCount * typeCount).fill(Infinity),
    pointIndex: new Int32Array(communeCount * typeCount).fill(-1),
  };
  for (let first = 0; first < communeIndex.length; ) {
    const commune = communeIndex[first]!;
    let end = first;
    while (end < communeIndex.length && communeIndex[end] === commune) end++;
    for (let type = 0; type < typeCount; type++) {
      const cell = commune * typeCount + type;
      if (end - first === 1) {
        out.minutes[cell] = minutes[first * typeCount + type]!;
        out.pointIndex[cell] = pointIndex[first * typeCount + type]!;
        continue;
      }
      let sum = 0;
      let total = 0;
      const weightOfPoint = new Map<number, number>();
      for (let origin = first; origin < end; origin++) {
        const point = pointIndex[origin * typeCount + type]!;
        if (point < 0) continue;
        sum += minutes[origin * typeCount + type]! * weight[origin]!;
        total += weight[origin]!;
        weightOfPoint.set(point, (weightOfPoint.get(point) ?? 0) + weight[origin]!);
      }
      if (total === 0) continue;
      out.minutes[cell] = sum / total;
      out.pointIndex[cell] = heaviest(weightOfPoint);
    }
    first = end;
  }
  return out;
}

function heaviest(weightOfPoint: ReadonlyMap<number, number>): number {
  let best = -1;
  let bestWeight = -1;
  for (const [point, weight] of weightOfPoint) {
    if (weight < bestWeight || (weight === bestWeight && point > best)) continue;
    best = point;
    bestWeight = weight;
  }
  return best;
}
