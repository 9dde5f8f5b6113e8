import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ExportTable } from './tables.ts';
import { writeParquet } from './write-parquet.ts';
import { buildXlsx } from './write-xlsx.ts';

// Three communes: the code of the first begins with a zero, the second keeps its income secret, the third has a name that a
// spreadsheet would run as a formula.
const TABLE: ExportTable = {
  name: 'communes',
  columns: [
    { name: 'commune_code', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'median_income', type: 'number' },
  ],
  *rows() {
    yield ['01004', 'L’Abergement, « le Petit »', 21_350.5];
    yield ['2A004', 'Ajaccio', null];
    yield ['62001', '=1+1', 0];
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-relu-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('in Parquet a code stays a text, a secret stays absent and zero stays zero', async () => {
  const path = join(folder, 'communes.parquet');
  await writeParquet(TABLE, path);
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(`SELECT * FROM '${path}'`);
    expect(reader.columnNames()).toEqual(['commune_code', 'name', 'median_income']);
    expect(reader.columnTypes().map(String)).toEqual(['VARCHAR', 'VARCHAR', 'DOUBLE']);
    expect(reader.getRows()).toEqual([...TABLE.rows()]);
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
  expect(await readdir(folder)).toEqual(['communes.parquet']);
});

test('in a workbook too, and a name that looks like a formula is not run', async () => {
  const workbook = new ExcelJS.Workbook();
  // exceljs declares its own Buffer, older than Node's: the bytes are the same.
  await workbook.xlsx.load(Buffer.from(await buildXlsx(TABLE)) as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet('communes');
  const rows = [1, 2, 3, 4].map((line) => [1, 2, 3].map((column) => sheet?.getRow(line).getCell(column).value));
  expect(rows).toEqual([['commune_code', 'name', 'median_income'], ...TABLE.rows()]);
  expect(sheet?.getCell('B4').type).toBe(ExcelJS.ValueType.String);
});

test('the hour at which a workbook is packed is no part of it', async () => {
  const packedAt = async (hour: string) => {
    vi.useFakeTimers({ now: new Date(`2026-01-01T${hour}:00:00`), toFake: ['Date'] });
    try {
      return Buffer.from(await buildXlsx(TABLE)).toString('base64');
    } finally {
      vi.useRealTimers();
    }
  };
  expect(await packedAt('08')).toBe(await packedAt('21'));
});
