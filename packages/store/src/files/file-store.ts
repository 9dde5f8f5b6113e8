import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';

/** Large arrays and documents, named by the sha256 of their bytes: the same bytes are kept once and never change. */
export interface FileStore {
  /** Keeps the bytes durably and returns their sha256 in hexadecimal. Keeping the same bytes again mends a damaged copy. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string>;
  /** The bytes, checked against their name; `file-not-found`, or `file-unreadable` when damaged (the damaged copy is set aside). */
  get(sha256: string): Promise<Uint8Array>;
  /** A path to read the file from, for streams. The bytes are not checked. Throws `file-not-found`. */
  path(sha256: string): Promise<string>;
  has(sha256: string): Promise<boolean>;
  /**
   * Removes the files that `referenced` does not name and that are older than `olderThanMs` (a build under way
   * keeps files before it names them). Returns how many were removed.
   */
  removeUnreferenced(options: { referenced: ReadonlySet<string>; olderThanMs: number; nowMs: number }): Promise<number>;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** A file store in a folder: `ab/cd/abcd…`, written aside, flushed, then renamed, so that a name never holds half a file. */
export async function openFolderFileStore(folder: string): Promise<FileStore> {
  const pending = join(folder, 'en-cours');
  await mkdir(pending, { recursive: true, mode: 0o700 });

  function place(sha256: string): string {
    if (!SHA256.test(sha256)) throw new DomainError('file-not-found', `« ${sha256} » n’est pas une empreinte de fichier.`, { sha256 });
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  async function has(sha256: string): Promise<boolean> {
    return access(place(sha256)).then(
      () => true,
      () => false,
    );
  }

  async function put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
    const temporary = join(pending, randomUUID());
    const hash = createHash('sha256');
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        for await (const chunk of content instanceof Uint8Array ? [content] : content) {
          hash.update(chunk);
          await writeAll(file, chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      const sha256 = hash.digest('hex');
      const target = place(sha256);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(temporary, target);
      await syncFolder(dirname(target));
      return sha256;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async function get(sha256: string): Promise<Uint8Array> {
    const path = place(sha256);
    const bytes = await readFile(path).catch(() => {
      throw missing(sha256);
    });
    if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
    await rename(path, `${path}.abime`);
    throw new DomainError(
      'file-unreadable',
      `Le fichier interne ${sha256.slice(0, 12)}… est abîmé : il a été mis de côté, relancez « maillage build » pour le refaire.`,
      { sha256 },
    );
  }

  return {
    put,
    get,
    has,
    async path(sha256) {
      if (!(await has(sha256))) throw missing(sha256);
      return place(sha256);
    },
    async removeUnreferenced({ referenced, olderThanMs, nowMs }) {
      let removedCount = 0;
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || referenced.has(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        if (nowMs - (await stat(path)).mtimeMs < olderThanMs) continue;
        await rm(path, { force: true });
        removedCount++;
      }
      return removedCount;
    },
  };
}

/** `write` may take only a part of a large buffer. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength; ) offset += (await file.write(bytes, offset)).bytesWritten;
}

/** A rename is durable once its folder is flushed; Windows refuses to open folders and needs no flush. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function missing(sha256: string): DomainError {
  return new DomainError(
    'file-not-found',
    `Le fichier interne ${sha256.slice(0, 12)}… manque : relancez « maillage build » pour le refaire.`,
    { sha256 },
  );
}
