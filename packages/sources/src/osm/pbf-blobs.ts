import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflate, zstdDecompress } from 'node:zlib';
import { PbfReader } from 'pbf';
import { unreadable } from '../tables/file-errors.ts';

/** A block of the file, still packed. */
export interface BlobEntry {
  kind: 'OSMHeader' | 'OSMData';
  /** Position and size of the packed block in the file, bytes. */
  offset: number;
  size: number;
}

/** Limits of the format (OpenStreetMap wiki, « PBF Format »): beyond, the file is not one, or wants to fill the memory. */
const MAX_BLOB_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;
/** What one reading brings: the size, the header and the start of a block. Headers take some fifteen bytes. */
const PEEK_BYTES = 64;

const inflateAside = promisify(inflate);
const unzstdAside = promisify(zstdDecompress);
const AGAIN = 'Téléchargez le fichier de nouveau';

/** Where each block stands, in the order of the file, without unpacking any. Throws `file-unreadable` for what is no PBF, or is cut. */
export async function listBlobs(file: FileHandle, displayPath: string): Promise<BlobEntry[]> {
  const { size } = await file.stat();
  if (size === 0) throw unreadable(displayPath, `il est vide. ${AGAIN}`);
  const entries: BlobEntry[] = [];
  const peek = Buffer.alloc(PEEK_BYTES);
  for (let offset = 0; offset < size; ) {
    const { bytesRead } = await file.read(peek, 0, PEEK_BYTES, offset);
    if (offset === 0) refuseOtherFormats(peek.subarray(0, bytesRead), displayPath);
    const headerBytes = bytesRead < 4 ? 0 : peek.readUInt32BE(0);
    if (headerBytes > MAX_BLOB_HEADER_BYTES)
      throw unreadable(
        displayPath,
        `à l’octet ${offset}, l’en-tête de bloc annonce ${headerBytes} octets : le fichier est abîmé. ${AGAIN}`,
      );
    if (bytesRead < 4 || offset + 4 + headerBytes > size) throw cutShort(displayPath, size);
    const header = headerBytes + 4 <= bytesRead ? peek.subarray(4, 4 + headerBytes) : await readExactly(file, offset + 4, headerBytes);
    const { type, dataBytes } = readBlobHeader(header, offset, displayPath);
    const start = offset + 4 + headerBytes;
    if (dataBytes > MAX_BLOB_BYTES)
      throw unreadable(displayPath, `à l’octet ${offset}, un bloc annonce ${dataBytes} octets : le fichier est abîmé. ${AGAIN}`);
    if (start + dataBytes > size) throw cutShort(displayPath, size);
    // Other kinds are reserved by the format: a reader passes over them.
    if (type === 'OSMHeader' || type === 'OSMData') entries.push({ kind: type, offset: start, size: dataBytes });
    offset = start + dataBytes;
  }
  if (entries[0]?.kind !== 'OSMHeader')
    throw unreadable(displayPath, `ce n’est pas un extrait d’OpenStreetMap au format PBF (.osm.pbf). ${AGAIN}`);
  return entries;
}

