import { join } from 'node:path';
import type { ImportedDataset, ImportedFile } from '@maillage/domain/sources/records.ts';
import { describe, expect, test } from 'vitest';
import { centralitesImporter } from '../centralites/centralites-importer.ts';
import { filosofiImporter, filosofiIrisImporter } from '../filosofi/filosofi-importer.ts';
import { franceServicesImporter } from '../france-services/france-services-importer.ts';
import { IMPORTERS } from '../importers.ts';
import { qpvPerimetersImporter } from '../qpv/qpv-perimeters-importer.ts';
import { qpvRegisterImporter } from '../qpv/qpv-register-importer.ts';
import { remotenessImporter } from '../remoteness/remoteness-importer.ts';
import { importScannedFile, scanFolder } from '../scan-folder.ts';
import { stationsImporter } from '../stations/stations-importer.ts';
import { openTable } from '../tables/open-table.ts';
import type { Table } from '../tables/table.ts';
import { aggregateIndicators } from './aggregation.ts';
import { INDICATOR_TABLE_IMPORTERS } from './indicator-importers.ts';

const FOLDER = process.env.MAILLAGE_DONNEES_TEST ?? '';
const FACTS = [
  ...INDICATOR_TABLE_IMPORTERS,
  filosofiImporter,
  filosofiIrisImporter,
  qpvRegisterImporter,
  qpvPerimetersImporter,
  franceServicesImporter,
  centralitesImporter,
  remotenessImporter,
  stationsImporter,
];
type RecordOf<K extends ImportedDataset['kind']> = Extract<ImportedDataset, { kind: K }>['records'][number];

/** The one file of a folder whose name holds `part`, claimed by the right importer among all of them. */
async function importReal(folder: string, part: string, departementCode: string | null): Promise<ImportedFile> {
  const others = IMPORTERS.filter((importer) => !FACTS.includes(importer));
  const files = (await scanFolder(join(FOLDER, folder), [...FACTS, ...others])).filter(({ path }) => path.includes(part));
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error(`${files.length} files match ${folder}/${part}`);
  const { probe } = file;
  const claims = probe === null ? [] : [...FACTS, ...others].filter((importer) => importer.recognise(probe) !== null);
  expect(claims.map(({ sourceId }) => sourceId)).toHaveLength(1);
  const imported = await importScannedFile(file, { departementCodes: departementCode === null ? null : new Set([departementCode]) });
  const { rowCount, recordRowCount, outOfScopeCount, rejectCount } = imported.tally;
  expect(rowCount).toBe(recordRowCount + outOfScopeCount + rejectCount);
  return imported;
}
function recordsOf<K extends ImportedDataset['kind']>(file: ImportedFile, kind: K): RecordOf<K>[] {
  const records: unknown[] = file.datasets.filter((dataset) => dataset.kind === kind).flatMap((dataset): unknown[] => dataset.records);
  return records as RecordOf<K>[]; // the kind tells the type of the records
}

