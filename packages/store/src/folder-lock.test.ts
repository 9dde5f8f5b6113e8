import { cp, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLockHolder, takeFolderLock } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** No Linux process has this number: it is above the largest that the kernel gives. */
const NEVER_A_PROCESS = 4_194_305;

function leaveLock(holder: object): Promise<void> {
  const lock = { token: 'old', pid: NEVER_A_PROCESS, processStart: 'boot:1', host: hostname(), address: null, ...holder };
  return writeFile(join(folder, 'verrou'), JSON.stringify(lock));
}

test('the second to come is told who holds the folder and where it answers', async () => {
  const lock = await takeFolderLock(folder);
  await lock.announceAddress('http://localhost:3000');
  await expect(takeFolderLock(folder)).rejects.toMatchObject({
    code: 'folder-locked',
    message: `Maillage tourne déjà sur ce dossier (processus ${process.pid}, http://localhost:3000). Arrêtez-le, ou choisissez un autre dossier avec --dir.`,
  });
  await lock.release();
  expect(await findLockHolder(folder)).toBeUndefined();
  await (await takeFolderLock(folder)).release();
  expect(await readdir(folder)).toEqual([]);
});

test('a copy of a folder in use is nobody’s, and the same folder under another name is still held', async () => {
  const lock = await takeFolderLock(folder);
  await cp(folder, `${folder}-copy`, { recursive: true });
  await symlink(folder, `${folder}-name`);
  try {
    expect(await findLockHolder(`${folder}-copy`)).toBeUndefined();
    await (await takeFolderLock(`${folder}-copy`)).release();
    await expect(takeFolderLock(`${folder}-name`)).rejects.toMatchObject({ code: 'folder-locked' });
    await rename(folder, `${folder}-moved`);
    expect((await findLockHolder(`${folder}-moved`))?.pid).toBe(process.pid);
    await rename(`${folder}-moved`, folder);
  } finally {
    await lock.release();
    for (const end of ['-copy', '-name']) await rm(folder + end, { recursive: true, force: true });
  }
});

test('the lock of a dead process is taken over', async () => {
  await leaveLock({});
  const lock = await takeFolderLock(folder);
  expect((await findLockHolder(folder))?.pid).toBe(process.pid);
  expect(await readdir(folder)).toEqual(['verrou']);
  await lock.release();
});

test('a process number given again to another process does not hold the folder', async () => {
  await leaveLock({ pid: process.pid, processStart: 'another-boot:1' });
  await (await takeFolderLock(folder)).release();
});

test('a lock of another machine is not judged from here', async () => {
  await leaveLock({ host: 'ailleurs' });
  await expect(takeFolderLock(folder)).rejects.toThrow('supprimez le fichier « verrou »');
});

test('of many that find a dead lock at once, one takes it', async () => {
  for (let round = 0; round < 20; round++) {
    await leaveLock({ token: `old-${round}` });
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => takeFolderLock(folder)));
    const taken = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(taken.length).toBe(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'folder-locked' });
    await taken[0]?.value.release();
    expect(await readdir(folder)).toEqual([]);
  }
});

test('a process that died while taking over does not hold the folder for ever', async () => {
  await leaveLock({ token: 'old' });
  await writeFile(
    join(folder, 'verrou.old'),
    JSON.stringify({ token: 'rival', pid: NEVER_A_PROCESS, processStart: 'boot:2', host: hostname(), address: null }),
  );
  const lock = await takeFolderLock(folder);
  expect(await readdir(folder)).toEqual(['verrou']);
  await lock.release();
});
