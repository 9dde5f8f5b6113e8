/**
 * Our centres, minutes and levels of services beside the figures published by INRAE/ANCT and INSEE, on the five
 * Départements of Hauts-de-France (BPE 2019): `node packages/engine/bench/concordance.ts DIR`.
 */
import { CENTRE_RULE, type CentreRule, findCentreLevels } from '../src/centres/centre-levels.ts';
import { frequencyOfEach } from '../src/hierarchy/appearance.ts';
import { levelsByFrequency, levelsByRelativeFrequency, NO_LEVEL, RELATIVE_LEVEL_CUTS } from '../src/hierarchy/service-levels.ts';
import { areaUnderCurve, confusionMatrix, f1Score, quadraticWeightedKappa } from '../src/statistics/agreement.ts';
import { shareBeyond } from '../src/statistics/weighted-minutes.ts';
import { ISERE_MODEL } from '../src/travel/estimated-minutes.ts';
import { type IntraCommune, minutesToNearestOfEachType } from '../src/travel/minutes-to-nearest.ts';
import { DEPARTEMENTS, type RegionSample, readRegionSample } from './hauts-de-france.ts';

const MAJOR = 4;

export interface CentreFit {
  kappa: number;
  majorFound: number;
  majorPublished: number;
  /** Communes that we call major and the published grid does not. */
  majorTooMany: number;
}

export function communesOf(sample: RegionSample, departement: string): number[] {
  return [...sample.communeCodes.keys()].filter((commune) => sample.communeCodes[commune]!.startsWith(departement));
}

export function rowsOf(sample: RegionSample, communes: readonly number[]): Uint32Array {
  const width = sample.groupings.length;
  const rows = new Uint32Array(communes.length * width);
  for (const [row, commune] of communes.entries())
    rows.set(sample.facilityCounts.subarray(commune * width, (commune + 1) * width), row * width);
  return rows;
}

/** Agreement of centre levels when only the given communes are known. */
export function fitCentres(sample: RegionSample, communes: readonly number[], rule: CentreRule): CentreFit {
  const { level } = findCentreLevels({
    facilityCounts: rowsOf(sample, communes),
    groupingRange: Uint8Array.from(sample.groupings, ({ range }) => range),
    groupingCollected: sample.groupingCollected,
    rule,
  });
  const published = Uint8Array.from(communes, (commune) => sample.publishedLevel[commune]!);
  const confusion = confusionMatrix(published, level, 5);
  const majors = confusion[MAJOR]!;
  return {
    kappa: quadraticWeightedKappa(confusion)!,
    majorFound: majors[MAJOR]!,
    majorPublished: majors.reduce((sum, count) => sum + count, 0),
    majorTooMany: confusion.slice(0, MAJOR).reduce((sum, row) => sum + row[MAJOR]!, 0),
  };
}

/** Thresholds that agree best on the given communes, to 0.01, one after the other until nothing moves: what an outsider would have chosen. */
export function chooseThresholds(sample: RegionSample, communes: readonly number[]): CentreRule {
  const groupingRange = Uint8Array.from(sample.groupings, ({ range }) => range);
  const { groupingCollected } = sample;
  const { score } = findCentreLevels({ facilityCounts: rowsOf(sample, communes), groupingRange, groupingCollected, rule: CENTRE_RULE });
  const published = Uint8Array.from(communes, (commune) => sample.publishedLevel[commune]!);
  const kappaOf = (thresholds: readonly number[]) => {
    const level = Uint8Array.from(score, (value) => thresholds.filter((threshold) => value >= threshold - 1e-9).length);
    return quadraticWeightedKappa(confusionMatrix(published, level, 5))!;
  };
  const thresholds: [number, number, number, number] = [0.2, 0.4, 0.6, 0.8];
  for (let moved = true; moved; ) {
    moved = false;
    for (let step = 0; step < 4; step++)
      for (let percent = 1; percent < 100; percent++) {
        const candidate = thresholds.with(step, percent / 100) as typeof thresholds; // `with` keeps the length
        if (kappaOf(candidate) <= kappaOf(thresholds) + 1e-12) continue;
        thresholds[step] = percent / 100;
        moved = true;
      }
  }
  // The search may leave them in any order: a level is the number of thresholds passed.
  thresholds.sort((a, b) => a - b);
  return { rangeWeights: CENTRE_RULE.rangeWeights, levelThresholds: thresholds };
}

export interface RemotenessFit {
  auc: number;
  f1: number;
  farCount: number;
  publishedFarCount: number;
  shareRatio: number;
}

