import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatBytes } from '@maillage/domain/format.ts';
import { numberFileName, toSafeFileName } from './safe-file-name.ts';

const MAX_SAME_NAMES = 100;

export interface FileToReceive {
  /** The name that the sender gave: never trusted. */
  sentName: string;
  content: Readable;
  /** True: takes the place of a file of the same name. */
  replace: boolean;
}

/**
 * Streams a file into the folder and gives the name it is stored under. It appears whole or not at all (temporary
 * hidden file, fsync, then a name). A file of the same name is kept, and the new one numbered, unless `replace`;
 * the very same content is not stored twice. Throws `file-too-large`, `file-not-recognised` or `file-unreadable`.
 */
export async function receiveFile(folder: string, file: FileToReceive, maxBytes: number): Promise<string> {
  const fileName = toSafeFileName(file.sentName);
  await mkdir(folder, { recursive: true });
  const temporaryPath = join(folder, `.envoi-${randomUUID()}.part`);
  try {
    const sha256 = await writeWhole(temporaryPath, file.content, maxBytes);
    if (file.replace) {
      await refuseNonFile(join(folder, fileName));
      await rename(temporaryPath, join(folder, fileName));
      return fileName;
    }
    return await giveFreeName(folder, { temporaryPath, fileName, sha256 });
  } catch (error) {
    throw explainDiskError(error);
  } finally {
    await rm(temporaryPath, { force: true });
  }
}

async function writeWhole(path: string, content: Readable, maxBytes: number): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    for await (const chunk of readSent(content)) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBytes) {
        const message = `Le fichier dépasse ${formatBytes(maxBytes)}. Rien n’a été gardé : copiez-le directement dans le dossier de données.`;
        throw new DomainError('file-too-large', message, { maxBytes });
      }
      hash.update(chunk);
      await handle.write(chunk);
    }
    if (sizeBytes === 0) throw new DomainError('file-unreadable', 'Le fichier envoyé est vide. Rien n’a été gardé.');
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** The bytes as they come; a sending cut short becomes a refusal, so that half a file is never taken for a whole one. */
async function* readSent(content: Readable): AsyncGenerator<Buffer> {
  try {
    yield* content as AsyncIterable<Buffer>;
  } catch {
    throw new DomainError('file-unreadable', 'L’envoi a été interrompu. Rien n’a été gardé : recommencez.');
  }
}

/** A hard link fails when the name is taken, by a symbolic link too: nothing is ever overwritten by a race. */
async function giveFreeName(folder: string, file: { temporaryPath: string; fileName: string; sha256: string }): Promise<string> {
  for (let number = 1; number <= MAX_SAME_NAMES; number++) {
    const name = number === 1 ? file.fileName : numberFileName(file.fileName, number);
    try {
      await link(file.temporaryPath, join(folder, name));
      return name;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      if (await hasContent(join(folder, name), file.sha256)) return name;
    }
  }
  throw new DomainError('file-unreadable', `Trop de fichiers s’appellent déjà ${file.fileName}. Renommez le vôtre, puis recommencez.`);
}

async function hasContent(path: string, sha256: string): Promise<boolean> {
  if (!(await lstat(path)).isFile()) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === sha256;
}

async function refuseNonFile(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || found.isFile()) return;
  throw new DomainError('file-unreadable', 'Un dossier ou un lien porte déjà ce nom. Renommez votre fichier, puis recommencez.');
}

function explainDiskError(error: unknown): unknown {
  if (hasCode(error, 'ENOSPC'))
    return new DomainError('file-too-large', 'Le disque est plein. Rien n’a été gardé : libérez de la place, puis recommencez.');
  if (hasCode(error, 'EACCES') || hasCode(error, 'EROFS'))
    return new DomainError('not-allowed', 'Maillage n’a pas le droit d’écrire dans le dossier de données. Rien n’a été gardé.');
  return error;
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;
