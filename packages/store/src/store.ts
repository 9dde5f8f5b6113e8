import type { PGlite } from '@electric-sql/pglite';
import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { FileStore } from './files/file-store.ts';

/** An open store: the database, the large files beside it, and what the queue needs to reach the same database. */
export interface Store {
  db: Kysely<Database>;
  files: FileStore;
  dialect: 'pglite' | 'postgres';
  /** How the job queue reaches the same database: the embedded one itself, or an address. */
  connection: { pglite: PGlite } | { databaseUrl: string };
  /** Writes the server's address in the folder's lock, so that another command can go through it. */
  announceAddress(address: string): Promise<void>;
  /** Closes the database and gives the folder back. Safe to call twice. */
  close(): Promise<void>;
}