describe.skipIf(FOLDER === '')('the real files of the Pas-de-Calais (MAILLAGE_DONNEES_TEST)', () => {
  test('its 1,162 IRIS make 887 communes and 1,457,910 inhabitants', async () => {
    const file = await importReal('insee-iris-rp2022', '_62.', '62');
    expect(file.tally).toMatchObject({ rowCount: 1162, recordRowCount: 1162, rejectCount: 0 });
    const values = recordsOf(file, 'indicators');
    expect(values.filter((one) => one.indicatorId === 'medianIncome' && one.value !== null)).toHaveLength(1098);
    expect(values.filter((one) => one.indicatorId === 'povertyRate' && one.value !== null)).toHaveLength(391);
    const communes = aggregateIndicators(values, (iris) => [{ code: iris.slice(0, 5), weightRatio: 1 }]);
    const of = (id: string) => communes.filter((one) => one.indicatorId === id && one.value !== null);
    const total = (id: string) => of(id).reduce((sum, one) => sum + (one.value ?? 0), 0);
    expect(of('count:population')).toHaveLength(887);
    expect(total('count:population')).toBe(1_457_910);
    for (const id of ['annualGrowth', 'secondHomes', 'under15', 'over75', 'ageingIndex', 'unemployment', 'loneParents'])
      expect(of(id).length, id).toBeGreaterThan(870);
    // What the census is known to say of the Département, to a percent: a slip of a unit or a column would show.
    expect(total('count:unemployed15to64') / total('count:active15to64')).toBeGreaterThan(0.1);
    expect(total('count:unemployed15to64') / total('count:active15to64')).toBeLessThan(0.18);
    expect(total('count:dwellings') / total('count:households')).toBeGreaterThan(1.08);
    expect(total('count:dwellings') / total('count:households')).toBeLessThan(1.25);
  });

  test('its communes have 847 median incomes in 2016, the others are secret', async () => {
    const values = recordsOf(await importReal('insee-filosofi', '_com_', '62'), 'indicators');
    const median = values.filter(({ indicatorId }) => indicatorId === 'medianIncome');
    expect(median.filter(({ status }) => status === 'known')).toHaveLength(847);
    expect(median.filter(({ status }) => status === 'secret')).toHaveLength(43);
    expect(values.filter((one) => one.indicatorId === 'povertyRate' && one.status === 'known')).toHaveLength(138);
    const epci = await importReal('insee-filosofi', '_epci_', '62');
    expect(epci.tally).toMatchObject({ rowCount: 1244, recordRowCount: 1244 });
  });

  test('it has 64 QPV, of which 36 are drawn', async () => {
    const register = await importReal('anct', 'qpv_2024_communes', '62');
    expect(register.tally).toMatchObject({ rowCount: 101, recordRowCount: 101 });
    expect(recordsOf(register, 'qpvs')).toHaveLength(64);
    const perimeters = await importReal('anct', 'qpv_2024_polygones', '62');
    expect(recordsOf(perimeters, 'qpv-perimeters')).toHaveLength(29);
    expect(perimeters.notices[0]).toContain('36 quartiers');
    expect(perimeters.notices.some((notice) => notice.includes('caractère abîmé'))).toBe(true);
  });

  test('its region has 205 France services, 50 of them its own, with their hours', async () => {
    expect(recordsOf(await importReal('anct', 'france_services', null), 'france-services')).toHaveLength(205);
    const own = await importReal('anct', 'france_services', '62');
    expect(recordsOf(own, 'france-services')).toHaveLength(50);
    expect(own.notices).toEqual([]);
  });

  test('its centres are 5 major, 10 structuring, 85 intermediate, 155 local, and 632 communes are none', async () => {
    const published = recordsOf(await importReal('anct', 'grilles_', '62'), 'published-communes');
    const levels = published.filter(({ measure }) => measure === 'centrality-level').map(({ value }) => value);
    expect([4, 3, 2, 1, 0].map((level) => levels.filter((value) => value === level).length)).toEqual([5, 10, 85, 155, 632]);
  });

  test('890 of its communes have a published remoteness, and so have 101 Départements and 18 régions', async () => {
    const file = await importReal('insee-eloignement', 'eloignement', '62');
    expect(file.tally).toMatchObject({ rowCount: 1009, recordRowCount: 1009 });
    expect(recordsOf(file, 'published-communes')).toHaveLength(890 * 3);
    expect(recordsOf(file, 'published-territories')).toHaveLength(119 * 3);
    const pasDeCalais = recordsOf(file, 'published-territories').filter(({ kind, code }) => kind === 'departement' && code === '62');
    expect(pasDeCalais.map(({ value }) => value)).toEqual([1.2, 0.6, 0]);
  });

  test('its 160 rows of lines are 79 passenger stations, one of which the file does not place', async () => {
    const path = join(FOLDER, 'sncf/liste-des-gares_2018_hauts-de-france.csv.gz');
    const own = async (): Promise<Table> => {
      const table = await openTable(path, 'sncf/gares.csv.gz');
      return {
        ...table,
        async *rows(onReject) {
          for await (const row of table.rows(onReject)) if (row.cell('DEPARTEMENT') === 'Pas-de-Calais') yield row;
        },
      };
    };
    const file = { path: 'sncf/gares.csv.gz', absolutePath: '', table: own, json: async () => null };
    const imported = await stationsImporter.importFile(file, { departementCodes: null });
    expect(imported.tally.rowCount).toBe(160);
    expect(recordsOf(imported, 'stations').filter(({ hasPassengers }) => hasPassengers)).toHaveLength(78);
    expect(imported.notices).toEqual(['Gares de voyageurs laissées de côté, faute de coordonnées dans le fichier : Boulogne-Ville.']);
    const region = recordsOf(await importReal('sncf', 'gares', '62'), 'stations');
    expect(new Set(region.map(({ code }) => code)).size).toBe(region.length);
  });
});
