import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { asFileRefusal, unreadable } from './file-errors.ts';
import { assertWithinLimits, type TableLimits } from './limits.ts';

/** One file of an archive. Sizes in bytes, as the archive declares them: only a hint until the entry is read. */
export interface ArchiveMember {
  name: string;
  storedBytes: number;
  declaredBytes: number;
}

/** Where an archive stands: the path of a file or, for one that came out of another archive, its bytes. */
export type ArchiveSource = string | Buffer;

const MAX_MEMBERS = 5000;
const OUTSIDE_PATH = 'l’archive nomme un fichier hors d’elle-même, ce que ne fait aucune archive officielle. Téléchargez-la de nouveau';
const ARCHIVE_BROKEN = 'l’archive zip est abîmée ou incomplète. Téléchargez-la de nouveau';

/** The files of a zip, in the order of the archive; folders and the hidden files that macOS adds are left out. */
export async function listArchiveMembers(source: ArchiveSource, displayPath: string): Promise<ArchiveMember[]> {
  return withArchive(source, displayPath, async (_archive, entries) =>
    entries.map((entry) => ({ name: entry.fileName, storedBytes: entry.compressedSize, declaredBytes: entry.uncompressedSize })),
  );
}

/**
 * The bytes of one file of a zip. Nothing is written to the disk, so that a path inside the archive can reach nothing.
 * Throws `file-unreadable` on a broken or encrypted entry, `file-too-large` past the limits.
 */
export async function* readArchiveMember(
  source: ArchiveSource,
  member: string,
  displayPath: string,
  limits: TableLimits,
): AsyncGenerator<Buffer> {
  const archive = await openArchive(source, displayPath);
  let stream: Readable | undefined;
  try {
    const entry = (await readEntries(archive, displayPath)).find((candidate) => candidate.fileName === member);
    if (entry === undefined) throw unreadable(displayPath, `l’archive ne contient pas « ${member} »`);
    if (entry.isEncrypted())
      throw unreadable(displayPath, 'l’archive est protégée par un mot de passe. Déposez le fichier sans mot de passe');
    stream = await archive.openReadStreamPromise(entry);
    let decodedBytes = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      decodedBytes += chunk.length;
      assertWithinLimits({ decodedBytes, storedBytes: entry.compressedSize }, displayPath, limits);
      yield chunk;
    }
  } catch (error) {
    throw asFileRefusal(error, displayPath, ARCHIVE_BROKEN);
  } finally {
    stream?.destroy();
    archive.close();
  }
}

async function withArchive<T>(
  source: ArchiveSource,
  displayPath: string,
  use: (archive: ZipFile, entries: Entry[]) => Promise<T>,
): Promise<T> {
  const archive = await openArchive(source, displayPath);
  try {
    return await use(archive, await readEntries(archive, displayPath));
  } catch (error) {
    throw asFileRefusal(error, displayPath, ARCHIVE_BROKEN);
  } finally {
    archive.close();
  }
}

async function openArchive(source: ArchiveSource, displayPath: string): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true };
  try {
    return await (typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options));
  } catch (error) {
    throw asFileRefusal(error, displayPath, ARCHIVE_BROKEN);
  }
}

/** The archive library refuses paths that climb (`../`) or start at the root: nothing would be written, but such an archive is forged. */
function isOutsidePath(error: Error): boolean {
  return /invalid relative path|absolute path|invalid characters in fileName/.test(error.message);
}

function readEntries(archive: ZipFile, displayPath: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    archive.on('error', (error: Error) => reject(isOutsidePath(error) ? unreadable(displayPath, OUTSIDE_PATH) : error));
    archive.on('end', () => resolve(entries));
    archive.on('entry', (entry: Entry) => {
      const isHidden = entry.fileName.startsWith('__MACOSX/') || /(^|\/)\./.test(entry.fileName);
      if (!entry.fileName.endsWith('/') && !isHidden) entries.push(entry);
      if (entries.length > MAX_MEMBERS) reject(unreadable(displayPath, `l’archive contient plus de ${MAX_MEMBERS} fichiers`));
      else archive.readEntry();
    });
    archive.readEntry();
  });
}
