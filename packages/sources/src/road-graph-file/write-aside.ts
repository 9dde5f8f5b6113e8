import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';

/** Ends the name of a file that is being written, after the number of the process that writes it. */
const UNFINISHED = /\.(\d+)\.en-cours$/;

/**
 * Writes a file under another name, then renames it: at that path there is the old file, or the whole new one, never a half. What a
 * killed run left beside it is removed first.
 */
export async function writeAside(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const unfinished = `${path}.${process.pid}.en-cours`;
  try {
    await removeLeftovers(path);
    const file = await open(unfinished, 'w');
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw asWriteRefusal(error, path);
  }
}

async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    const writer = name.startsWith(`${basename(path)}.`) ? UNFINISHED.exec(name)?.[1] : undefined;
    if (writer !== undefined && !isRunning(Number(writer))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const MENDS: Record<string, string> = {
  ENOENT: 'le dossier n’existe pas. Créez-le d’abord',
  ENOTDIR: 'le chemin passe par un fichier. Choisissez un autre dossier',
  EISDIR: 'c’est un dossier. Donnez un nom de fichier',
  EACCES: 'l’écriture y est interdite. Choisissez un autre dossier, ou donnez-vous le droit d’y écrire',
  EPERM: 'l’écriture y est interdite. Choisissez un autre dossier, ou donnez-vous le droit d’y écrire',
  EROFS: 'ce disque est en lecture seule. Choisissez un autre dossier',
  ENOSPC: 'le disque est plein. Libérez de la place, puis recommencez',
};

function asWriteRefusal(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const mend = MENDS[code];
  if (error instanceof DomainError || mend === undefined) return error;
  return new DomainError('file-unreadable', `« ${path} » ne peut pas être écrit : ${mend}.`, { file: path, cause: code });
}
