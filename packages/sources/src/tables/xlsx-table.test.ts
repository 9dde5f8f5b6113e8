import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTable } from './open-table.ts';

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
