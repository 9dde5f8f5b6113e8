import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importScannedFile, scanFolder } from '../scan-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-bpe-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function importOnly() {
  const [file] = await scanFolder(folder);
  if (file === undefined) throw new Error('no file scanned');
  return { file, imported: await importScannedFile(file, { departementCodes: new Set(['62']) }) };
}

test('the workbook of the ranges, with its title rows, gives groupings in their range', async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Lisez-moi').addRow(['Gammes d’équipements']);
  const sheet = workbook.addWorksheet('Gammes');
  sheet.addRows([
    ['Les gammes d’équipements de la base permanente des équipements 2023'],
    [],
    ['Géographie au 01/01/2024'],
    ['TYPEQU_REGROUPEMENT', 'LIBELLE_TYPEQU_REGROUPEMENT', 'TYPEQU', 'LIBELLE_TYPEQU', 'GAMME', 'LIBELLE_SDOM'],
    ['A206', 'Poste', 'A206', 'Bureau de poste', 'Gamme de proximité', 'Services publics'],
    ['A206', 'Poste', 'A207', 'Relais poste', 'Gamme de proximité', 'Services publics'],
    ['C201', 'Collège', 'C201', 'Collège', 'Gamme intermédiaire', 'Second degré'],
    ['D106', 'Urgences', 'D106', 'Urgences', 'Gamme supérieure', 'Établissements de santé'],
    ['', '', 'B326', 'Borne de recharge', 'Hors gamme', 'Magasins'],
  ]);
  await writeFile(join(folder, 'BPE_gammes_equipements_2023.xlsx'), Buffer.from(await workbook.xlsx.writeBuffer()));
  const { file, imported } = await importOnly();
  expect([file.importer?.sourceId, file.vintage]).toEqual(['bpe-ranges', 2023]);
  expect(imported.tally).toMatchObject({ rowCount: 5, recordRowCount: 4, outOfScopeCount: 1, rejectCount: 0 });
  expect(imported.datasets[0]?.records).toEqual([
    { code: 'A206', label: 'Poste', range: 'proximity', facilityTypes: ['A206', 'A207'] },
    { code: 'C201', label: 'Collège', range: 'intermediate', facilityTypes: ['C201'] },
    { code: 'D106', label: 'Urgences', range: 'superior', facilityTypes: ['D106'] },
  ]);
});

test('the Parquet of the recent vintages gives one record per facility, with numbers that stay numbers', async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT * FROM (VALUES
      ('2024', '62041', 'D307', 'PHARMACIE', 682000.5::DOUBLE, 7021000::DOUBLE, 2.747::DOUBLE, 50.289::DOUBLE, '11', '2154'),
      ('2024', '62041', 'D265', '_Z', 682000::DOUBLE, 7021000::DOUBLE, NULL, NULL, '33', '2154'),
      ('2024', '59350', 'C107', NULL, NULL, NULL, NULL, NULL, '_Z', '2154'),
      ('2024', NULL, 'C107', NULL, NULL, NULL, NULL, NULL, '_Z', '2154')
    ) AS t(AN, DEPCOM, TYPEQU, NOMRS, LAMBERT_X, LAMBERT_Y, LONGITUDE, LATITUDE, QUALITE_GEOLOC, EPSG))
    TO '${join(folder, 'BPE24.parquet').replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  const { file, imported } = await importOnly();
  expect([file.importer?.sourceId, file.vintage]).toEqual(['bpe-located', 2024]);
  expect(imported.tally).toMatchObject({ rowCount: 4, recordRowCount: 2, outOfScopeCount: 1, rejectCount: 1 });
  expect(imported.datasets[0]?.records).toEqual([
    { communeCode: '62041', facilityType: 'D307', name: 'PHARMACIE', lon: 2.747, lat: 50.289, positionQuality: 'address' },
    {
      communeCode: '62041',
      facilityType: 'D265',
      name: null,
      lon: expect.closeTo(2.747, 2),
      lat: expect.closeTo(50.29, 2),
      positionQuality: 'commune',
    },
  ]);
});
