import { deserialize, serialize } from 'node:v8';
import type { Store } from '@maillage/store/open-store.ts';
import { findTask, recordTask } from '@maillage/store/tasks/tasks-repo.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import type { TaskMemory } from './task-memory.ts';

/** Remembers results in the store's files, by key; only a finished result is recorded, so a kill loses one task at most. */
export function storeMemory(store: Store): TaskMemory {
  return {
    async remember<T>(kind: string, key: string, compute: () => Promise<T>): Promise<T> {
      const task = await findTask(store, key);
      if (task?.sha256 != null && (await store.files.has(task.sha256))) {
        // What was stored under this key is what `compute` returned: the key names kind, version and inputs.
        return deserialize(await store.files.get(task.sha256)) as T;
      }
      const result = await compute();
      const sha256 = await store.files.put(serialize(result));
      await recordTask(store, { key, kind, sha256, engineVersion: ENGINE_VERSION });
      return result;
    },
  };
}
