import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupManifest } from '@maillage/domain/backup/backup-manifest.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { listMigrations, runMigrations } from '../migrate.ts';
import type { Store } from '../store.ts';
import { fillTable, listBackupTables } from './backup-tables.ts';
import { unpackBackup } from './unpack-backup.ts';

/** By this name PostgreSQL tells our other processes from this one. */
export const RESTORE_APPLICATION = 'maillage-restauration';

export interface RestoreOptions {
  varDir: string;
  file: string;
  /** What is there goes, and the backup takes its place. Without it, only an empty store is filled. */
  replace: boolean;
}

/**
 * Puts a backup in the place of what the store holds, all or nothing: the archive is checked whole first, its files are put beside
 * ours (named by their content, they replace nothing), and the database changes in one transaction. A backup of an older version is
 * brought to this one. Throws what `unpackBackup` throws; `usage` for a store that is not empty; `folder-locked` while a server or a
 * worker is connected.
 */
export async function restoreBackup(store: Store, { varDir, file, replace }: RestoreOptions): Promise<BackupManifest> {
  const folder = join(varDir, `.restauration-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const manifest = await unpackBackup(file, folder);
    refuseNewer(manifest);
    if (!replace) await refuseFilled(store.db);
    for (const { name } of manifest.entries) if (name.startsWith('fichiers/')) await store.files.put(createReadStream(join(folder, name)));
    const secret = manifest.entries.some(({ name }) => name === 'secret') ? join(varDir, `.secret-${randomUUID()}`) : null;
    if (secret !== null) {
      await copyFile(join(folder, 'secret'), secret);
      await chmod(secret, 0o600);
    }
    try {
      await store.db.transaction().execute((trx) => replaceAll(trx, store.dialect, { manifest, folder }));
      // The moment after: signed with the secret that the second factors were sealed with.
      if (secret !== null) await rename(secret, join(varDir, 'secret'));
    } finally {
      if (secret !== null) await rm(secret, { force: true });
    }
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function replaceAll(
  trx: Kysely<Database>,
  dialect: Store['dialect'],
  { manifest, folder }: { manifest: BackupManifest; folder: string },
): Promise<void> {
  if (dialect === 'postgres') await refuseConnected(trx);
  // The files that PostgreSQL shares between machines are no part of the tables: they stay.
  const kept = await sql<{ found: boolean }>`select to_regclass('app.file') is not null as found`.execute(trx);
  if (kept.rows[0]?.found) await sql`create temporary table kept_file on commit drop as select * from app.file`.execute(trx);
  for (const schema of ['pgboss', 'app', 'auth', 'res', 'ref']) await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(trx);
  await sql`delete from public.maillage_migration`.execute(trx);
  await runMigrations(trx, manifest.migrations);
  const shapes = new Map((await listBackupTables(trx)).map((shape) => [shape.name, shape]));
  for (const { name, columns, rowCount } of manifest.tables) {
    const shape = shapes.get(name);
    if (shape === undefined || columns.some((column) => !shape.columns.includes(column)))
      throw new DomainError(
        'file-unreadable',
        `La table « ${name} » de cette sauvegarde n’est pas celle de Maillage. Rien n’a été modifié.`,
      );
    const lines = readLines(join(folder, 'tables', `${name}.jsonl`));
    if ((await fillTable(trx, shape, columns, lines)) !== rowCount)
      throw new DomainError('file-unreadable', `La table « ${name} » n’a pas toutes ses lignes. Rien n’a été modifié.`);
  }
  if (kept.rows[0]?.found) await sql`insert into app.file select * from kept_file`.execute(trx);
  await runMigrations(trx, listMigrations());
}

function refuseNewer({ migrations }: BackupManifest): void {
  const newer = migrations.filter((name) => !listMigrations().includes(name));
  if (newer.length > 0)
    throw new DomainError(
      'data-missing',
      `Cette sauvegarde a été faite par une version plus récente de Maillage (${newer.join(', ')}) : mettez Maillage à jour, puis recommencez. Rien n’a été modifié.`,
      { newer },
    );
}

async function refuseFilled(db: Kysely<Database>): Promise<void> {
  for (const table of ['res.run', 'app.plan', 'auth.user', 'app.invitation', 'app.auditEntry'] as const) {
    const row = await db.selectFrom(table).select(sql<number>`1`.as('one')).limit(1).executeTakeFirst();
    if (row !== undefined)
      throw new DomainError(
        'usage',
        'Il y a déjà des calculs, un plan ou des comptes à cet endroit. Ajoutez --replace pour mettre la sauvegarde à leur place, ou choisissez un dossier vide avec --dir. Rien n’a été modifié.',
      );
  }
}

async function refuseConnected(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and application_name <> ${RESTORE_APPLICATION}`.execute(
    db,
  );
  if (rows.length > 0)
    throw new DomainError(
      'folder-locked',
      'Un serveur, un calcul ou un autre programme est relié à cette base PostgreSQL : arrêtez-le, puis recommencez. Rien n’a été modifié.',
      { connectionCount: rows.length },
    );
}

/** The lines of a file, apart by line feeds alone: a text may hold other line ends, that `readline` would cut at. */
async function* readLines(path: string): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = `${begun}${chunk}`.split('\n');
    begun = lines.pop()!;
    yield* lines;
  }
}
