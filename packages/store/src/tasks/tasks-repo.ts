import type { Store } from '../store.ts';

/** A step of a build that is done: its result is never computed again for the same inputs. */
export interface FinishedTask {
  /** Hash of the inputs, the parameters and the engine version. */
  key: string;
  kind: string;
  /** Anything JSON holds; large arrays go to the file store, and here their sha256. */
  result: unknown;
  fileSha256s: string[];
  engineVersion: string;
}

/**
 * The finished task of these inputs, or undefined when it has to be done: never recorded, or one of its files is
 * lost. A result once recorded is there after a SIGKILL.
 */
export async function findTask(store: Store, key: string): Promise<(FinishedTask & { finishedAt: string }) | undefined> {
  const row = await store.db.selectFrom('app.task').selectAll().where('key', '=', key).executeTakeFirst();
  if (row === undefined) return undefined;
  for (const sha256 of row.fileSha256s) if (!(await store.files.has(sha256))) return undefined;
  return { ...row, finishedAt: row.finishedAt.toISOString() };
}

/** Remembers a finished task. Put its files in the store first. Done twice (two workers, a lost file), the last stays. */
export async function recordTask(store: Store, task: FinishedTask): Promise<void> {
  const { key, kind, engineVersion } = task;
  const values = { kind, engineVersion, result: JSON.stringify(task.result), fileSha256s: JSON.stringify(task.fileSha256s) };
  await store.db
    .insertInto('app.task')
    .values({ key, ...values })
    .onConflict((clash) => clash.column('key').doUpdateSet(values))
    .execute();
}

/** Forgets the tasks of a kind but the last finished ones: for results that anybody may ask for, and that are made again when lost. */
export async function keepLastTasks(store: Store, kind: string, count: number): Promise<void> {
  const last = store.db
    .selectFrom('app.task')
    .select('key')
    .where('kind', '=', kind)
    .orderBy('finishedAt', 'desc')
    .orderBy('key')
    .limit(count);
  await store.db.deleteFrom('app.task').where('kind', '=', kind).where('key', 'not in', last).execute();
}
