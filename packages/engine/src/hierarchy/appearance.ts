import { assert } from '../assert.ts';

export interface PresenceQuery {
  /** Facilities per commune and service, `[commune × service]`, row-major. Only presence counts. */
  facilityCounts: Uint32Array;
  serviceCount: number;
}

/** Share of the communes (0–1) where each service is present. */
export function frequencyOfEach({ facilityCounts, serviceCount }: PresenceQuery): Float64Array {
  assert(serviceCount > 0 && facilityCounts.length > 0 && facilityCounts.length % serviceCount === 0, 'un effectif par commune et service');
  const communeCount = facilityCounts.length / serviceCount;
  const frequency = new Float64Array(serviceCount);
  for (let index = 0; index < facilityCounts.length; index++) if (facilityCounts[index]! > 0) frequency[index % serviceCount]!++;
  return frequency.map((count) => count / communeCount);
}

/**
 * Order in which services appear as communes grow: services by index, the most frequent first, then the nearest on
 * average (`meanMinutes`; NaN when unknown comes last), then the lowest index. Only services that are `collected`.
 */
export function orderOfAppearance({
  frequency,
  meanMinutes,
  collected,
}: {
  frequency: Float64Array;
  meanMinutes: Float64Array;
  collected: Uint8Array;
}): number[] {
  assert(meanMinutes.length === frequency.length && collected.length === frequency.length, 'un temps et un état par service');
  const minutes = meanMinutes.map((value) => (Number.isNaN(value) ? Infinity : value));
  return [...frequency.keys()]
    .filter((service) => collected[service] !== 0)
    .sort((a, b) => frequency[b]! - frequency[a]! || (minutes[a] === minutes[b] ? a - b : minutes[a]! < minutes[b]! ? -1 : 1));
}

/** Median population of the communes where a service is present; null where there are none. */
export function medianEquippedPopulation(isEquipped: Uint8Array, population: Float64Array): number | null {
  assert(isEquipped.length === population.length, 'une population par commune');
  const equipped = population.filter((_, commune) => isEquipped[commune] !== 0).sort();
  if (equipped.length === 0) return null;
  const middle = equipped.length >> 1;
  return equipped.length % 2 === 1 ? equipped[middle]! : (equipped[middle - 1]! + equipped[middle]!) / 2;
}

/**
 * Population from which a service appears (Reed–Muench): the size T for which as many equipped communes are smaller
 * than T as unequipped communes are at least T. T is one of the populations; the nearest to balance, the smallest on
 * ties. Null where no commune is equipped.
 */
export function appearancePopulation(isEquipped: Uint8Array, population: Float64Array): number | null {
  assert(isEquipped.length === population.length, 'une population par commune');
  assert(!population.some(Number.isNaN), 'population de chaque commune');
  const order = [...population.keys()].sort((a, b) => population[a]! - population[b]!);
  let smallerEquipped = 0;
  let largerUnequipped = 0;
  for (const equipped of isEquipped) if (equipped === 0) largerUnequipped++;
  if (largerUnequipped === isEquipped.length) return null;
  let best: number | null = null;
  let bestGap = Infinity;
  for (let position = 0; position < order.length; ) {
    const size = population[order[position]!]!;
    const gap = Math.abs(smallerEquipped - largerUnequipped);
    if (gap < bestGap) {
      best = size;
      bestGap = gap;
    }
    for (; position < order.length && population[order[position]!] === size; position++) {
      if (isEquipped[order[position]!] !== 0) smallerEquipped++;
      else largerUnequipped--;
    }
  }
  return best;
}
