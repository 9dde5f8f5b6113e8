/**
 * Fits the two constants of the estimated car minutes on a real matrix and prints the error of the fit, in and
 * out of sample: `node scripts/calibrate-estimate.ts DIR`, where DIR holds a square matrix of car seconds
 * (`osrm_voiture_matrice_communes_isere_38.csv.gz`) and its points (`communes_isere_38.geojson.gz`).
 * Pairs are chosen by distance, never by time: keeping the pairs under 30 minutes would drop the slow long ones and bend the line.
 * Two kinds are weighed: any two communes, and the journeys that the product computes, from a commune to the nearest
 * one of a given size. Towns stand on the good roads: those journeys are shorter than others of the same distance.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type EstimateModel, estimateMinutes, ISERE_MODEL } from '../packages/engine/src/travel/estimated-minutes.ts';
import { greatCircleKm } from '../packages/engine/src/travel/great-circle.ts';

export const DISTANCE_BANDS_KM = [0, 3, 6, 10, 15, 25] as const;
const BAND_COUNT = DISTANCE_BANDS_KM.length - 1;
/** 4 × 4 cells of equal numbers of communes: out of sample, train and test share no commune. */
const BLOCKS_PER_SIDE = 4;

/** Sizes that stand for the ranges of services, from the village shop to the hospital. */
const TOWN_POPULATIONS = [1000, 2000, 5000, 10_000];

/** The general journeys weigh twice: there are fifty times more of them, and they must stay right in every band. */
const KIND_WEIGHT = { any: 2, 'to-nearest-town': 1 } as const;

export interface TravelPair {
  kind: 'any' | 'to-nearest-town';
  from: number;
  to: number;
  km: number;
  minutes: number;
  band: number;
}
export interface TravelSample {
  pairs: TravelPair[];
  /** Block of each commune, 0 to 15. */
  block: number[];
}
export interface BandError {
  fromKm: number;
  toKm: number;
  pairCount: number;
  signedMedianMinutes: number;
  meanAbsoluteMinutes: number;
  p90AbsoluteMinutes: number;
}

/** Every ordered pair of different points under 25 km, then the journeys to the nearest town of each size, with their real car minutes. */
export function readTravelSample(folder: string): TravelSample {
  const text = (name: string) => gunzipSync(readFileSync(join(folder, name))).toString('utf8');
  const [header = '', ...rows] = text('osrm_voiture_matrice_communes_isere_38.csv.gz').trim().split('\n');
  const codes = header.split(',').slice(1).map(unquote);
  const features: { properties: { id: string; lon: number; lat: number; population: number } }[] = JSON.parse(
    text('communes_isere_38.geojson.gz'),
  ).features;
  const pointOf = new Map(features.map(({ properties }) => [properties.id, properties]));
  const points = codes.map((code) => {
    const point = pointOf.get(code);
    if (point === undefined) throw new Error(`Aucun point pour la commune ${code}`);
    return point;
  });
  const pairs: TravelPair[] = [];
  const add = (kind: TravelPair['kind'], from: number, to: number, minutes: number) => {
    const km = greatCircleKm(points[from]!, points[to]!);
    const band = DISTANCE_BANDS_KM.findLastIndex((edge) => km >= edge);
    if (from !== to && band < BAND_COUNT) pairs.push({ kind, from, to, km, minutes, band });
  };
  for (const [from, row] of rows.entries()) {
    const [code = '', ...seconds] = row.split(',');
    if (unquote(code) !== codes[from]) throw new Error(`La ligne ${from + 2} n’est pas celle de la commune ${codes[from]}`);
    for (const [to, value] of seconds.entries()) add('any', from, to, Number(value) / 60);
    for (const population of TOWN_POPULATIONS) {
      if (points[from]!.population >= population) continue;
      const towns = [...points.keys()].filter((to) => points[to]!.population >= population);
      const kms = towns.map((to) => greatCircleKm(points[from]!, points[to]!));
      const town = towns[kms.indexOf(Math.min(...kms))]!;
      add('to-nearest-town', from, town, Number(seconds[town]) / 60);
    }
  }
  return { pairs, block: spatialBlocks(points) };
}

/**
 * The power law with the least mean absolute error in minutes, the distance bands weighing the same within each kind. For a given
 * exponent the best factor is a weighted median, exactly; the exponent is found by golden section to 0.001.
 */
