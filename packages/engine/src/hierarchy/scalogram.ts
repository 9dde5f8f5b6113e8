import { assert } from '../assert.ts';

export interface Scalogram {
  /** Services of each commune, 0 to the number of services. */
  rowScore: Uint16Array;
  /** Cells that differ from a perfect ladder (Goodenough–Edwards). */
  errorCount: number;
  /** Coefficient of reproducibility: 0.90 and more is a good ladder. NaN without cells. */
  reproducibility: number;
  /** What reproducibility would be from frequencies alone. */
  marginalReproducibility: number;
  /** Share of the possible progress made: 0.60 and more is good. NaN when frequencies leave none to make. */
  scalability: number;
  /** Services that a commune of this size of offer is expected to have and lacks: pairs commune, service. */
  missing: [commune: number, service: number][];
  /** Services that it has above what is expected. */
  unexpected: [commune: number, service: number][];
}

/**
 * Guttman's scalogram: communes against services in `order` of appearance. In a perfect ladder, a commune with k
 * services has the first k. Guttman (1944), errors counted after Goodenough and Edwards.
 */
export function computeScalogram({
  facilityCounts,
  serviceCount,
  order,
}: {
  /** `[commune × service]`, row-major; only presence counts. */
  facilityCounts: Uint32Array;
  serviceCount: number;
  /** Services by index, most common first: those left out of it are left out of the ladder. */
  order: readonly number[];
}): Scalogram {
  assert(serviceCount > 0 && facilityCounts.length % serviceCount === 0, 'un effectif par commune et service');
  assert(
    order.every((service) => service >= 0 && service < serviceCount) && new Set(order).size === order.length,
    'ordre de services distincts',
  );
  const communeCount = facilityCounts.length / serviceCount;
  const rowScore = new Uint16Array(communeCount);
  const missing: Scalogram['missing'] = [];
  const unexpected: Scalogram['unexpected'] = [];
  const isPresent = (commune: number, service: number) => facilityCounts[commune * serviceCount + service]! > 0;
  for (let commune = 0; commune < communeCount; commune++) {
    const score = order.filter((service) => isPresent(commune, service)).length;
    rowScore[commune] = score;
    for (const [step, service] of order.entries()) {
      if (step < score && !isPresent(commune, service)) missing.push([commune, service]);
      if (step >= score && isPresent(commune, service)) unexpected.push([commune, service]);
    }
  }
  const errorCount = missing.length + unexpected.length;
  const reproducibility = 1 - errorCount / (communeCount * order.length);
  let marginalSum = 0;
  for (const service of order) {
    let present = 0;
    for (let commune = 0; commune < communeCount; commune++) if (isPresent(commune, service)) present++;
    marginalSum += Math.max(present, communeCount - present) / communeCount;
  }
  const marginalReproducibility = marginalSum / order.length;
  const scalability =
    marginalReproducibility < 1 ? (reproducibility - marginalReproducibility) / (1 - marginalReproducibility) : Number.NaN;
  return { rowScore, errorCount, reproducibility, marginalReproducibility, scalability, missing, unexpected };
}
