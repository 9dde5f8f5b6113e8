import { assert } from '../assert.ts';
import { standardScores } from '../statistics/standard-scores.ts';
import { naturalBreaks } from './natural-breaks.ts';

/** Least frequency of the proximity and of the intermediate level; rarer services are superior. */
export interface LevelCuts {
  proximity: number;
  intermediate: number;
}

/**
 * Cuts as multiples of the mean frequency of the services collected: a service is of proximity when it is at least a
 * quarter more frequent than the average service, superior when it is about three times rarer. Measured against INSEE's
 * ranges on five Départements: docs/methods/hierarchie.md.
 */
export const RELATIVE_LEVEL_CUTS: LevelCuts = { proximity: 1.25, intermediate: 0.32 };

export const NO_LEVEL = 255;

/**
 * Level of each service by fixed frequencies: 0 proximity, 1 intermediate, 2 superior, NO_LEVEL when not collected.
 * A service exactly at a cut takes the more common level.
 */
export function levelsByFrequency(frequency: Float64Array, collected: Uint8Array, cuts: LevelCuts): Uint8Array {
  checkLevels(frequency, collected, cuts);
  return Uint8Array.from(frequency, (value, service) => {
    if (collected[service] === 0) return NO_LEVEL;
    return value >= cuts.proximity ? 0 : value >= cuts.intermediate ? 1 : 2;
  });
}

/**
 * The same with cuts in multiples of the mean frequency of the collected services (`RELATIVE_LEVEL_CUTS`), so that a
 * Département of many small communes and one of few large ones are cut alike.
 */
export function levelsByRelativeFrequency(frequency: Float64Array, collected: Uint8Array, cuts: LevelCuts): Uint8Array {
  const mean = meanCollected(frequency, collected);
  return levelsByFrequency(frequency, collected, { proximity: cuts.proximity * mean, intermediate: cuts.intermediate * mean });
}

/**
 * The same by natural breaks on rarity: the mean of the standard scores of −ln f and of the mean minutes. A service
 * found nowhere, or reached by nobody (minutes NaN or Infinity), is superior. Fewer than three
 * distinct rarities give as many levels.
 */
export function levelsByCluster(frequency: Float64Array, meanMinutes: Float64Array, collected: Uint8Array): Uint8Array {
  assert(meanMinutes.length === frequency.length && collected.length === frequency.length, 'un temps et un état par service');
  const isClustered = (service: number) => collected[service] !== 0 && frequency[service]! > 0 && Number.isFinite(meanMinutes[service]);
  const clustered = [...frequency.keys()].filter(isClustered);
  const levels = Uint8Array.from(collected, (state) => (state === 0 ? NO_LEVEL : 2));
  if (clustered.length === 0) return levels;
  const rarity = standardScores(Float64Array.from(clustered, (service) => -Math.log(frequency[service]!)));
  const remoteness = standardScores(Float64Array.from(clustered, (service) => meanMinutes[service]!));
  const combined = rarity.map((value, index) => value + remoteness[index]!);
  const classes = naturalBreaks(combined, Math.min(3, new Set(combined).size));
  for (const [index, service] of clustered.entries()) levels[service] = classes[index]!;
  return levels;
}

function meanCollected(frequency: Float64Array, collected: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let service = 0; service < frequency.length; service++)
    if (collected[service] !== 0) {
      sum += frequency[service]!;
      count++;
    }
  assert(count > 0, 'au moins un service collecté');
  return sum / count;
}

function checkLevels(frequency: Float64Array, collected: Uint8Array, cuts: LevelCuts): void {
  assert(collected.length === frequency.length, 'un état de collecte par service');
  assert(cuts.proximity >= cuts.intermediate && cuts.intermediate >= 0, 'seuils décroissants');
  for (let service = 0; service < frequency.length; service++)
    assert(collected[service] === 0 || (frequency[service]! >= 0 && frequency[service]! <= 1), `fréquence entre 0 et 1 au rang ${service}`);
}
