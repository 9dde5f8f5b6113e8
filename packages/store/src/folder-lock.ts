import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';

/** Who holds a folder. `processStart` tells a process from a later one with the same number; null where the system does not say. */
export interface LockHolder {
  token: string;
  pid: number;
  processStart: string | null;
  host: string;
  /** Where the server of this folder answers, once it listens. */
  address: string | null;
  /** The folder held; absent from locks of before. A folder that was copied has the lock of the first in it. */
  folder?: FolderIdentity;
}
interface FolderIdentity {
  path: string;
  /** Device and number on it. */
  inode: string;
}
export interface FolderLock {
  announceAddress(address: string): Promise<void>;
  release(): Promise<void>;
}

const LOCK_FILE = 'verrou';

/**
 * Takes the folder for this process alone, or throws `folder-locked` with who holds it: the embedded database takes
 * no lock itself, and two writers lose each other's rows. The lock of a dead process is taken over. `link` makes
 * the file appear whole or fail, so that no one reads half a lock.
 */
export async function takeFolderLock(folder: string): Promise<FolderLock> {
  const path = join(folder, LOCK_FILE);
  const own: LockHolder = {
    token: randomUUID(),
    pid: process.pid,
    processStart: processStart(process.pid),
    host: hostname(),
    address: null,
    folder: await identify(folder),
  };
  const temporary = await writeAside(path, own);
  try {
    if (!(await linkOnce(temporary, path))) await takeOver(path, temporary, own, folder);
  } finally {
    await rm(temporary, { force: true });
  }
  return {
    async announceAddress(address) {
      own.address = address;
      const next = await writeAside(path, own);
      await rename(next, path);
    },
    async release() {
      if ((await readHolder(path))?.token === own.token) await rm(path, { force: true });
    },
  };
}

/** Who holds the folder now, or undefined when no living process does. */
export async function findLockHolder(folder: string): Promise<LockHolder | undefined> {
  const holder = await readHolder(join(folder, LOCK_FILE));
  return holder !== undefined && (await holds(holder, folder)) ? holder : undefined;
}

/**
 * Replaces the lock of a dead process. The right to replace token T is itself a file, `verrou.T`, that only one
 * process can create; when that one has died too, the right to replace it is `verrou.T.U`, and so on. The lock is
 * read again once the right is held: a right created after a finished take-over finds another token and gives up.
 */
async function takeOver(path: string, temporary: string, own: LockHolder, folder: string): Promise<void> {
  const stale = await readHolder(path);
  if (stale === undefined) {
    if (await linkOnce(temporary, path)) return;
    throw lockedBy(await readHolder(path), folder);
  }
  if (await holds(stale, folder)) throw lockedBy(stale, folder);
  const rights: string[] = [];
  for (let right = `${path}.${stale.token}`; ; ) {
    rights.push(right);
    if (await linkOnce(temporary, right)) break;
    const rival = await readHolder(right);
    if (rival === undefined || (await holds(rival, folder))) throw lockedBy(rival, folder);
    right = `${right}.${rival.token}`;
  }
  try {
    const current = await readHolder(path);
    if (current?.token !== stale.token) throw lockedBy(current, folder);
    await rename(await writeAside(path, own), path);
  } finally {
    for (const right of rights) await rm(right, { force: true });
  }
}

function lockedBy(holder: LockHolder | undefined, folder: string): DomainError {
  const where =
    holder === undefined
      ? ''
      : ` (processus ${holder.pid}${holder.host === hostname() ? '' : ` sur ${holder.host}`}${holder.address === null ? '' : `, ${holder.address}`})`;
  const mend =
    holder !== undefined && holder.host !== hostname()
      ? `Si cette machine est arrêtée, supprimez le fichier « ${LOCK_FILE} » de ce dossier.`
      : 'Arrêtez-le, ou choisissez un autre dossier avec --dir.';
  return new DomainError('folder-locked', `Maillage tourne déjà sur ce dossier${where}. ${mend}`, {
    folder,
    pid: holder?.pid ?? null,
    host: holder?.host ?? null,
    address: holder?.address ?? null,
  });
}

/** Whether the holder lives and holds this very folder. Moved, a folder keeps its inode; mounted anew, its path: a copy has neither. */
async function holds(holder: LockHolder, folder: string): Promise<boolean> {
  if (!isAlive(holder)) return false;
  if (holder.folder === undefined || holder.host !== hostname()) return true;
  const here = await identify(folder);
  return holder.folder.path === here.path || holder.folder.inode === here.inode;
}

async function identify(folder: string): Promise<FolderIdentity> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return { path: await realpath(folder), inode: `${dev}:${ino}` };
}

/** A holder on another machine cannot be checked from here: it counts as alive. */
function isAlive(holder: LockHolder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false; // EPERM: alive, and someone else's
  }
  const start = processStart(holder.pid);
  return start === holder.processStart || (start === null && process.platform !== 'linux');
}

/** Boot and clock tick at which a process began, on Linux; null elsewhere, and for a dead process not yet reaped. */
function processStart(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name, between parentheses, may hold spaces: fields are counted after it. State is field 3, start is field 22.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? null : `${boot}:${fields[19]}`;
  } catch {
    return null;
  }
}

async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function writeAside(path: string, holder: LockHolder): Promise<string> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(holder)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockHolder; // written by us, whole or not at all
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
