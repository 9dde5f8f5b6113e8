/** For tests only: every file of an export folder, by name, to compare two exports byte for byte. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The sha256 of each file of the folder, hidden ones included: what an unfinished export leaves shows too. */
export async function hashFiles(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name): Promise<[string, string]> => {
        const bytes = await readFile(join(folder, name));
        return [name, createHash('sha256').update(bytes).digest('hex')];
      }),
    ),
  );
}