/** The unpacked bytes of a block. Unpacking happens on another thread, and never beyond what the block says of itself. */
export async function readBlob(file: FileHandle, entry: BlobEntry, displayPath: string): Promise<Uint8Array> {
  const packed = await readExactly(file, entry.offset, entry.size);
  if (packed.length < entry.size) throw cutShort(displayPath, entry.offset + packed.length);
  const blob = { raw: undefined as Uint8Array | undefined, rawSize: 0, zlib: undefined as Uint8Array | undefined, other: 0 };
  let zstd: Uint8Array | undefined;
  try {
    new PbfReader(packed).readFields((field, _, pbf) => {
      if (field === 1) blob.raw = pbf.readBytes();
      else if (field === 2) blob.rawSize = pbf.readVarint();
      else if (field === 3) blob.zlib = pbf.readBytes();
      else if (field === 7) zstd = pbf.readBytes();
      else if (field >= 4 && field <= 6) blob.other = field;
    }, undefined);
  } catch (error) {
    throw brokenBlock(displayPath, entry, error);
  }
  if (blob.rawSize > MAX_BLOB_BYTES)
    throw unreadable(
      displayPath,
      `un bloc annonce ${blob.rawSize} octets une fois décompressé, le format en permet ${MAX_BLOB_BYTES}. ${AGAIN}`,
    );
  if (blob.raw !== undefined) return blob.raw;
  const body = blob.zlib ?? zstd;
  if (body === undefined)
    throw unreadable(
      displayPath,
      blob.other === 0
        ? `le bloc à l’octet ${entry.offset} est vide. ${AGAIN}`
        : 'il est compressé d’une façon que ce logiciel ne lit pas. Convertissez-le avec « osmium cat -f pbf,pbf_compression=zlib »',
    );
  // One byte more than announced: a block that unpacks further is caught, one that lies about gigabytes costs nothing.
  const options = { maxOutputLength: blob.rawSize + 1, chunkSize: Math.max(64, blob.rawSize + 1) };
  const bytes = await (blob.zlib === undefined ? unzstdAside : inflateAside)(body, options).catch((error: unknown) => {
    throw brokenBlock(displayPath, entry, error);
  });
  if (bytes.length !== blob.rawSize)
    throw brokenBlock(displayPath, entry, new Error(`${bytes.length} octets au lieu de ${blob.rawSize} annoncés`));
  return bytes;
}

/** Refusal of a block whose content makes no sense; `cause` stays in the details for whoever reads the logs. */
export function brokenBlock(displayPath: string, { offset }: BlobEntry, error: unknown): Error {
  const cause = error instanceof Error ? error.message : String(error);
  return unreadable(displayPath, `le bloc à l’octet ${offset} est abîmé. ${AGAIN}`, { offset, cause });
}

function readBlobHeader(bytes: Uint8Array, offset: number, displayPath: string): { type: string; dataBytes: number } {
  const header = { type: '', dataBytes: -1 };
  try {
    new PbfReader(bytes).readFields((field, _, pbf) => {
      if (field === 1) header.type = pbf.readString();
      else if (field === 3) header.dataBytes = pbf.readVarint();
    }, undefined);
  } catch {
    header.dataBytes = -1;
  }
  if (header.dataBytes < 0 || header.type === '')
    throw unreadable(
      displayPath,
      `à l’octet ${offset}, l’en-tête de bloc n’a pas de sens : le fichier est abîmé ou d’un autre format. ${AGAIN}`,
    );
  return header;
}

function refuseOtherFormats(start: Uint8Array, displayPath: string): void {
  const text = Buffer.from(start).toString('latin1').trimStart();
  if (/^(<!doctype html|<html)/i.test(text)) throw unreadable(displayPath, `c’est une page web, pas un extrait d’OpenStreetMap. ${AGAIN}`);
  if (text.startsWith('<'))
    throw unreadable(displayPath, 'c’est du XML. Téléchargez l’extrait au format PBF (.osm.pbf), bien plus court à lire');
  if (start[0] === 0x1f && start[1] === 0x8b) throw unreadable(displayPath, 'il est compressé par gzip. Décompressez-le d’abord');
  if (text.startsWith('BZh')) throw unreadable(displayPath, 'il est compressé par bzip2. Téléchargez l’extrait au format PBF (.osm.pbf)');
  if (text.startsWith('PK')) throw unreadable(displayPath, 'c’est une archive ZIP. Décompressez-la d’abord');
}

function cutShort(displayPath: string, size: number): Error {
  return unreadable(displayPath, `il s’arrête au milieu d’un bloc, à l’octet ${size} : le téléchargement s’est interrompu. ${AGAIN}`);
}

async function readExactly(file: FileHandle, offset: number, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
