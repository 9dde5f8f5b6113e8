import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { columnFinder } from './columns.ts';
import { asFileRefusal } from './file-errors.ts';
import type { Table, TableRow } from './table.ts';

const BROKEN = 'le fichier Parquet est abîmé ou incomplet. Téléchargez-le de nouveau';

/**
 * A Parquet file, streamed by DuckDB chunk by chunk. Numbers become plain text with a decimal point, null an empty cell.
 * Only the columns that importers ask for are converted. Lines are row numbers from 1.
 */
export async function openParquetTable(path: string, displayPath: string): Promise<Table> {
  const columns = await withConnection(displayPath, async (connection) =>
    (await connection.run(`SELECT * FROM ${fileTable(path)} LIMIT 0`)).columnNames(),
  );
  const find = columnFinder(columns);

  async function* rows(): AsyncGenerator<TableRow> {
    const { instance, connection } = await connect();
    try {
      const result = await connection.stream(`SELECT * FROM ${fileTable(path)}`);
      let line = 1;
      for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        const current = chunk;
        for (let index = 0; index < current.rowCount; index++) {
          yield {
            line: line++,
            cell(column) {
              const position = find(column);
              if (position === undefined) return undefined;
              const value = current.getColumnVector(position).getItem(index);
              return value === null || value === undefined ? '' : String(value).trim();
            },
          };
        }
      }
    } catch (error) {
      throw asFileRefusal(error, displayPath, BROKEN);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }
  return { columns, hasColumn: (column) => find(column) !== undefined, rows };
}

async function connect(): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const { DuckDBInstance: duckdb } = await import('@duckdb/node-api'); // with the first file: a tenth of a second of each start
  const instance = await duckdb.create(':memory:', { memory_limit: '1GB', threads: '2' });
  return { instance, connection: await instance.connect() };
}

async function withConnection<T>(displayPath: string, use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { instance, connection } = await connect();
  try {
    return await use(connection);
  } catch (error) {
    throw asFileRefusal(error, displayPath, BROKEN);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** DuckDB reads `*`, `?` and `[` of a path as a pattern: in brackets they stand for themselves. */
function fileTable(path: string): string {
  const literal = path.replace(/[*?[]/g, (sign) => `[${sign}]`).replaceAll("'", "''");
  return `read_parquet('${literal}')`;
}
