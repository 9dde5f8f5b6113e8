import type { BackupTable } from '@maillage/domain/backup/backup-manifest.ts';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';

/** The schemas of the product; the queue’s own is made again by the queue. */
const SCHEMAS = ['app', 'auth', 'ref', 'res'];
/** Left out: files are entries of their own; and nothing that opens a session outlives a restore. */
const LEFT_OUT = new Set(['app.file', 'auth.session', 'auth.verification']);
/** Works under way are of the queue, which is left out: only what is over is kept. */
const KEPT_ROWS: Record<string, string> = { 'app.job': "state not in ('waiting', 'running')" };
const BATCH_ROWS = 500;

export interface TableShape extends Pick<BackupTable, 'name' | 'columns'> {
  /** SQL types, one for each column. */
  types: string[];
  /** Columns of the primary key, in order. */
  key: string[];
  /** Columns that the database numbers by itself. */
  identities: string[];
}

/** The tables of a backup, those that others point at first. */
export async function listBackupTables(db: Kysely<Database>): Promise<TableShape[]> {
  const { rows } = await sql<{ tableName: string; columnName: string; typeName: string; isIdentity: boolean; keyPosition: number | null }>`
    select n.nspname || '.' || c.relname as "tableName", a.attname as "columnName", format_type(a.atttypid, a.atttypmod) as "typeName",
      a.attidentity <> '' as "isIdentity", array_position(k.conkey, a.attnum) as "keyPosition"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relkind = 'r' and n.nspname in (${sql.join(SCHEMAS)})
    order by n.nspname, c.relname, a.attnum`.execute(db);
  const tables = [...Map.groupBy(rows, ({ tableName }) => tableName)]
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(
      ([name, columns]): TableShape => ({
        name,
        columns: columns.map(({ columnName }) => columnName),
        types: columns.map(({ typeName }) => typeName),
        key: columns
          .filter(({ keyPosition }) => keyPosition !== null)
          .sort((a, b) => a.keyPosition! - b.keyPosition!)
          .map(({ columnName }) => columnName),
        identities: columns.filter(({ isIdentity }) => isIdentity).map(({ columnName }) => columnName),
      }),
    );
  const { rows: links } = await sql<{ pointing: string; pointed: string }>`
    select pn.nspname || '.' || p.relname as pointing, tn.nspname || '.' || t.relname as pointed
    from pg_constraint k
    join pg_class p on p.oid = k.conrelid join pg_namespace pn on pn.oid = p.relnamespace
    join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and p.oid <> t.oid`.execute(db);
  return pointedFirst(tables, links);
}

function pointedFirst(tables: TableShape[], links: readonly { pointing: string; pointed: string }[]): TableShape[] {
  const ordered: TableShape[] = [];
  let waiting = tables;
  while (waiting.length > 0) {
    const left = new Set(waiting.map(({ name }) => name));
    const ready = waiting.filter(({ name }) => !links.some(({ pointing, pointed }) => pointing === name && left.has(pointed)));
    if (ready.length === 0) throw new Error('tables point at each other in a circle');
    ordered.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** The rows of a table as lines of JSON, each a list of texts or nulls: the same text gives the same value back, on both databases. */
export async function* dumpTable(db: Kysely<Database>, table: TableShape): AsyncGenerator<string[]> {
  const columns = table.columns.map((column) => sql`${sql.ref(column)}::text`);
  const order = (table.key.length > 0 ? table.key : table.columns).map((column) => sql.ref(column));
  const where = KEPT_ROWS[table.name];
  await sql`declare backup_rows cursor for
    select json_build_array(${sql.join(columns)})::text as line from ${sql.table(table.name)}
    ${where === undefined ? sql`` : sql`where ${sql.raw(where)}`} order by ${sql.join(order)}`.execute(db);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(BATCH_ROWS))} from backup_rows`.execute(db);
    if (rows.length === 0) break;
    yield rows.map(({ line }) => line);
  }
  await sql`close backup_rows`.execute(db);
}

/** Fills an empty table, whose columns the backup names; the numbers that the database gives go on after the last one. Returns how many rows. */
export async function fillTable(
  db: Kysely<Database>,
  table: TableShape,
  columns: readonly string[],
  lines: AsyncIterable<string>,
): Promise<number> {
  const target = sql.table(table.name);
  const values = columns.map(
    (column, at) => sql`(line ->> ${sql.raw(String(at))})::${sql.raw(table.types[table.columns.indexOf(column)]!)}`,
  );
  const names = sql.join(columns.map((column) => sql.ref(column)));
  // What protects published rows and the history refuses additions too: it rests while they come back, inside this transaction.
  await sql`alter table ${target} disable trigger user`.execute(db);
  let rowCount = 0;
  const insert = async (batch: readonly string[]) => {
    if (batch.length === 0) return;
    rowCount += batch.length;
    await sql`insert into ${target} (${names}) overriding system value
      select ${sql.join(values)} from json_array_elements(${`[${batch.join(',')}]`}::json) as line`.execute(db);
  };
  let batch: string[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < BATCH_ROWS) continue;
    await insert(batch);
    batch = [];
  }
  await insert(batch);
  await sql`alter table ${target} enable trigger user`.execute(db);
  for (const column of table.identities)
    await sql`select setval(pg_get_serial_sequence(${table.name}, ${column}), max(${sql.ref(column)})) from ${target}
      having max(${sql.ref(column)}) is not null`.execute(db);
  return rowCount;
}
