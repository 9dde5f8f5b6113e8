import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DomainError } from '@maillage/domain/errors.ts';
import type { FacilityCount } from '@maillage/domain/sources/records.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadNpmReferential } from './cog/npm-referential.ts';
import { buildCodeProjection } from './cog/project-to-vintage.ts';
import { IMPORTERS } from './importers.ts';
import { importScannedFile, type ScanMemory, scanFolder } from './scan-folder.ts';
import { storedZip } from './tables/stored-zip.test-support.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maillage-scan-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ALL = { departementCodes: null };
const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
async function importOnly(name: string, content: string | Buffer, scope: { departementCodes: ReadonlySet<string> | null } = ALL) {
  write(name, content);
  const file = (await scanFolder(folder))[0];
  if (file === undefined) throw new Error('no file scanned');
  return importScannedFile(file, scope);
}
const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [2, 50],
      [2.1, 50],
      [2.1, 50.1],
      [2, 50],
    ],
  ],
};
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const feature = (properties: object, geometry: unknown = SQUARE) => ({ type: 'Feature', properties, geometry });

test('files are recognised by their headers, sorted, and the others are listed with a reason', async () => {
  mkdirSync(join(folder, 'b'));
  write('b/anything.bin', gzipSync('DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP\n00001;00001;2019;D301;1\n'));
  write(
    'cog_2025.zip',
    storedZip({
      'v_commune_2025.csv': 'TYPECOM,COM,REG,DEP,ARR,LIBELLE,CAN,COMPARENT\nCOM,00001,00,00,001,Bourg,0001,\n',
      'v_mvt_commune_2025.csv': 'MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n',
    }),
  );
  write('README.md', '# notes');
  write('.hidden.csv', 'A;B\n');
  write('empty.csv', '');
  write('other.csv', 'A;B;C\n1;2;3\n');
  const files = await scanFolder(folder);
  expect(files.map((file) => [file.path, file.state, file.importer?.sourceId ?? null, file.vintage])).toEqual([
    ['README.md', 'refused', null, null],
    ['b/anything.bin', 'recognised', 'bpe-counts', 2019],
    ['cog_2025.zip » v_commune_2025.csv', 'recognised', 'cog-communes', 2025],
    ['cog_2025.zip » v_mvt_commune_2025.csv', 'recognised', 'cog-movements', 2025],
    ['empty.csv', 'unreadable', null, null],
    ['other.csv', 'refused', null, null],
  ]);
  expect(files.every((file) => file.state === 'recognised' || (file.reason ?? '').length > 10)).toBe(true);
});

test('facilities of the Département are kept, those around counted out of scope, broken rows rejected with their line', async () => {
  const text =
    'DEPCOM;AN;TYPEQU;NB_EQUIP\n00001;2019;D301;2\n96001;2019;D301;1\n1001;2019;D301;1\n00001;2019;D301;\n00001;2019;pharmacie;1\n';
  const { tally, datasets } = await importOnly('bpe.csv', text, { departementCodes: new Set(['00']) });
  expect(datasets).toEqual([
    { kind: 'facility-counts', vintage: 2019, cogYear: 2019, records: [{ communeCode: '00001', facilityType: 'D301', facilityCount: 2 }] },
  ]);
  expect(tally).toMatchObject({ rowCount: 5, recordRowCount: 1, outOfScopeCount: 1, rejectCount: 3 });
  expect(tally.rejects.map((reject) => reject.line)).toEqual([4, 5, 6]);
  expect(tally.rejects[0]?.reason).toContain('zéro de tête');
});

test('the Melodi form gives the same facilities, its totals left aside', async () => {
  const text =
    'GEO;GEO_OBJECT;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE\n00001;COM;D307;FACILITIES;2024;2\n00001;COM;_T;FACILITIES;2024;9\n00;DEP;D307;FACILITIES;2024;2\n';
  const { tally, datasets } = await importOnly('DS_BPE.csv', text);
  expect(datasets).toMatchObject([{ vintage: 2024, records: [{ communeCode: '00001', facilityType: 'D307', facilityCount: 2 }] }]);
  expect(tally).toMatchObject({ rowCount: 3, recordRowCount: 1, outOfScopeCount: 2 });
});

test('a located facility is placed from Lambert-93, and a random point of the commune says so', async () => {
  const text =
    'AN;DEPCOM;TYPEQU;LAMBERT_X;LAMBERT_Y;QUALITE_GEOLOC\n2024;01004;D307;870262.2;6571540.8;11\n2024;01004;D265;700000;6600000;33\n2024;01004;F101;_Z;_Z;_Z\n';
  const { datasets, notices } = await importOnly('located.csv', text);
  const records = datasets[0]?.kind === 'located-facilities' ? datasets[0].records : [];
  expect(records[0]?.lon).toBeCloseTo(5.209181, 5);
  expect(records[0]?.lat).toBeCloseTo(46.222286, 5);
  expect(records.map((record) => record.positionQuality)).toEqual(['address', 'commune', 'unknown']);
  expect(records[2]).toMatchObject({ lon: null, lat: null });
  expect(notices.length).toBe(1);
});

