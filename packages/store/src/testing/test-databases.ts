/** For tests only: the two databases that every suite of the store runs on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe } from 'vitest';

export interface TestPlace {
  varDir: string;
  databaseUrl: string | null;
  /** Drops the database and the folder. */
  remove(): Promise<void>;
}

/**
 * Runs the suite on the embedded database, and on PostgreSQL when MAILLAGE_TEST_DATABASE_URL names a server (its
 * user must be allowed to create databases); otherwise that half is shown as skipped. `name` is the test file's own.
 */
export function describeOnBothDatabases(name: string, suite: (makePlace: () => Promise<TestPlace>) => void): void {
  describe(`${name} (embedded)`, () => suite(async () => withFolder(name, null, async () => undefined)));
  const server = process.env.MAILLAGE_TEST_DATABASE_URL;
  describe.skipIf(!server)(`${name} (PostgreSQL${server ? '' : ': MAILLAGE_TEST_DATABASE_URL is unset'})`, () =>
    suite(() => makePostgresPlace(name, server!)),
  );
}

/** A new database on the PostgreSQL server at this address, and a folder. `name` is the test file's own. */
export async function makePostgresPlace(name: string, server: string): Promise<TestPlace> {
  const database = `maillage_test_${name.replaceAll(/\W/g, '_')}_${process.pid}`;
  await onServer(server, `drop database if exists ${database} with (force)`, `create database ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return withFolder(name, url.href, () => onServer(server, `drop database if exists ${database} with (force)`));
}

async function withFolder(name: string, databaseUrl: string | null, drop: () => Promise<void>): Promise<TestPlace> {
  const varDir = await mkdtemp(join(tmpdir(), `maillage-${name}-`));
  return {
    varDir,
    databaseUrl,
    async remove() {
      await drop();
      await rm(varDir, { recursive: true, force: true });
    },
  };
}

async function onServer(server: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
