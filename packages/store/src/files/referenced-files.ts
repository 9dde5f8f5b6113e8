import type { Store } from '../store.ts';

const ONE_DAY_MS = 86_400_000;

/** Removes the files that no published run, finished task nor attached document names, a day after they were written. Returns how many. */
export async function removeUnreferencedFiles(store: Store, options: { nowMs: number; olderThanMs?: number }): Promise<number> {
  const runs = await store.db.selectFrom('res.run').select(['accessSha256', 'geometrySha256']).execute();
  const tasks = await store.db.selectFrom('app.task').select('fileSha256s').execute();
  const documents = await store.db.selectFrom('app.sheetDocument').select('sha256').execute();
  const referenced = new Set([
    ...runs.flatMap((run) => [run.accessSha256, run.geometrySha256]),
    ...tasks.flatMap((task) => task.fileSha256s),
    ...documents.map(({ sha256 }) => sha256),
  ]);
  return store.files.removeUnreferenced({ referenced, olderThanMs: options.olderThanMs ?? ONE_DAY_MS, nowMs: options.nowMs });
}
