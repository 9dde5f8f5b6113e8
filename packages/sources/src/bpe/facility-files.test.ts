import type { ImportedFile } from '@maillage/domain/sources/records.ts';
import { expect, test } from 'vitest';
import type { SourceImporter } from '../importer.ts';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { facilityCountImporter, melodiCountImporter } from './facility-counts.ts';
import { locatedFacilityImporter } from './located-facilities.ts';

const importText = (importer: SourceImporter, text: string, path = 'bpe.csv'): Promise<ImportedFile> =>
  importer.importFile(openedText(text, path), { departementCodes: new Set(['00']) });
const countsOf = ({ datasets }: ImportedFile) =>
  datasets.flatMap((dataset) => (dataset.kind === 'facility-counts' ? dataset.records.map((record) => record.facilityCount) : []));

test('a pharmacy written twice is counted once, and the line that repeats it is named', async () => {
  const file = await importText(
    facilityCountImporter,
    'DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP\n00001;00001_0101;2019;D301;1\n00001;00001_0102;2019;D301;2\n00001;00001_0101;2019;D301;1\n00001;00001_0102;2019;D301;7\n',
  );
  expect(countsOf(file)).toEqual([1, 2]);
  expect(file.tally).toMatchObject({ rowCount: 4, recordRowCount: 2, rejectCount: 2 });
  expect(file.tally.rejects).toEqual([
    { line: 4, reason: 'cette ligne répète la ligne 2 : elle n’est comptée qu’une fois' },
    { line: 5, reason: expect.stringContaining('contredit la ligne 3 (7 équipements au lieu de 2)') },
  ]);
});

test('schools with and without a canteen are two rows of one place, and both count', async () => {
  const file = await importText(facilityCountImporter, 'DEPCOM;AN;TYPEQU;CANTINE;NB_EQUIP\n00001;2019;C104;0;1\n00001;2019;C104;1;3\n');
  expect(countsOf(file)).toEqual([1, 3]);
});

test('a count that is text, negative, cut or beyond belief is a reject, and never zero', async () => {
  const cells = ['abc', '-3', '2,5', '', '62001000', '3,0', '0'];
  const rows = cells.map((cell, index) => `0000${index + 1};2019;D301;${cell}`).join('\n');
  const file = await importText(facilityCountImporter, `DEPCOM;AN;TYPEQU;NB_EQUIP\n${rows}\n`);
  expect(countsOf(file)).toEqual([3, 0]);
  expect(file.tally).toMatchObject({ rowCount: 7, recordRowCount: 2, rejectCount: 5 });
});

test('the totals of the Melodi form are left aside and its repeated rows are rejected', async () => {
  const file = await importText(
    melodiCountImporter,
    'GEO;GEO_OBJECT;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE\n2024-COM-00001;COM;D307;FACILITIES;2024;2\n2024-COM-00001;COM;_T;FACILITIES;2024;2\n00001;DEP;D307;FACILITIES;2024;2\n2024-COM-00001;COM;D307;FACILITIES;2024;2\n',
  );
  expect(countsOf(file)).toEqual([2]);
  expect(file.tally).toMatchObject({ rowCount: 4, recordRowCount: 1, outOfScopeCount: 2, rejectCount: 1 });
});

test('a file that only its name dates, as INSEE shortens years, is of that year', async () => {
  const text = 'DEPCOM;TYPEQU;LAMBERT_X;LAMBERT_Y;QUALITE_XY\n00001;D301;700000;6600000;Mauvaise\n00001;D201;700000;6600000;Bonne\n';
  expect(locatedFacilityImporter.recognise(probeText(text, 'insee/bpe19_ensemble_xy.csv'))).toEqual({ vintage: 2019, cogYear: 2019 });
  const { datasets } = await importText(locatedFacilityImporter, text, 'insee/bpe19_ensemble_xy.csv');
  expect(datasets).toMatchObject([{ vintage: 2019, records: [{ positionQuality: 'commune' }, { positionQuality: 'address' }] }]);
});

test('the random point of a commune is known even where the software wrote 33.0', async () => {
  const { datasets } = await importText(
    locatedFacilityImporter,
    'AN;DEPCOM;TYPEQU;LAMBERT_X;LAMBERT_Y;QUALITE_GEOLOC\n2024;00001;D307;700000;6600000;33.0\n2024;00001;D307;700000;6600000;11.0\n',
  );
  expect(datasets).toMatchObject([{ records: [{ positionQuality: 'commune' }, { positionQuality: 'address' }] }]);
});

test('a facility file that lost a column is still known, and the column is asked for by its name', async () => {
  for (const [header, importer, column] of [
    ['REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU', facilityCountImporter, 'NB_EQUIP'],
    ['REG;DEP;DEPCOM;DCIRIS;AN;NB_EQUIP', facilityCountImporter, 'TYPEQU'],
    ['REG;DEP;DCIRIS;AN;TYPEQU;NB_EQUIP', facilityCountImporter, 'DEPCOM'],
    ['DEPCOM;DCIRIS;AN;LAMBERT_X;LAMBERT_Y;QUALITE_XY', locatedFacilityImporter, 'TYPEQU'],
  ] as const) {
    const text = `${header}\n${header.replaceAll(/\w+/g, '1')}\n`;
    const owner = [facilityCountImporter, locatedFacilityImporter].find((each) => each.recognise(probeText(text)) !== null);
    expect(owner, header).toBe(importer);
    await expect(importText(importer, text, 'bpe.csv')).rejects.toThrow(`« bpe.csv », ligne 1 : il manque la colonne « ${column} »`);
  }
});
