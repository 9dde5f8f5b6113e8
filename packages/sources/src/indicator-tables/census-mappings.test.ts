import type { ImportedFile } from '@maillage/domain/sources/records.ts';
import { expect, test } from 'vitest';
import { INDICATOR_TABLE_IMPORTERS } from './indicator-importers.ts';
import { openedText, probeText } from './text-table.test-support.ts';

const ONLY_01 = { departementCodes: new Set(['01']) };

function importerOf(text: string) {
  const importer = INDICATOR_TABLE_IMPORTERS.find((one) => one.recognise(probeText(text)) !== null);
  if (importer === undefined) throw new Error('no importer recognises this table');
  return importer;
}
function recordOf({ datasets }: ImportedFile, areaCode: string, id: string) {
  for (const dataset of datasets)
    if (dataset.kind === 'indicators')
      for (const record of dataset.records)
        if (record.areaCode === areaCode && record.indicatorId === id) return { ...record, vintage: dataset.vintage };
  return undefined;
}

const DOSSIER = `CODGEO;P22_POP;P16_POP;P11_POP;SUPERF;P22_POP0014;P22_POP7589;P22_POP90P;P22_H0019;P22_F0019;P22_H65P;P22_F65P;P22_CHOM1564;P22_ACT1564;C22_FAMMONO;C22_FAM;P22_NSCOL15P;P22_NSCOL15P_DIPLMIN;P22_RP_VOIT1P;P22_RP;P22_RSECOCC;P22_LOG;MED21;TP6021;NAISD22;DECESD22
01004;10300;10000;9000;20;2000;700;100;500;500;400,5;399,5;400;4000;300;2000;6000;1500;3000;4000;500;5000;21500;15;90;60
01005;200;210;220;10;40;15;5;20;20;20;20;10;100;;0;120;30;70;90;10;110;s;nd;1;2
59350;200;210;220;10;40;15;5;20;20;20;20;10;100;5;50;120;30;70;90;10;110;20000;20;1;2
01006;-3;210;220;10;40;15;5;20;20;20;20;10;100;5;50;120;30;70;90;10;110;20000;20;1;2
01004;1;10000;9000;20;2000;700;100;500;500;400,5;399,5;400;4000;300;2000;6000;1500;3000;4000;500;5000;21500;15;90;60`;

test('the dossier complet gives the components of a commune, of 2022 and its income of 2021', async () => {
  expect(importerOf(DOSSIER).recognise(probeText(DOSSIER))).toEqual({ vintage: 2022, cogYear: 2025 });
  const file = await importerOf(DOSSIER).importFile(openedText(DOSSIER), ONLY_01);
  expect(file.tally).toMatchObject({ rowCount: 5, recordRowCount: 2, outOfScopeCount: 1, rejectCount: 2 });
  const known = (id: string) => recordOf(file, '01004', id)?.value;
  expect(known('under15')).toBeCloseTo(2000 / 10300, 12);
  expect(known('over75')).toBeCloseTo(800 / 10300, 12);
  expect(known('ageingIndex')).toBe(80);
  expect(known('unemployment')).toBe(0.1);
  expect(known('loneParents')).toBe(0.15);
  expect(known('noDiploma')).toBe(0.25);
  expect(known('withoutCar')).toBe(0.25);
  expect(known('secondHomes')).toBe(0.1);
  expect(known('naturalAndMigration')).toBeCloseTo(30 / 10300, 12);
  expect(known('annualGrowth')).toBeCloseTo((10300 / 10000) ** (1 / 6) - 1, 12);
  expect(known('count:areaKm2')).toBe(20);
  expect(recordOf(file, '01004', 'medianIncome')).toMatchObject({ value: 21500, vintage: 2021 });
  expect(recordOf(file, '01004', 'povertyRate')).toMatchObject({ value: 0.15, vintage: 2021 });
  expect(recordOf(file, '01005', 'medianIncome')).toMatchObject({ value: null, status: 'secret' });
  expect(recordOf(file, '01005', 'povertyRate')).toMatchObject({ value: null, status: 'missing' });
  expect(recordOf(file, '01005', 'loneParents')).toMatchObject({ value: null, status: 'missing' });
});

