import { sql } from 'kysely';
import { type Columns, toSnakeCase } from './insert-rows.ts';
import type { Store } from './store.ts';

/**
 * The rows of a run in their order, narrowed to those whose fields equal what `where` gives; a field that is undefined narrows nothing.
 * In one JSON text, as they were inserted: the embedded database hands over a text of megabytes five times faster than its hundred
 * thousand fields. Empty for an unknown run. No number is lost: no row holds NaN nor Infinity, and a double is written to its last bit.
 */
export async function readRows<Row extends object>(
  { db }: Pick<Store, 'db'>,
  options: { table: string; columns: Columns<Row>; runId: string; where?: { [Field in keyof Row]?: Row[Field] | undefined } },
): Promise<Row[]> {
  const { table, columns, runId, where = {} } = options;
  const fields = Object.keys(columns);
  const values = sql.join(fields.map((field) => sql.ref(toSnakeCase(field))));
  const conditions = Object.entries(where).flatMap(([field, wanted]) =>
    wanted === undefined ? [] : [sql`${sql.ref(toSnakeCase(field))} = ${wanted}`],
  );
  const { rows } = await sql<{ content: string | null }>`
    select json_agg(json_build_array(${values}) order by position)::text as content from ${sql.table(table)}
    where ${sql.join([sql`run_id = ${runId}`, ...conditions], sql` and `)}`.execute(db);
  const read = JSON.parse(rows[0]?.content ?? '[]') as unknown[][]; // what insertRows wrote, column by column
  return read.map((row) => Object.fromEntries(fields.map((field, index) => [field, row[index]])) as Row);
}
