import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET_BYTES = 48;

/** The secret that signs the cookies of this folder: made once, read by its owner alone. Two servers that start together take the same. */
export async function readSecret(varDir: string): Promise<string> {
  const path = join(varDir, 'secret');
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known.trim() !== '') return known.trim();
  await mkdir(varDir, { recursive: true });
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`, { mode: 0o600 });
  // A link fails when the name is taken: the first one stays.
  await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return (await readFile(path, 'utf8')).trim();
}