test('an older dossier complet is read by the two digits of its columns, and says what it cannot give', async () => {
  const text = 'CODGEO;P19_POP;P15_POP;P13_POP;P19_POP0014\n01004;1100;1050;1000;220';
  const importer = importerOf(text);
  expect(importer.recognise(probeText(text))).toEqual({ vintage: 2019, cogYear: 2022 });
  const file = await importer.importFile(openedText(text), ONLY_01);
  expect(recordOf(file, '01004', 'under15')?.value).toBe(0.2);
  // 2015 is less than five years before 2019: its census shares survey years, 2013 is taken.
  expect(recordOf(file, '01004', 'years:growth')?.value).toBe(6);
  expect(recordOf(file, '01004', 'withoutCar')).toBeUndefined();
  expect(file.notices.join(' ')).toContain('« Ménages sans voiture »');
});

test('the IRIS bases of the census are read one theme at a time', async () => {
  const families = 'IRIS;COM;TYP_IRIS;C20_MEN;C20_FAM;C20_FAMMONO\n010040101;01004;H;900;500;100\n01004_0102;01004;H;90;0;0';
  const importer = importerOf(families);
  expect(importer.sourceId).toBe('insee-rp-iris');
  expect(importer.recognise(probeText(families))).toEqual({ vintage: 2020, cogYear: 2023 });
  const file = await importer.importFile(openedText(families), ONLY_01);
  expect(recordOf(file, '010040101', 'loneParents')?.value).toBe(0.2);
  expect(recordOf(file, '010040102', 'loneParents')).toMatchObject({ value: null, status: 'missing' });
});

test('a table of rates by IRIS is turned back into counts that add up', async () => {
  const columns = [
    'code,COM,TYP_IRIS,P22_POP,P16_POP,men_tot_stock_22,dm_0014_pct_22,dm_1524_pct_22,dm_2554_pct_22,dm_5564_pct_22,dmv_65p_pct_22,dmv_75p_pct_22',
    'dmv_iv_ind_22,men_mono_pct_22,eco_txemp_1564_22,soc_txchom_1564_22,log_vac_pct_22,log_ressec_pct_22,rev_med_21,rev_med_19,rev_txpauv_21',
  ].join(',');
  const text = `${columns}
010040101,01004,H,1000,1000,400,20,10,40,10,20,5,80,25,50,20,10,10,20000,19000,
010040102,01004,A,0,0,0,,,,,,,,,,,,,,,
010040103,01004,A,8,8,1.25,25,37.5,12.5,25,0,0,0,0,28.57,119.76,0,0,,,`;
  const file = await importerOf(text).importFile(openedText(text), ONLY_01);
  expect(file.tally).toMatchObject({ rowCount: 3, recordRowCount: 3 });
  const known = (id: string) => recordOf(file, '010040101', id)?.value;
  expect(known('count:population0to14')).toBe(200);
  expect(known('count:population65plus')).toBe(200);
  expect(known('count:populationUnder20')).toBe(250);
  expect(known('ageingIndex')).toBe(80);
  expect(known('count:employed15to64')).toBe(300);
  expect(known('count:active15to64')).toBe(375);
  expect(known('count:unemployed15to64')).toBe(75);
  expect(known('unemployment')).toBe(0.2);
  expect(known('count:dwellings')).toBeCloseTo(500, 9);
  expect(known('secondHomes')).toBeCloseTo(0.1, 12);
  expect(known('loneParents')).toBe(0.25);
  expect(known('noDiploma')).toBeUndefined();
  expect(recordOf(file, '010040101', 'medianIncome')).toMatchObject({ value: 20000, vintage: 2021 });
  expect(recordOf(file, '010040101', 'povertyRate')).toMatchObject({ value: null, status: 'secret' });
  // 8 inhabitants and 119.76 % of unemployment: no one can tell, and the row is kept for the rest.
  for (const id of ['unemployment', 'count:unemployed15to64', 'count:populationUnder20'])
    expect(recordOf(file, '010040103', id)).toMatchObject({ value: null, status: 'missing' });
  expect(file.notices).toContain('2 valeurs impossibles (taux hors de 0 à 100 %) sont laissées non renseignées.');
  expect(recordOf(file, '010040102', 'count:populationUnder20')?.value).toBe(0);
  expect(recordOf(file, '010040102', 'count:population0to14')).toMatchObject({ value: 0, status: 'known' });
  expect(recordOf(file, '010040102', 'under15')).toMatchObject({ value: null, status: 'missing' });
});

test('a file that is no table of the census is not taken for one', () => {
  for (const importer of INDICATOR_TABLE_IMPORTERS) expect(importer.recognise(probeText('code;nom\n1;2'))).toBeNull();
});
