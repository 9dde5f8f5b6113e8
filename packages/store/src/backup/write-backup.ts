import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { BACKUP_FORMAT, type BackupManifest } from '@maillage/domain/backup/backup-manifest.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { type Kysely, sql } from 'kysely';
import { type Pack, pack } from 'tar-stream';
import type { Database } from '../database.ts';
import type { Store } from '../store.ts';
import { dumpTable, listBackupTables } from './backup-tables.ts';

export interface BackupSummary {
  file: string;
  bytes: number;
  rowCount: number;
  fileCount: number;
  missingFiles: string[];
}

/**
 * Writes the whole store as one archive (`tar.gz`): every table as of one moment, the files that they name, and the secret of the
 * folder. It is written aside, flushed, then renamed, readable by its owner alone. While others write in PostgreSQL, the backup is
 * that of the moment when it began. Throws `file-not-found` when a published run or an attached document has lost its file.
 */
export async function writeBackup(store: Store, options: { varDir: string; out: string; madeAt: string }): Promise<BackupSummary> {
  const aside = join(dirname(options.out), `.sauvegarde-${randomUUID()}.part`);
  const archive = pack();
  const written = pipeline(archive, createGzip(), createWriteStream(aside, { mode: 0o600, flags: 'wx' }));
  // Both are awaited below; the first failure is the one that is told.
  written.catch(() => undefined);
  try {
    const manifest = await fillArchive(archive, store, options);
    await written;
    const handle = await open(aside, 'r+');
    await handle.sync();
    await handle.close();
    await rename(aside, options.out);
    const rowCount = manifest.tables.reduce((sum, table) => sum + table.rowCount, 0);
    const fileCount = manifest.entries.filter(({ name }) => name.startsWith('fichiers/')).length;
    return { file: options.out, bytes: (await stat(options.out)).size, rowCount, fileCount, missingFiles: manifest.missingFiles };
  } catch (error) {
    archive.destroy();
    await written.catch(() => undefined);
    await rm(aside, { force: true });
    throw error;
  }
}

async function fillArchive(archive: Pack, store: Store, options: { varDir: string; out: string; madeAt: string }): Promise<BackupManifest> {
  const manifest: BackupManifest = {
    ...{ format: BACKUP_FORMAT, madeAt: options.madeAt, migrations: [], tables: [], entries: [], missingFiles: [] },
  };
  const mtime = new Date(options.madeAt);
  /** A known number of bytes, counted and hashed on the way. */
  const add = async (name: string, bytes: number, content: AsyncIterable<Uint8Array>) => {
    const hash = createHash('sha256');
    await pipeline(
      content,
      async function* (passing: AsyncIterable<Uint8Array>) {
        for await (const chunk of passing) {
          hash.update(chunk);
          yield chunk;
        }
      },
      archive.entry({ name, size: bytes, mtime, mode: 0o600 }) as unknown as NodeJS.WritableStream, // a stream in all but its typings
    );
    manifest.entries.push({ name, bytes, sha256: hash.digest('hex') });
  };
  const table = join(dirname(options.out), `.sauvegarde-${randomUUID()}.table`);
  try {
    const named = await store.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        await sql`set transaction read only`.execute(trx);
        const { rows } = await sql<{ name: string }>`select name from public.maillage_migration order by name`.execute(trx);
        manifest.migrations = rows.map(({ name }) => name);
        for (const shape of await listBackupTables(trx)) {
          const { rowCount, bytes } = await writeLines(table, dumpTable(trx, shape));
          manifest.tables.push({ name: shape.name, columns: shape.columns, rowCount });
          await add(`tables/${shape.name}.jsonl`, bytes, createReadStream(table));
        }
        return listNamedFiles(trx);
      });
    for (const [sha256, isVital] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const path = await store.files.path(sha256).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        if (isVital) throw lostFile(sha256);
        manifest.missingFiles.push(sha256);
        return null;
      });
      if (path !== null) await add(`fichiers/${sha256}`, (await stat(path)).size, createReadStream(path));
      if (path !== null && manifest.entries.at(-1)!.sha256 !== sha256) throw lostFile(sha256);
    }
    const secret = await readFile(join(options.varDir, 'secret')).catch(() => null);
    if (secret !== null) await add('secret', secret.length, chunks(secret));
    const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
    archive.entry({ name: 'manifeste.json', mtime, mode: 0o600 }, text);
    archive.entry({ name: 'sceau', mtime, mode: 0o600 }, createHash('sha256').update(text).digest('hex'));
    archive.finalize();
    return manifest;
  } finally {
    await rm(table, { force: true });
  }
}

/** Files that tables name: those of runs and documents are vital, those of tasks and editions are kept when they are there. */
async function listNamedFiles(db: Kysely<Database>): Promise<Map<string, boolean>> {
  const runs = await db.selectFrom('res.run').select(['accessSha256', 'geometrySha256']).execute();
  const documents = await db.selectFrom('app.sheetDocument').select('sha256').execute();
  const tasks = await db.selectFrom('app.task').select('fileSha256s').execute();
  const editions = await db.selectFrom('app.documentEdition').select(['fileSha256', 'draftsSha256']).execute();
  const ofEditions = editions.flatMap(({ fileSha256, draftsSha256 }) =>
    draftsSha256 === null ? [fileSha256] : [fileSha256, draftsSha256],
  );
  return new Map([
    ...ofEditions.map((sha256) => [sha256, false] as const),
    ...tasks.flatMap(({ fileSha256s }) => fileSha256s.map((sha256) => [sha256, false] as const)),
    ...runs.flatMap(({ accessSha256, geometrySha256 }) => [[accessSha256, true] as const, [geometrySha256, true] as const]),
    ...documents.map(({ sha256 }) => [sha256, true] as const),
  ]);
}

async function writeLines(path: string, batches: AsyncIterable<string[]>): Promise<{ rowCount: number; bytes: number }> {
  const file = await open(path, 'w', 0o600);
  let [rowCount, bytes] = [0, 0];
  try {
    for await (const batch of batches) {
      rowCount += batch.length;
      const text = Buffer.from(batch.map((line) => `${line}\n`).join(''));
      bytes += text.length;
      await file.writeFile(text);
    }
  } finally {
    await file.close();
  }
  return { rowCount, bytes };
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const lostFile = (sha256: string) =>
  new DomainError(
    'file-not-found',
    `Un fichier de calcul ou un document joint manque ou est abîmé (${sha256.slice(0, 12)}…) : la sauvegarde serait incomplète, elle n’a pas été faite. Remettez ce fichier dans « fichiers », ou relancez « maillage build ».`,
    { sha256 },
  );
