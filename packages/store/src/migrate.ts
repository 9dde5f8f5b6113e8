import { readdirSync, readFileSync } from 'node:fs';
import { DomainError } from '@maillage/domain/errors.ts';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { splitStatements } from './sql-statements.ts';

const MIGRATIONS = new URL('../migrations/', import.meta.url);
/** Any constant does, as long as every version of the product takes the same one. */
const MIGRATION_LOCK = 620_062_001;

/** The names of the migrations of this version, in order. */
export function listMigrations(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

async function pendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const known = await sql<{ found: boolean }>`select to_regclass('public.maillage_migration') is not null as found`.execute(db);
  const done = new Set<string>();
  if (known.rows[0]?.found) {
    const { rows } = await sql<{ name: string }>`select name from public.maillage_migration`.execute(db);
    for (const { name } of rows) done.add(name);
  }
  const ours = listMigrations();
  const newer = [...done].filter((name) => !ours.includes(name));
  if (newer.length > 0)
    throw new DomainError(
      'data-missing',
      `Cette base a été écrite par une version plus récente de Maillage (${newer.join(', ')}) : mettez Maillage à jour avant de l’ouvrir.`,
      { newer },
    );
  return ours.filter((name) => !done.has(name));
}

/**
 * Brings the database to this version, all or nothing: each opening takes the same lock, so that two
 * processes opening one PostgreSQL database do not migrate it twice. Throws `data-missing` on a database of
 * a newer version, or, when `readOnly`, on one that still has to be migrated.
 */
export async function migrate(db: Kysely<Database>, readOnly: boolean): Promise<void> {
  if ((await pendingMigrations(db)).length === 0) return;
  if (readOnly)
    throw new DomainError(
      'data-missing',
      'Cette base n’est pas encore à la version de ce Maillage : lancez une fois « maillage start » ou « maillage build », puis recommencez.',
    );
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(trx);
    await sql`create table if not exists public.maillage_migration (name text primary key, run_at timestamptz not null default now())`.execute(
      trx,
    );
    await runMigrations(trx, await pendingMigrations(trx));
  });
}

/** Runs those of these migrations that the database does not have, in order, inside the caller’s transaction. */
export async function runMigrations(trx: Kysely<Database>, names: readonly string[]): Promise<void> {
  const pending = await pendingMigrations(trx);
  for (const name of names.filter((one) => pending.includes(one))) {
    for (const statement of splitStatements(readFileSync(new URL(name, MIGRATIONS), 'utf8'))) await sql.raw(statement).execute(trx);
    await sql`insert into public.maillage_migration (name) values (${name})`.execute(trx);
  }
}
