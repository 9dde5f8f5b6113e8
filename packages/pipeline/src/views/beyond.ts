import { counted, truthfulPercent } from './french.ts';

/** Inhabitants beyond a threshold, among those whose commune is known; the others are counted, never guessed. */
export interface BeyondCount {
  beyondCount: number;
  knownCount: number;
  /** Communes left out: no population, or no time. */
  leftOutCommuneCount: number;
}

/** Adds up inhabitants: `share` is the part of a commune that is beyond, null when it cannot be told. */
export function countBeyond(communes: Iterable<{ populationCount: number | null; share: number | null }>): BeyondCount {
  const total: BeyondCount = { beyondCount: 0, knownCount: 0, leftOutCommuneCount: 0 };
  for (const { populationCount, share } of communes) {
    if (populationCount === null || share === null) {
      total.leftOutCommuneCount++;
      continue;
    }
    total.beyondCount += populationCount * share;
    total.knownCount += populationCount;
  }
  total.beyondCount = Math.round(total.beyondCount);
  return total;
}

/**
 * « 17 495 habitants, soit 1,2 %, vivent à plus de 7 minutes des services de proximité. » — true in every case:
 * nobody, everybody, one inhabitant, and nothing known. Communes left out are said at the end.
 */
export function sayBeyond(count: BeyondCount, where: string): string {
  const leftOut = count.leftOutCommuneCount > 0 ? ` Hors ${counted(count.leftOutCommuneCount, 'commune')} sans donnée.` : '';
  if (count.knownCount === 0) return `On ne peut pas dire combien d’habitants vivent ${where} : les données manquent.`;
  if (count.beyondCount === 0) return `Aucun habitant ne vit ${where}.${leftOut}`;
  if (count.beyondCount === count.knownCount) {
    const everybody =
      count.knownCount === 1 ? 'Le seul habitant vit' : `Tous les habitants (${counted(count.knownCount, 'habitant')}) vivent`;
    return `${everybody} ${where}.${leftOut}`;
  }
  const verb = count.beyondCount >= 2 ? 'vivent' : 'vit';
  const share = truthfulPercent(count.beyondCount / count.knownCount);
  return `${counted(count.beyondCount, 'habitant')}, soit ${share}, ${verb} ${where}.${leftOut}`;
}
