import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DomainError } from '@maillage/domain/errors.ts';
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { createEmbeddedDatabase } from './create-embedded-database.ts';
import type { Database } from './database.ts';
import { openFolderFileStore } from './files/file-store.ts';
import { shareFiles } from './files/shared-file-store.ts';
import { takeFolderLock } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import type { Store } from './store.ts';

export interface OpenStoreOptions {
  /** The folder of the product's own files. */
  varDir: string;
  /** A PostgreSQL address; null or undefined for the embedded database in the folder. */
  databaseUrl?: string | null | undefined;
  /** Refuses to write, to create and to migrate. */
  readOnly?: boolean;
  /** The name under which PostgreSQL shows our connections; « maillage » by default. */
  applicationName?: string;
}

// Keys inside json columns are ours to keep; only column names change case.
const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];

/**
 * Opens the store, migrated. Throws `folder-locked` when another process holds the folder of the embedded database
 * (with PostgreSQL several processes may share it), `no-published-run` when `readOnly` finds no database, and
 * `data-missing` when the database cannot be reached or is of another version.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const readOnly = options.readOnly ?? false;
  if (readOnly && !options.databaseUrl && !existsSync(join(options.varDir, 'base')))
    throw new DomainError('no-published-run', 'Rien n’a encore été calculé dans ce dossier : lancez « maillage build ».', {
      folder: options.varDir,
    });
  await mkdir(options.varDir, { recursive: true, mode: 0o700 });
  return options.databaseUrl
    ? openPostgres({ ...options, databaseUrl: options.databaseUrl, readOnly })
    : openEmbedded(options.varDir, readOnly);
}

async function openEmbedded(varDir: string, readOnly: boolean): Promise<Store> {
  const lock = await takeFolderLock(varDir);
  let pglite: PGlite | undefined;
  try {
    const files = await openFolderFileStore(join(varDir, 'fichiers'));
    pglite = await openPglite(varDir);
    const opened = pglite;
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: opened }), plugins });
    await migrate(db, readOnly);
    if (readOnly) await sql`set default_transaction_read_only = on`.execute(db);
    let closing: Promise<void> | undefined;
    return {
      db,
      files,
      dialect: 'pglite',
      connection: { pglite: opened },
      announceAddress: lock.announceAddress,
      close: () => {
        closing ??= db.destroy().then(lock.release);
        return closing;
      },
    };
  } catch (error) {
    if (pglite !== undefined && !pglite.closed) await pglite.close();
    await lock.release();
    throw error;
  }
}

/**
 * PostgreSQL writes zeros over its whole cache when it starts: with its 128 MB, a hundred megabytes and a third of the start for files
 * that the system keeps in memory anyway.
 */
const SMALL_CACHE = ['-c', 'shared_buffers=32MB'];

async function openPglite(varDir: string): Promise<PGlite> {
  const folder = join(varDir, 'base');
  if (!existsSync(folder)) await createEmbeddedDatabase(folder);
  return PGlite.create(folder, { startParams: [...PGlite.defaultStartParams, ...SMALL_CACHE] });
}

async function openPostgres({
  varDir,
  databaseUrl,
  readOnly,
  applicationName = 'maillage',
}: OpenStoreOptions & { databaseUrl: string; readOnly: boolean }): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 6,
    application_name: applicationName,
    ...(readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
  });
  // A connection that drops while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins });
  try {
    await sql`select 1`.execute(db).catch((cause: unknown) => {
      throw new DomainError(
        'data-missing',
        `La base PostgreSQL ne répond pas (${cause instanceof Error ? cause.message || cause.name : String(cause)}) : vérifiez DATABASE_URL et que le serveur tourne.`,
      );
    });
    await migrate(db, readOnly);
    const files = shareFiles(await openFolderFileStore(join(varDir, 'fichiers')), db);
    let closing: Promise<void> | undefined;
    return {
      db,
      files,
      dialect: 'postgres',
      connection: { databaseUrl },
      announceAddress: async () => undefined,
      close: () => {
        closing ??= db.destroy();
        return closing;
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