test('contours are kept one by one: a broken one is a reject, arrondissements and metres are refused', async () => {
  const good = feature({
    code: '00001',
    nom: 'Bourg',
    codeDepartement: '00',
    population: 1200,
    centre: { type: 'Point', coordinates: [2.05, 50.03] },
  });
  const { tally, datasets } = await importOnly('communes.geojson', collection(good, feature({ code: '00002', nom: 'Ferme' }, null), good));
  expect(datasets[0]?.records).toMatchObject([{ communeCode: '00001', name: 'Bourg', populationCount: 1200, centre: [2.05, 50.03] }]);
  expect(tally).toMatchObject({ rowCount: 3, recordRowCount: 1, rejectCount: 2 });
  write('communes.geojson', collection(feature({ code: '62001', nom: 'Arras' }), feature({ code: '62002', nom: 'Béthune' })));
  expect((await scanFolder(folder))[0]).toMatchObject({ state: 'refused', reason: expect.stringContaining('arrondissements') });
  const metres = {
    type: 'Polygon',
    coordinates: [
      [
        [650000, 6800000],
        [650100, 6800000],
        [650100, 6800100],
        [650000, 6800000],
      ],
    ],
  };
  await expect(importOnly('communes.geojson', collection(feature({ code: '00001', nom: 'Bourg' }, metres)))).rejects.toThrow(/WGS 84/);
});

test('ranges count near-identical types once, under the code of the first', async () => {
  const text =
    '"gamme","code_equipement","regroupement_1","regroupement_2","regroupement_3","libelle"\n"proximité","AR03","A206","A207","A208","Poste"\n"supérieure","D101","D101",,,"Hôpital"\nhors gamme,X,X001,,,x\n';
  const { tally, datasets } = await importOnly('bpe21_gammes.csv', text);
  expect(datasets[0]).toMatchObject({
    vintage: 2021,
    records: [
      { code: 'A206', range: 'proximity', facilityTypes: ['A206', 'A207', 'A208'] },
      { code: 'D101', range: 'superior', facilityTypes: ['D101'] },
    ],
  });
  expect(tally).toMatchObject({ rowCount: 3, outOfScopeCount: 1 });
});

test('whatever the bytes of a file, reading it ends in a counted tally or in a refusal in French', async () => {
  const headers = fc.constantFrom(
    'DEPCOM;AN;TYPEQU;NB_EQUIP\n',
    'CODGEO,LIBGEO,DEP,EPCI\n',
    'COM;PMUN\n',
    '{"type":"FeatureCollection","features":[',
    '',
  );
  const body = fc.string({ unit: fc.constantFrom(';', ',', '"', '\n', '0', '6', '2', 'D', 'é', '\0', '{', '}', ' '), maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(headers, body, fc.boolean(), async (header, text, isLatin) => {
      write('fuzz', Buffer.from(header + text, isLatin ? 'latin1' : 'utf8'));
      const file = (await scanFolder(folder))[0];
      if (file?.state !== 'recognised') {
        expect(file?.reason).toBeTruthy();
        return;
      }
      try {
        const { tally } = await importScannedFile(file, ALL);
        expect(tally.rowCount).toBe(tally.recordRowCount + tally.outOfScopeCount + tally.rejectCount);
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError);
      }
    }),
    { seed: 62, numRuns: 150 },
  );
});

const realFolder = process.env.MAILLAGE_DONNEES_TEST;
test.skipIf(realFolder === undefined)(
  'the BPE 2019 of the Pas-de-Calais holds 588 pharmacies, all in the 887 communes of today',
  async () => {
    const { communes, formerCommunes, cogYear } = loadNpmReferential();
    const file = (await scanFolder(join(realFolder ?? '', 'insee-bpe'))).find((each) => each.path === 'bpe19_ensemble_62.csv.gz');
    if (file === undefined) throw new Error('bpe19_ensemble_62.csv.gz is not in the test folder');
    const { datasets } = await importScannedFile(file, { departementCodes: new Set(['62']) });
    const records = datasets.flatMap((dataset): FacilityCount[] => (dataset.kind === 'facility-counts' ? dataset.records : []));
    const total = (kept: FacilityCount[]) => kept.reduce((sum, record) => sum + record.facilityCount, 0);
    expect(total(records)).toBe(42_799);
    expect(total(records.filter((record) => record.facilityType === 'D301'))).toBe(588);
    const project = buildCodeProjection(formerCommunes, {
      fromYear: 2019,
      toYear: cogYear,
      activeCodes: new Set(communes.map((commune) => commune.code)),
    });
    expect(records.filter((record) => 'reason' in project(record.communeCode))).toEqual([]);
  },
);

test('a file seen before is not read again until it changes', async () => {
  const memory: ScanMemory = new Map();
  write('bpe.csv', 'REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP\n32;62;62041;62041;2019;A206;1\n');
  const [first] = await scanFolder(folder, IMPORTERS, memory);
  const [again] = await scanFolder(folder, IMPORTERS, memory);
  expect(again).toBe(first);
  write('bpe.csv', 'REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP\n32;62;62041;62041;2019;A206;12\n');
  const [changed] = await scanFolder(folder, IMPORTERS, memory);
  expect(changed?.sha256).not.toBe(first?.sha256);
});

test('a link is told, not followed, and does not stop the others', async () => {
  write('bpe.csv', 'REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP\n32;62;62041;62041;2019;A206;1\n');
  symlinkSync(join(folder, 'bpe.csv'), join(folder, 'copie.csv'));
  const files = await scanFolder(folder);
  expect(files.map(({ path, state }) => [path, state])).toEqual([
    ['bpe.csv', 'recognised'],
    ['copie.csv', 'refused'],
  ]);
  expect(files[1]?.reason).toContain('copiez le fichier');
});
