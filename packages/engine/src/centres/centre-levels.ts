import { assert } from '../assert.ts';

/**
 * How the endowment of a commune becomes a level. The constants hold for any territory: nothing depends on
 * which or how many communes are given.
 */
export interface CentreRule {
  /** Weight of the share of proximity, intermediate and superior groupings present. */
  rangeWeights: readonly [number, number, number];
  /** Least endowment (0–1) of a local, intermediate, structuring and major centre. */
  levelThresholds: readonly [number, number, number, number];
}

/**
 * Superior services weigh half: they are rare and a single one says less. The four thresholds are those that agree
 * best with the INRAE/ANCT centralities of four Départements of Hauts-de-France, checked on the fifth left out, each
 * in turn (BPE 2019): docs/methods/centres.md.
 */
export const CENTRE_RULE: CentreRule = { rangeWeights: [2, 2, 1], levelThresholds: [0.23, 0.52, 0.83, 0.95] };

/** Forgives the rounding of a sum of shares that falls on a threshold. */
const ROUNDING = 1e-9;

export interface CentreLevelsQuery {
  /** Facilities per commune and service grouping, `[commune × grouping]`, row-major. Only presence counts. */
  facilityCounts: Uint32Array;
  /** 0 proximity, 1 intermediate, 2 superior; one per grouping. */
  groupingRange: Uint8Array;
  /** 0 where the vintage does not hold the grouping: it is left out everywhere. */
  groupingCollected: Uint8Array;
  rule: CentreRule;
}

export interface CentreLevels {
  /** 0 not a centre, 1 local, 2 intermediate, 3 structuring, 4 major. */
  level: Uint8Array;
  /** Endowment, 0 (no grouping) to 1 (all of them): weighted mean of the shares of groupings present by range. */
  score: Float64Array;
  /** Collected groupings present in the commune. */
  servicesCount: Uint16Array;
}

/**
 * The level of each commune in the network of centres, from its own offer alone: endowment, never population, and
 * never told how many centres to find. A range of which nothing is collected is left out of the mean.
 */
export function findCentreLevels({ facilityCounts, groupingRange, groupingCollected, rule }: CentreLevelsQuery): CentreLevels {
  const groupingCount = groupingRange.length;
  assert(groupingCount > 0 && facilityCounts.length % groupingCount === 0, 'un effectif par commune et par regroupement');
  assert(groupingCollected.length === groupingCount, 'un état de collecte par regroupement');
  assert(
    groupingRange.every((range) => range < 3),
    'gammes 0, 1 ou 2',
  );
  const collectedInRange = [0, 0, 0];
  for (let grouping = 0; grouping < groupingCount; grouping++)
    if (groupingCollected[grouping] !== 0) collectedInRange[groupingRange[grouping]!]!++;
  assert(
    collectedInRange.some((count, range) => count > 0 && rule.rangeWeights[range]! > 0),
    'au moins un regroupement collecté',
  );

  const communeCount = facilityCounts.length / groupingCount;
  const level = new Uint8Array(communeCount);
  const score = new Float64Array(communeCount);
  const servicesCount = new Uint16Array(communeCount);
  for (let commune = 0; commune < communeCount; commune++) {
    const present = [0, 0, 0];
    for (let grouping = 0; grouping < groupingCount; grouping++)
      if (groupingCollected[grouping] !== 0 && facilityCounts[commune * groupingCount + grouping]! > 0)
        present[groupingRange[grouping]!]!++;
    const endowment = scoreOfCounts({ presentCounts: present, collectedCounts: collectedInRange, rangeWeights: rule.rangeWeights });
    score[commune] = endowment;
    servicesCount[commune] = present[0]! + present[1]! + present[2]!;
    level[commune] = levelOfScore(endowment, rule.levelThresholds);
  }
  return { level, score, servicesCount };
}

/**
 * Endowment from the groupings present and collected of each range: 0 none, 1 all of them. A range of which nothing is
 * collected is left out of the mean; NaN when no range that weighs is collected.
 */
export function scoreOfCounts(counted: {
  presentCounts: readonly number[];
  collectedCounts: readonly number[];
  rangeWeights: readonly number[];
}): number {
  let sum = 0;
  let totalWeight = 0;
  for (const [range, weight] of counted.rangeWeights.entries()) {
    const collected = counted.collectedCounts[range]!;
    if (collected === 0) continue;
    sum += (weight * counted.presentCounts[range]!) / collected;
    totalWeight += weight;
  }
  return sum / totalWeight;
}

/** Level of an endowment: how many thresholds it reaches. */
export function levelOfScore(score: number, thresholds: readonly number[]): number {
  return thresholds.filter((threshold) => score >= threshold - ROUNDING).length;
}

export interface LevelFlip {
  /** Index of the threshold that moves: 0 local … 3 major. */
  threshold: number;
  /** 0.1 = raised by 10 %. */
  changeRatio: number;
  commune: number;
  fromLevel: number;
  toLevel: number;
}

/** The communes whose level changes when one threshold moves by `changeRatio` either way, the others kept. */
export function findLevelFlips(score: Float64Array, thresholds: readonly number[], changeRatio: number): LevelFlip[] {
  assert(changeRatio > 0 && changeRatio < 1, 'déplacement entre 0 et 1');
  const flips: LevelFlip[] = [];
  for (const threshold of thresholds.keys())
    for (const change of [-changeRatio, changeRatio]) {
      const moved = thresholds.map((value, index) => (index === threshold ? value * (1 + change) : value));
      for (const [commune, value] of score.entries()) {
        const fromLevel = levelOfScore(value, thresholds);
        const toLevel = levelOfScore(value, moved);
        if (fromLevel !== toLevel) flips.push({ threshold, changeRatio: change, commune, fromLevel, toLevel });
      }
    }
  return flips;
}
