import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Store } from '../store.ts';

const ONE_DAY_MS = 86_400_000;

/** The files that something names: a published run, a finished task, an attached document, an edition, a job that is not over. */
export async function listReferencedFiles(db: Kysely<Database>): Promise<Set<string>> {
  const runs = await db.selectFrom('res.run').select(['accessSha256', 'geometrySha256']).execute();
  const tasks = await db.selectFrom('app.task').select('fileSha256s').execute();
  const documents = await db.selectFrom('app.sheetDocument').select('sha256').execute();
  const editions = await db.selectFrom('app.documentEdition').select(['fileSha256', 'draftsSha256']).execute();
  const jobs = await db
    .selectFrom('app.job')
    .select([
      sql<string | null>`payload ->> 'draftsSha256'`.as('draftsSha256'),
      sql<string | null>`payload ->> 'querySha256'`.as('querySha256'),
    ])
    .where('state', 'in', ['waiting', 'running'])
    .execute();
  const named = [
    ...runs.flatMap((run) => [run.accessSha256, run.geometrySha256]),
    ...tasks.flatMap((task) => task.fileSha256s),
    ...documents.map(({ sha256 }) => sha256),
    ...editions.flatMap(({ fileSha256, draftsSha256 }) => [fileSha256, draftsSha256]),
    ...jobs.flatMap(({ draftsSha256, querySha256 }) => [draftsSha256, querySha256]),
  ];
  return new Set(named.filter((sha256) => sha256 !== null));
}

/** Removes the files that nothing names, a day after they were written. Returns how many. */
export async function removeUnreferencedFiles(store: Store, options: { nowMs: number; olderThanMs?: number }): Promise<number> {
  const referenced = await listReferencedFiles(store.db);
  return store.files.removeUnreferenced({ referenced, olderThanMs: options.olderThanMs ?? ONE_DAY_MS, nowMs: options.nowMs });
}
