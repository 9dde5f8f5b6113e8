import { rm, writeFile } from 'node:fs/promises';
import type { ExportTable } from './tables.ts';
import { formatCsv } from './write-csv.ts';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Writes the table as Parquet at `path`, with declared types: a code never becomes a number. */
export async function writeParquet(table: ExportTable, path: string): Promise<void> {
  const csvPath = `${path}.csv.part`;
  // No spreadsheet opens this one: names stay as they are.
  await writeFile(csvPath, formatCsv(table, { forSpreadsheets: false }));
  const { DuckDBInstance } = await import('@duckdb/node-api'); // with the first file: a tenth of a second of each start
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const columns = table.columns
      .map(({ name, type }) => `${literal(name)}: ${literal(type === 'text' ? 'VARCHAR' : 'DOUBLE')}`)
      .join(', ');
    await connection.run(
      `COPY (SELECT * FROM read_csv(${literal(csvPath)}, header = true, delim = ',', quote = '"', nullstr = '', columns = {${columns}})) TO ${literal(path)} (FORMAT parquet)`,
    );
    connection.closeSync();
  } finally {
    instance.closeSync();
    await rm(csvPath, { force: true });
  }
}
