import { readConfig } from '@maillage/server/config.ts';
import { openStore } from '@maillage/store/open-store.ts';
import type { Store } from '@maillage/store/store.ts';
import type { CommandContext } from './command.ts';
import { varFolder } from './options.ts';
import { writingIn } from './unwritable.ts';

/** The store of `--dir`, or of DATABASE_URL; the caller closes it. Throws `folder-locked`, or `not-allowed` where one cannot write. */
export function openFolder(context: CommandContext): Promise<Store> {
  const folder = varFolder(context);
  return writingIn({ option: '--dir', folder }, () => openStore({ varDir: folder, databaseUrl: readConfig().databaseUrl }));
}

/** Opens the store of `--dir`, runs the work and closes it, also after a failure. */
export async function withStore<T>(context: CommandContext, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openFolder(context);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