/** Communes of Pas-de-Calais whose mean minutes to a range pass the threshold, beside those that INSEE calls remote. */
export function fitRemoteness(
  sample: RegionSample,
  range: 'proximity' | 'intermediate',
  thresholdMinutes: number,
  intraCommune: IntraCommune,
): RemotenessFit {
  const placed = [...sample.communeCodes.keys()].filter((commune) => !Number.isNaN(sample.lon[commune]));
  const origins = placed.filter((commune) => !Number.isNaN(sample.remotePercent[range][commune]));
  const width = sample.groupings.length;
  const wanted = [...sample.groupings.keys()].filter(
    (grouping) => sample.groupings[grouping]!.range === (range === 'proximity' ? 0 : 1) && sample.groupingCollected[grouping] !== 0,
  );
  const typePoints: number[] = [];
  const typeFirst = [0];
  for (const grouping of wanted) {
    for (const [point, commune] of placed.entries()) if (sample.facilityCounts[commune * width + grouping]! > 0) typePoints.push(point);
    typeFirst.push(typePoints.length);
  }
  const pick = (values: Float64Array, communes: readonly number[]) => Float64Array.from(communes, (commune) => values[commune]!);
  const { minutes } = minutesToNearestOfEachType({
    originLon: pick(sample.lon, origins),
    originLat: pick(sample.lat, origins),
    originCommune: Int32Array.from(origins),
    originAreaKm2: pick(sample.areaKm2, origins),
    points: { lon: pick(sample.lon, placed), lat: pick(sample.lat, placed), communeIndex: Int32Array.from(placed) },
    typeFirst: Uint32Array.from(typeFirst),
    typePoints: Uint32Array.from(typePoints),
    model: ISERE_MODEL,
    intraCommune,
    maxMinutes: 180,
  });
  const means = Float64Array.from(origins, (_, row) => {
    let sum = 0;
    for (let column = 0; column < wanted.length; column++) sum += minutes[row * wanted.length + column]!;
    return sum / wanted.length;
  });
  const isRemote = Uint8Array.from(origins, (commune) => (sample.remotePercent[range][commune]! > 0 ? 1 : 0));
  const isFar = Uint8Array.from(means, (mean) => (mean > thresholdMinutes ? 1 : 0));
  const countOf = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0);
  return {
    auc: areaUnderCurve(means, isRemote)!,
    f1: f1Score(isFar, isRemote)!,
    farCount: countOf(isFar),
    publishedFarCount: countOf(isRemote),
    shareRatio: shareBeyond(means, pick(sample.population, origins), thresholdMinutes)!,
  };
}

/** Share of the collected groupings whose level is INSEE's range, with cuts of frequency fixed or relative to their mean. */
export function fitServiceLevels(sample: RegionSample, communes: readonly number[], cuts: 'fixed' | 'relative'): number {
  const frequency = frequencyOfEach({ facilityCounts: rowsOf(sample, communes), serviceCount: sample.groupings.length });
  const collected = sample.groupingCollected;
  const levels =
    cuts === 'fixed'
      ? levelsByFrequency(frequency, collected, { proximity: 0.2, intermediate: 0.05 })
      : levelsByRelativeFrequency(frequency, collected, RELATIVE_LEVEL_CUTS);
  const known = [...levels.keys()].filter((grouping) => levels[grouping] !== NO_LEVEL);
  return known.filter((grouping) => levels[grouping] === sample.groupings[grouping]!.range).length / known.length;
}

function printCentres(title: string, sample: RegionSample, ruleFor: (departement: string) => CentreRule): void {
  console.log(`\n${title}`);
  for (const departement of DEPARTEMENTS) {
    const rule = ruleFor(departement);
    const fit = fitCentres(sample, communesOf(sample, departement), rule);
    console.log(
      `${departement} : kappa ${fit.kappa.toFixed(4)}, majeurs ${fit.majorFound}/${fit.majorPublished}, en trop ${fit.majorTooMany}, seuils ${rule.levelThresholds.join(' ')}`,
    );
  }
}

if (import.meta.main) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Indiquez le dossier des données : node packages/engine/bench/concordance.ts DOSSIER');
  const sample = readRegionSample(folder);
  printCentres('Centres, constantes du code', sample, () => CENTRE_RULE);
  printCentres('Centres, seuils choisis sans le Département mesuré', sample, (left) =>
    chooseThresholds(
      sample,
      DEPARTEMENTS.filter((other) => other !== left).flatMap((other) => communesOf(sample, other)),
    ),
  );
  console.log('\nNiveaux de services et gammes de l’INSEE : part d’accord (seuils fixes, seuils relatifs)');
  for (const departement of DEPARTEMENTS) {
    const communes = communesOf(sample, departement);
    console.log(
      `${departement} : ${fitServiceLevels(sample, communes, 'fixed').toFixed(3)} ${fitServiceLevels(sample, communes, 'relative').toFixed(3)}`,
    );
  }
  console.log('\nÉloignement, Pas-de-Calais');
  for (const intraCommune of ['zero', 'disc-mean'] as const)
    for (const [range, threshold] of [
      ['proximity', 7],
      ['intermediate', 15],
    ] as const) {
      const fit = fitRemoteness(sample, range, threshold, intraCommune);
      console.log(
        `${intraCommune} ${range} > ${threshold} min : AUC ${fit.auc.toFixed(4)}, F1 ${fit.f1.toFixed(3)}, communes ${fit.farCount} (INSEE ${fit.publishedFarCount}), population ${(100 * fit.shareRatio).toFixed(2)} %`,
      );
    }
}
