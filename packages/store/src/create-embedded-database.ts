import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** Beside the compiled code that the launcher keeps. */
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/maillage');

/**
 * Makes an empty embedded database at `folder`, which must not exist: aside then renamed, so that a kill in the middle leaves no
 * half. The first of an installation takes 2.5 s of processor (cluster of PostgreSQL made from nothing); it is kept, and the next
 * ones are copies of it.
 */
export async function createEmbeddedDatabase(folder: string): Promise<void> {
  const aside = `${folder}.en-cours`;
  await rm(aside, { recursive: true, force: true });
  const kept = join(CACHE, `base-vide-${await readPgliteVersion()}`);
  if (existsSync(kept)) await cp(kept, aside, { recursive: true });
  else {
    await (await PGlite.create(aside)).close();
    // An installation that cannot be written makes each database from nothing.
    await keepCopy(aside, kept).catch(() => undefined);
  }
  await chmod(aside, 0o700);
  await rename(aside, folder);
}

/** Whole or not at all, whoever else does the same at this moment. */
async function keepCopy(from: string, kept: string): Promise<void> {
  const aside = `${kept}.${process.pid}`;
  await mkdir(CACHE, { recursive: true });
  try {
    await cp(from, aside, { recursive: true });
    await rename(aside, kept);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function readPgliteVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(await readFile(join(dirname(entry), '../package.json'), 'utf8')) as { version: string }; // npm's own file
  return version;
}
