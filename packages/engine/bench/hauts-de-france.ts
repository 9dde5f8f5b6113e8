/** Reads the real files of Hauts-de-France that our results are measured against. Never part of the computation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export const DEPARTEMENTS = ['62', '59', '80', '60', '02'] as const;

export interface RegionSample {
  communeCodes: string[];
  groupings: { label: string; range: number; facilityTypes: string[] }[];
  /** `[commune × grouping]`. */
  facilityCounts: Uint32Array;
  groupingCollected: Uint8Array;
  /** INRAE/ANCT centrality, 0 to 4. */
  publishedLevel: Uint8Array;
  /** NaN for the commune that the file does not place. */
  lon: Float64Array;
  lat: Float64Array;
  areaKm2: Float64Array;
  population: Float64Array;
  /** INSEE 2021, percent beyond 7 and 15 minutes; NaN outside Pas-de-Calais. */
  remotePercent: { proximity: Float64Array; intermediate: Float64Array };
}

const LEVEL_WORDS = ['non centre', 'local', 'intermédiaire', 'structurant', 'majeur'];
const RANGE_WORDS = ['proximité', 'intermédiaire', 'supérieure'];
/** Merged in Hesdin-la-Forêt on 1 January 2025; the offer of 2019 is brought to the communes of 2025. */
const MERGED: Record<string, string> = { '62461': '62447', '62549': '62447', '62743': '62447' };
/** Pharmacies are D301 to 2020, D307 from 2021. */
const EARLIER_CODE: Record<string, string> = { D307: 'D301' };

export function readRegionSample(folder: string): RegionSample {
  const grid = readCsv(join(folder, 'anct/grilles_centralite_densite_ruralite_hauts-de-france.csv.gz'));
  const communeCodes = grid.map((row) => row.insee_com!).sort();
  const indexOf = new Map(communeCodes.map((code, index) => [code, index]));
  const publishedLevel = new Uint8Array(communeCodes.length);
  for (const row of grid)
    publishedLevel[indexOf.get(row.insee_com!)!] = LEVEL_WORDS.findIndex((word) => row.niveau_centralite!.includes(word));

  const groupings = readCsv(join(folder, 'insee-bpe/bpe21_gammes_equipements.csv')).map((row) => ({
    label: row.libelle!,
    range: RANGE_WORDS.findIndex((word) => word.startsWith(row.gamme!.slice(0, 5))),
    facilityTypes: [row.regroupement_1!, row.regroupement_2!, row.regroupement_3!]
      .filter(Boolean)
      .map((code) => EARLIER_CODE[code] ?? code),
  }));
  const groupingOf = new Map(groupings.flatMap(({ facilityTypes }, index) => facilityTypes.map((type) => [type, index])));
  const facilityCounts = new Uint32Array(communeCodes.length * groupings.length);
  const groupingCollected = new Uint8Array(groupings.length);
  for (const row of readCsv(join(folder, 'insee-bpe/bpe19_ensemble_hauts-de-france.csv.gz'))) {
    const commune = indexOf.get(MERGED[row.DEPCOM!] ?? row.DEPCOM!);
    const grouping = groupingOf.get(row.TYPEQU!);
    if (grouping === undefined) continue;
    groupingCollected[grouping] = 1;
    if (commune !== undefined) facilityCounts[commune * groupings.length + grouping]! += Number(row.NB_EQUIP);
  }

  const blank = () => new Float64Array(communeCodes.length).fill(Number.NaN);
  const sample: RegionSample = {
    communeCodes,
    groupings,
    facilityCounts,
    groupingCollected,
    publishedLevel,
    lon: blank(),
    lat: blank(),
    areaKm2: blank(),
    population: blank(),
    remotePercent: { proximity: blank(), intermediate: blank() },
  };
  for (const row of readCsv(join(folder, 'osrm-temps/osrm_voiture_vers_paris_communes_hauts-de-france.csv.gz'))) {
    const commune = indexOf.get(row.insee!);
    if (commune === undefined) continue;
    sample.lon[commune] = Number(row.lon);
    sample.lat[commune] = Number(row.lat);
    sample.areaKm2[commune] = Number(row.area);
    sample.population[commune] = Number(row.pop);
  }
  for (const row of readCsv(join(folder, 'insee-eloignement/eloignement_insee_2021_communes62_et_departements_regions.csv.gz'))) {
    const commune = row.scale === 'Commune' ? indexOf.get(row.code_insee!) : undefined;
    if (commune === undefined) continue;
    sample.remotePercent.proximity[commune] = Number(row.pct_eloignee_proximite_2021);
    sample.remotePercent.intermediate[commune] = Number(row.pct_eloignee_intermediaires_2021);
  }
  return sample;
}

/** These files hold no comma inside quotes but in labels, which are split right here. */
function readCsv(path: string): Record<string, string>[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const cells = (line: string) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.replace(/^"|"$/g, ''));
  const names = cells(header);
  return lines.map((line) => {
    const values = cells(line);
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  });
}
