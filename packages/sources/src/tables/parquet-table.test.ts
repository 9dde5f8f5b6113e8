import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { openTable } from './open-table.ts';

test('a Parquet file of facilities reads like a table: codes stay text, numbers take a point, null is an empty cell', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-parquet-'));
  try {
    const path = join(folder, "bpe [2025] d'essai.parquet");
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const rows =
      "SELECT '01004' AS DEPCOM, 'D307' AS TYPEQU, 870262.2::DOUBLE AS LAMBERT_X, NULL::VARCHAR AS NOMRS UNION ALL SELECT '2A004', 'D265', NULL, 'Cabinet'";
    await connection.run(`COPY (${rows}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
    connection.closeSync();
    const table = await openTable(path, 'bpe.parquet');
    const read: (string | undefined)[][] = [];
    for await (const row of table.rows(() => {})) read.push(['depcom', 'LAMBERT_X', 'NOMRS', 'ABSENT'].map((column) => row.cell(column)));
    expect(table.columns).toEqual(['DEPCOM', 'TYPEQU', 'LAMBERT_X', 'NOMRS']);
    expect(read).toEqual([
      ['01004', '870262.2', '', undefined],
      ['2A004', '', 'Cabinet', undefined],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