export function fitEstimateModel(pairs: readonly TravelPair[]): EstimateModel {
  const keyOf = ({ kind, band }: TravelPair) => `${kind} ${band}`;
  const countOf = new Map<string, number>();
  for (const pair of pairs) countOf.set(keyOf(pair), (countOf.get(keyOf(pair)) ?? 0) + 1);
  const fitAt = (exponent: number) => {
    const ratios = pairs.map((pair) => ({
      ratio: pair.minutes / pair.km ** exponent,
      weight: (KIND_WEIGHT[pair.kind] * pair.km ** exponent) / countOf.get(keyOf(pair))!,
    }));
    ratios.sort((a, b) => a.ratio - b.ratio);
    const half = ratios.reduce((sum, { weight }) => sum + weight, 0) / 2;
    let cumulative = 0;
    let minutesAtOneKm = 0;
    for (const { ratio, weight } of ratios) {
      cumulative += weight;
      minutesAtOneKm = ratio;
      if (cumulative >= half) break;
    }
    const loss = ratios.reduce((sum, { ratio, weight }) => sum + weight * Math.abs(ratio - minutesAtOneKm), 0);
    return { model: { minutesAtOneKm, exponent }, loss };
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = 0.6;
  let high = 1.1;
  let left = fitAt(high - golden * (high - low));
  let right = fitAt(low + golden * (high - low));
  while (high - low > 0.001) {
    if (left.loss < right.loss) {
      high = right.model.exponent;
      right = left;
      left = fitAt(high - golden * (high - low));
    } else {
      low = left.model.exponent;
      left = right;
      right = fitAt(low + golden * (high - low));
    }
  }
  return left.loss < right.loss ? left.model : right.model;
}

/** Errors (estimated − real) by distance band, over the pairs of one kind. `estimates` goes with `pairs`, one for one. */
export function measureBands(kind: TravelPair['kind'], pairs: readonly TravelPair[], estimates: readonly number[]): BandError[] {
  return Array.from({ length: BAND_COUNT }, (_, band) => {
    const errors = pairs
      .flatMap((pair, index) => (pair.kind === kind && pair.band === band ? [estimates[index]! - pair.minutes] : []))
      .sort((a, b) => a - b);
    const absolute = errors.map(Math.abs).sort((a, b) => a - b);
    return {
      fromKm: DISTANCE_BANDS_KM[band]!,
      toKm: DISTANCE_BANDS_KM[band + 1]!,
      pairCount: errors.length,
      signedMedianMinutes: errors[errors.length >> 1]!,
      meanAbsoluteMinutes: absolute.reduce((sum, error) => sum + error, 0) / absolute.length,
      p90AbsoluteMinutes: absolute[Math.floor(0.9 * absolute.length)]!,
    };
  });
}

/** Each pair whose two ends lie in one block, estimated by the model fitted on the pairs that do not touch that block. */
export function estimateOutOfSample({ pairs, block }: TravelSample): { pairs: TravelPair[]; estimates: number[]; models: EstimateModel[] } {
  const tested: TravelPair[] = [];
  const estimates: number[] = [];
  const models: EstimateModel[] = [];
  for (let held = 0; held < BLOCKS_PER_SIDE ** 2; held++) {
    const model = fitEstimateModel(pairs.filter(({ from, to }) => block[from] !== held && block[to] !== held));
    models.push(model);
    for (const pair of pairs) {
      if (block[pair.from] !== held || block[pair.to] !== held) continue;
      tested.push(pair);
      estimates.push(estimateMinutes(pair.km, model));
    }
  }
  return { pairs: tested, estimates, models };
}

/** Cuts the points in strips of equal numbers from west to east, and each strip from south to north. */
function spatialBlocks(points: readonly { lon: number; lat: number }[]): number[] {
  const block = new Array<number>(points.length).fill(0);
  const cut = (members: number[], axis: 'lon' | 'lat') => {
    const sorted = members.toSorted((a, b) => points[a]![axis] - points[b]![axis]);
    return Array.from({ length: BLOCKS_PER_SIDE }, (_, part) =>
      sorted.slice(Math.round((part * sorted.length) / BLOCKS_PER_SIDE), Math.round(((part + 1) * sorted.length) / BLOCKS_PER_SIDE)),
    );
  };
  for (const [x, strip] of cut([...points.keys()], 'lon').entries())
    for (const [y, members] of cut(strip, 'lat').entries()) for (const member of members) block[member] = x * BLOCKS_PER_SIDE + y;
  return block;
}

function unquote(cell: string): string {
  return cell.trim().replaceAll('"', '');
}

function print(title: string, bands: readonly BandError[]): void {
  console.log(`\n${title}\n| distance (km) | couples | médiane signée (min) | erreur absolue moyenne | P90 |\n|---|---:|---:|---:|---:|`);
  for (const { fromKm, toKm, pairCount, signedMedianMinutes, meanAbsoluteMinutes, p90AbsoluteMinutes } of bands)
    console.log(
      `| ${fromKm}–${toKm} | ${pairCount} | ${signedMedianMinutes.toFixed(2)} | ${meanAbsoluteMinutes.toFixed(2)} | ${p90AbsoluteMinutes.toFixed(2)} |`,
    );
}

if (import.meta.main) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Indiquez le dossier de la matrice : node scripts/calibrate-estimate.ts DOSSIER');
  const sample = readTravelSample(folder);
  const model = fitEstimateModel(sample.pairs);
  console.log(`minutes = ${model.minutesAtOneKm.toFixed(3)} × km^${model.exponent.toFixed(3)} (${sample.pairs.length} couples)`);
  const held = estimateOutOfSample(sample);
  const inSample = sample.pairs.map(({ km }) => estimateMinutes(km, ISERE_MODEL));
  for (const [kind, title] of [
    ['any', 'deux communes quelconques'],
    ['to-nearest-town', 'd’une commune au bourg ou à la ville la plus proche'],
  ] as const) {
    print(`Constantes du code, ${title}`, measureBands(kind, sample.pairs, inSample));
    print(`Hors échantillon, blocs disjoints, ${title}`, measureBands(kind, held.pairs, held.estimates));
  }
  const factors = held.models.map(({ minutesAtOneKm, exponent }) => minutesAtOneKm * 5 ** exponent);
  console.log(`\n5 km valent de ${Math.min(...factors).toFixed(2)} à ${Math.max(...factors).toFixed(2)} min selon le bloc écarté.`);
}
