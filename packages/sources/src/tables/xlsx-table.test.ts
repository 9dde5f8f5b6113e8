import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTable } from './open-table.ts';
import { storedZip } from './stored-zip.test-support.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maillage-classeur-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const temporaryFiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`tmp-${process.pid}-`));

test('a workbook with title rows is read from its line of codes, every row, and leaves no temporary file', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('EPCI');
  sheet.addRow(['Intercommunalités au 1er janvier 2026']);
  sheet.addRow(['Code', 'Libellé', 'EPCI']);
  sheet.addRow(['CODGEO', 'LIBGEO', 'EPCI']);
  for (let index = 0; index < 120; index++) sheet.addRow([`00${String(index).padStart(3, '0')}`, `Commune ${index}`, '000000001']);
  workbook.addWorksheet('Notes').addRow(['Source : Insee']);
  const path = join(folder, 'epci.xlsx');
  await workbook.xlsx.writeFile(path);

  const before = temporaryFiles();
  const table = await openTable(path, 'epci.xlsx');
  expect(table.columns).toEqual(['CODGEO', 'LIBGEO', 'EPCI']);
  const codes: (string | undefined)[] = [];
  for await (const row of table.rows(() => undefined)) codes.push(row.cell('codgeo'));
  expect(codes).toHaveLength(120);
  expect(codes[7]).toBe('00007');
  await expect.poll(temporaryFiles).toEqual(before); // removed a moment after the end
});

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const texts = ['CODGEO', 'LIBGEO', 'EPCI', '62041', 'Arras', '200033579'];
const cell = (index: number) => `<c r="${'ABC'[index % 3]}${Math.floor(index / 3) + 1}" t="s"><v>${index}</v></c>`;
const rowOf = (number: number) => `<row r="${number}">${[0, 1, 2].map((at) => cell((number - 1) * 3 + at)).join('')}</row>`;
/** A workbook whose first sheet was deleted: its only sheet keeps the number 7, in the first file. */
const PARTS: [string, string][] = [
  ['xl/worksheets/sheet1.xml', `<worksheet xmlns="${NAMESPACE}"><sheetData>${rowOf(1)}${rowOf(2)}</sheetData></worksheet>`],
  ['xl/sharedStrings.xml', `<sst xmlns="${NAMESPACE}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets><sheet name="COM" sheetId="7" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
  ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
];
const permutations = <Item>(items: Item[]): Item[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

test.each(['alone', 'inside an archive'])(
  'the parts of a workbook may stand in any order, and its sheet have any number — %s',
  async (where) => {
    const path = join(folder, 'ordre.xlsx');
    for (const parts of permutations(PARTS)) {
      const workbook = storedZip(Object.fromEntries(parts));
      writeFileSync(path, where === 'alone' ? workbook : storedZip({ 'donnees/com.xlsx': workbook }));
      const table = await openTable(path, 'ordre.xlsx');
      const rows: unknown[] = [];
      for await (const row of table.rows(() => undefined)) rows.push(table.columns.map((column) => row.cell(column)));
      expect([table.columns, ...rows], parts.map(([name]) => name).join(', ')).toEqual([texts.slice(0, 3), texts.slice(3)]);
    }
  },
);

test('a workbook whose list of sheets or whose sheet is not written as XML is refused in words', async () => {
  const path = join(folder, 'abime.xlsx');
  for (const [name, text] of [
    ['xl/workbook.xml', '<workbook></sheets>'],
    ['xl/worksheets/sheet1.xml', '<worksheet><sheetData></row></sheetData></worksheet>'],
  ] as const) {
    writeFileSync(path, storedZip({ ...Object.fromEntries(PARTS), [name]: text }));
    await expect(openTable(path, 'abime.xlsx'), name).rejects.toThrow(/« abime\.xlsx » ne peut pas être lu/);
  }
});
