import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { asFileRefusal } from './file-errors.ts';
import { assertWithinLimits, type TableLimits } from './limits.ts';

const CHUNK_BYTES = 256 * 1024;

/** The first bytes of a file as stored, at most `count`: enough to know its format whatever its name. */
export async function readFirstBytes(path: string, displayPath: string, count: number): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asFileRefusal(error, displayPath, 'le fichier n’a pas pu être ouvert');
  }
}

/** What the first bytes say the file is; `text` when nothing else is recognised. */
export function storedFormat(head: Buffer): 'gzip' | 'zip' | 'parquet' | 'seven-zip' | 'sqlite' | 'legacy-excel' | 'pdf' | 'text' {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const magic = head.toString('latin1', 0, 16);
  if (magic.startsWith('PK\x03\x04') || magic.startsWith('PK\x05\x06')) return 'zip';
  if (magic.startsWith('PAR1')) return 'parquet';
  if (magic.startsWith('7z\xbc\xaf\x27\x1c')) return 'seven-zip';
  if (magic.startsWith('SQLite format 3')) return 'sqlite';
  if (magic.startsWith('\xd0\xcf\x11\xe0')) return 'legacy-excel';
  if (magic.startsWith('%PDF')) return 'pdf';
  return 'text';
}

/** The bytes of a plain or gzip file, decompressed, chunk by chunk. Throws `file-unreadable` (truncated, broken) or `file-too-large`. */
export async function* readBytes(path: string, displayPath: string, limits: TableLimits): AsyncGenerator<Buffer> {
  const isGzip = storedFormat(await readFirstBytes(path, displayPath, 2)) === 'gzip';
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const gunzip = isGzip ? createGunzip({ chunkSize: CHUNK_BYTES }) : null;
  // An error of either side reaches the reader through the iteration below: the callback has nothing left to do.
  if (gunzip) pipeline(source, gunzip, () => {});
  let decodedBytes = 0;
  try {
    for await (const chunk of (gunzip ?? source) as AsyncIterable<Buffer>) {
      decodedBytes += chunk.length;
      assertWithinLimits({ decodedBytes, storedBytes: isGzip ? source.bytesRead : decodedBytes }, displayPath, limits);
      yield chunk;
    }
  } catch (error) {
    throw asFileRefusal(error, displayPath, 'le fichier n’a pas pu être lu jusqu’au bout. Recopiez-le');
  } finally {
    gunzip?.destroy();
    source.destroy();
  }
}

/** All the bytes at once, for files that must be held whole (GeoJSON). The limits bound the memory. */
export async function collectBytes(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
