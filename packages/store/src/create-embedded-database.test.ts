import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { createEmbeddedDatabase } from './create-embedded-database.ts';

test('each new database is empty and apart from the others, though all are copies of one; nothing is left aside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-bases-'));
  try {
    for (const name of ['one', 'other']) await createEmbeddedDatabase(join(folder, name));
    const one = await PGlite.create(join(folder, 'one'));
    await one.exec('create table seen (id int); insert into seen values (1)');
    await one.close();
    const other = await PGlite.create(join(folder, 'other'));
    const { rows } = await other.query(`select tablename from pg_tables where schemaname = 'public'`);
    await other.close();
    expect(rows).toEqual([]);
    await createEmbeddedDatabase(join(folder, 'third'));
    expect((await readdir(folder)).sort()).toEqual(['one', 'other', 'third']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
