import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgetOldLetters } from './keep-retention.ts';

test('letters of more than a month go, and nothing else of the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-courrier-'));
  try {
    for (const name of ['vieille.txt', 'neuve.txt', 'autre.md']) await writeFile(join(folder, name), 'lettre');
    const old = new Date('2026-01-01');
    for (const name of ['vieille.txt', 'autre.md']) await utimes(join(folder, name), old, old);
    expect(await forgetOldLetters(folder, Date.now())).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['autre.md', 'neuve.txt']);
    expect(await forgetOldLetters(join(folder, 'absent'), Date.now())).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});
