import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileStore, openFolderFileStore } from './file-store.ts';

// sha256 of « abc », as the standard (FIPS 180-2, appendix B.1) gives it.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const abc = new TextEncoder().encode('abc');

let folder: string;
let files: FileStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-files-'));
  files = await openFolderFileStore(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file is named by its bytes, whole or in pieces, and only its owner reads it', async () => {
  async function* pieces() {
    yield abc.subarray(0, 1);
    yield abc.subarray(1);
  }
  expect(await files.put(abc)).toBe(ABC);
  expect(await files.put(pieces())).toBe(ABC);
  expect(new Uint8Array(await files.get(ABC))).toEqual(abc);
  expect(await files.path(ABC)).toBe(join(folder, 'ba', '78', ABC));
  expect((await stat(await files.path(ABC))).mode & 0o777).toBe(0o600);
  expect(await files.has(ABC)).toBe(true);
});

test('a stream cut short leaves nothing', async () => {
  async function* cut() {
    yield abc;
    throw new Error('cut');
  }
  await expect(files.put(cut())).rejects.toThrow('cut');
  expect(await files.has(ABC)).toBe(false);
  expect(await files.removeUnreferenced({ referenced: new Set(), olderThanMs: 0, nowMs: Number.MAX_SAFE_INTEGER })).toBe(0);
});

test('a damaged file is never given, is set aside, and can be kept anew', async () => {
  await files.put(abc);
  const path = await files.path(ABC);
  await writeFile(path, 'abd');
  await expect(files.get(ABC)).rejects.toMatchObject({ code: 'file-unreadable' });
  expect(await files.has(ABC)).toBe(false);
  expect(await readFile(`${path}.abime`, 'utf8')).toBe('abd');
  await files.put(abc);
  expect(new Uint8Array(await files.get(ABC))).toEqual(abc);
});

test('a missing file and a name that is none are refused', async () => {
  await expect(files.get(ABC)).rejects.toMatchObject({ code: 'file-not-found' });
  await expect(files.path('../../etc/passwd')).rejects.toMatchObject({ code: 'file-not-found' });
});

test('cleaning keeps what is named and what is recent', async () => {
  await files.put(abc);
  const other = await files.put(new TextEncoder().encode('other'));
  const writtenMs = (await stat(await files.path(other))).mtimeMs;
  expect(await files.removeUnreferenced({ referenced: new Set(), olderThanMs: 1000, nowMs: writtenMs + 500 })).toBe(0);
  expect(await files.removeUnreferenced({ referenced: new Set([ABC]), olderThanMs: 1000, nowMs: writtenMs + 2000 })).toBe(1);
  expect([await files.has(ABC), await files.has(other)]).toEqual([true, false]);
});
