import { DomainError } from '@maillage/domain/errors.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { filosofiImporter, filosofiIrisImporter } from './filosofi-importer.ts';

const COMMUNES = `"CODGEO","LIBGEO","NBMENFISC16","NBPERSMENFISC16","MED16","TP6016"
01004,Bourg,1000,2500,20500.5,12.5
01005,Hameau,30,70,,
01006,Val,200,450,19000,s
59350,Ailleurs,10,20,1,1
1007,Perdu,10,20,1,1
01008,Faux,10,20,vingt mille,1
01004,Bourg,1000,2500,20500.5,12.5
01004,Bourg,1000,2500,20501,12.5
01009,Rien,nd,nd,nd,nd`;
const ONLY_01 = { departementCodes: new Set(['01']) };

test('income by commune: a withheld figure is a secret, never a zero', async () => {
  expect(filosofiImporter.recognise(probeText(COMMUNES))).toEqual({ vintage: 2016, cogYear: null });
  const { tally, datasets } = await filosofiImporter.importFile(openedText(COMMUNES), ONLY_01);
  expect(tally).toMatchObject({ rowCount: 9, recordRowCount: 5, outOfScopeCount: 1, rejectCount: 3 });
  const records = datasets[0]?.kind === 'indicators' ? datasets[0].records : [];
  const find = (areaCode: string, id: string) => records.find((one) => one.areaCode === areaCode && one.indicatorId === id);
  expect(find('01004', 'medianIncome')).toMatchObject({ geography: 'commune', value: 20500.5, status: 'known' });
  expect(find('01004', 'povertyRate')?.value).toBe(0.125);
  expect(find('01004', 'count:taxPersons')?.value).toBe(2500);
  expect(find('01005', 'medianIncome')).toMatchObject({ value: null, status: 'secret' });
  expect(find('01006', 'povertyRate')).toMatchObject({ value: null, status: 'secret' });
  expect(find('01009', 'medianIncome')).toMatchObject({ value: null, status: 'missing' });
});

test('the same headers by EPCI are told by their SIREN, and none is out of scope', async () => {
  const text = 'CODGEO;LIBGEO;NBMENFISC21;MED21;TP6021\n000000172;Pays du Val;10930;24129,5;8,8';
  expect(filosofiImporter.recognise(probeText(text))).toEqual({ vintage: 2021, cogYear: null });
  const { datasets } = await filosofiImporter.importFile(openedText(text), ONLY_01);
  expect(datasets[0]?.records).toContainEqual({
    geography: 'epci',
    areaCode: '000000172',
    indicatorId: 'medianIncome',
    value: 24129.5,
    status: 'known',
  });
});

test('the distribution files of 2019 call the median Q2, the declared income beside them is left aside', async () => {
  const text = 'CODGEO;LIBGEO;NBMEN19;NBPERS19;NBUC19;Q119;Q219;Q319\n01004;Bourg;1000;2500;1600;15000;20500,5;26000';
  expect(filosofiImporter.recognise(probeText(text, 'FILO2019_DISP_COM.csv'))).toEqual({ vintage: 2019, cogYear: null });
  expect(filosofiImporter.recognise(probeText(text, 'indic.zip » FILO2019_DEC_COM.csv'))).toBeNull();
  const { datasets } = await filosofiImporter.importFile(openedText(text), ONLY_01);
  const records = datasets[0]?.kind === 'indicators' ? datasets[0].records : [];
  expect(records.map(({ indicatorId, value }) => [indicatorId, value])).toEqual([
    ['medianIncome', 20500.5],
    ['count:taxHouseholds', 1000],
    ['count:taxPersons', 2500],
  ]);
});

test('income by IRIS is read from the disposable income', async () => {
  const text = 'IRIS;LIBIRIS;COM;DISP_MED21;DISP_TP6021\n010040101;Centre;01004;18500;25\n010040102;Gare;01004;ns;ns';
  expect(filosofiIrisImporter.recognise(probeText(text))).toEqual({ vintage: 2021, cogYear: null });
  const { datasets } = await filosofiIrisImporter.importFile(openedText(text), ONLY_01);
  expect(datasets[0]?.records).toHaveLength(4);
  expect(datasets[0]?.records).toContainEqual({
    geography: 'iris',
    areaCode: '010040101',
    indicatorId: 'povertyRate',
    value: 0.25,
    status: 'known',
  });
});

test('a dossier complet is not taken for an income table', () => {
  expect(filosofiImporter.recognise(probeText('CODGEO;P22_POP;MED21;TP6021'))).toBeNull();
});

test('whatever the cells hold, each row is a record or a reject', async () => {
  const cell = fc.string({ maxLength: 12 }).map((text) => text.replace(/[;,"\r\n]/g, ' '));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
      const text = `CODGEO;MED21;TP6021\n${rows.map((row) => `x${row.join(';')}`).join('\n')}`;
      const { tally } = await filosofiImporter.importFile(openedText(text), ONLY_01).catch((error: unknown) => {
        expect(error).toBeInstanceOf(DomainError);
        throw error;
      });
      expect(tally.rowCount).toBe(rows.length);
      expect(tally.recordRowCount + tally.outOfScopeCount + tally.rejectCount).toBe(tally.rowCount);
    }),
    { seed: 16, numRuns: 100 },
  );
});
