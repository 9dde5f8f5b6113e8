import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import type { FileStore } from './file-store.ts';

/**
 * The folder's file store, doubled in PostgreSQL: workers on other machines have other folders, and the queue
 * hands them ids only. Bytes are read from the folder first and fetched from the database when absent or damaged.
 * A file stays under PostgreSQL's 1 GB limit for a value.
 */
export function shareFiles(local: FileStore, db: Kysely<Database>): FileStore {
  async function fetch(sha256: string): Promise<boolean> {
    const row = await db.selectFrom('app.file').select('bytes').where('sha256', '=', sha256).executeTakeFirst();
    if (row === undefined) return false;
    await local.put(row.bytes);
    return true;
  }

  return {
    async put(content) {
      const sha256 = await local.put(content);
      const known = await db.selectFrom('app.file').select('sha256').where('sha256', '=', sha256).executeTakeFirst();
      if (known === undefined) {
        const bytes = Buffer.from(await local.get(sha256));
        await db
          .insertInto('app.file')
          .values({ sha256, bytes })
          .onConflict((clash) => clash.doNothing())
          .execute();
      }
      return sha256;
    },
    async get(sha256) {
      try {
        return await local.get(sha256);
      } catch (error) {
        if (!(await fetch(sha256))) throw error;
        return local.get(sha256);
      }
    },
    async path(sha256) {
      if (!(await local.has(sha256))) await fetch(sha256);
      return local.path(sha256);
    },
    async has(sha256) {
      if (await local.has(sha256)) return true;
      const row = await db.selectFrom('app.file').select('sha256').where('sha256', '=', sha256).executeTakeFirst();
      return row !== undefined;
    },
    /** Only this machine's copies: another machine may be about to name what is in the database. */
    removeUnreferenced: local.removeUnreferenced,
  };
}
