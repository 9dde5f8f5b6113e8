import { readConfig } from '@maillage/server/config.ts';
import { openStore } from '@maillage/store/open-store.ts';
import type { Store } from '@maillage/store/store.ts';
import type { CommandContext } from './command.ts';
import { varFolder } from './options.ts';

/** Opens the store of `--dir`, runs the work and closes it, also after a failure. */
export async function withStore<T>(context: CommandContext, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ varDir: varFolder(context), databaseUrl: readConfig().databaseUrl });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
