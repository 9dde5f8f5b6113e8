import { deserialize, serialize } from 'node:v8';
import type { Store } from '@maillage/store/store.ts';
import { findTask, recordTask } from '@maillage/store/tasks/tasks-repo.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import type { TaskMemory } from './task-memory.ts';

/** Remembers results in the store's files, by key; only a finished result is recorded, so a kill loses one task at most. */
export function storeMemory(store: Store): TaskMemory {
  return {
    async remember<T>(kind: string, key: string, compute: () => Promise<T>): Promise<T> {
      const remembered = await recall<T>(store, key);
      if (remembered !== undefined) return remembered.value;
      const value = await compute();
      const sha256 = await store.files.put(serialize(value));
      await recordTask(store, { key, kind, result: null, fileSha256s: [sha256], engineVersion: ENGINE_VERSION });
      return value;
    },
  };
}

/** The remembered result of a key; undefined when the task has still to be done. */
export async function recall<T>(store: Store, key: string): Promise<{ value: T } | undefined> {
  const sha256 = (await findTask(store, key))?.fileSha256s[0];
  if (sha256 === undefined) return undefined;
  // What was stored under this key is what the task of that key returned: the key names its kind and its inputs.
  return { value: deserialize(await store.files.get(sha256)) as T };
}
