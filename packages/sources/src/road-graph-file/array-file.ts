import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { asFileRefusal, unreadable } from '../tables/file-errors.ts';
import { writeAside } from './write-aside.ts';

/**
 * Arrays of numbers in one file that is loaded by one reading into memory shared between threads:
 * `magic[8] · u32 version · u32 headerBytes · u32 headerCrc · u32 0 · header (JSON, UTF-8) · arrays, each at a multiple of 64 bytes`.
 * Little endian. The header gives the size of the file, and the place and the CRC-32 of each array.
 */
export interface ArrayFile {
  description: unknown;
  arrays: ReadonlyMap<string, NumberArray>;
}

export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;

/** What a kind of file is called, in bytes and in French. */
export interface ArrayFileKind {
  /** Eight letters. */
  magic: string;
  version: number;
  /** « graphe routier ». */
  name: string;
  /** What to do with one that cannot be read: « Refaites-le par « maillage graph build » ». */
  mend: string;
}

type KindName = 'Uint8Array' | 'Uint16Array' | 'Uint32Array' | 'Int32Array' | 'Float32Array';
interface Kind {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): NumberArray;
  BYTES_PER_ELEMENT: number;
}
const KINDS: Record<KindName, Kind> = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array };

interface Section {
  name: string;
  kind: KindName;
  count: number;
  offset: number;
  crc: number;
}
interface Header {
  fileBytes: number;
  description: unknown;
  sections: Section[];
}

const ALIGNMENT = 64;
const PREFIX_BYTES = 24;
const MAX_HEADER_BYTES = 64 * 1024 * 1024;

/** Writes the file aside, then renames it. Same content, same bytes. */
export async function writeArrayFile(path: string, kind: ArrayFileKind, { description, arrays }: ArrayFile): Promise<void> {
  const bytesOf = (array: NumberArray) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const sections = [...arrays].map(([name, array]): Section => {
    return { name, kind: kindOf(array), count: array.length, offset: 0, crc: checksum(bytesOf(array)) };
  });
  const header: Header = { fileBytes: 0, description, sections };
  // Room for the offsets, which are not known yet: the header must not move what it places.
  const headerBytes = Buffer.byteLength(JSON.stringify(header)) + 32 * (sections.length + 1);
  let offset = aligned(PREFIX_BYTES + headerBytes);
  for (const section of sections) {
    section.offset = offset;
    offset = aligned(offset + section.count * KINDS[section.kind].BYTES_PER_ELEMENT);
  }
  header.fileBytes = offset;
  const text = Buffer.from(JSON.stringify(header).padEnd(headerBytes));
  const start = Buffer.alloc(sections[0]?.offset ?? offset);
  start.write(kind.magic, 'latin1');
  start.writeUInt32LE(kind.version, 8);
  start.writeUInt32LE(text.length, 12);
  start.writeUInt32LE(crc32(text), 16);
  text.copy(start, PREFIX_BYTES);
  await writeAside(path, async (file) => {
    await file.write(start, 0, start.length, 0);
    for (const [index, array] of [...arrays.values()].entries()) {
      const bytes = bytesOf(array);
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, sections[index]!.offset + done);
        done += bytesWritten;
      }
    }
    await file.truncate(header.fileBytes);
  });
}

/** Reads the file at one go into shared memory. Throws `file-not-found` or `file-unreadable` for anything but a whole, intact file of that kind. */
export async function readArrayFile(path: string, displayPath: string, kind: ArrayFileKind): Promise<ArrayFile> {
  const bytes = await readShared(path, displayPath);
  const header = readHeader(bytes, displayPath, kind);
  if (bytes.length < header.fileBytes) throw cutShort(displayPath, kind);
  const arrays = new Map<string, NumberArray>();
  for (const section of header.sections) {
    const Kind = KINDS[section.kind];
    const byteLength = section.count * Kind.BYTES_PER_ELEMENT;
    if (checksum(bytes.subarray(section.offset, section.offset + byteLength)) !== section.crc) throw damaged(displayPath, kind);
    arrays.set(section.name, new Kind(bytes.buffer, section.offset, section.count));
  }
  return { description: header.description, arrays };
}

/** The header alone, without loading the arrays. */
export async function readArrayFileDescription(path: string, displayPath: string, kind: ArrayFileKind): Promise<unknown> {
  const start = await readShared(path, displayPath, PREFIX_BYTES);
  const headerBytes = start.length < PREFIX_BYTES ? 0 : new DataView(start.buffer).getUint32(12, true);
  const bytes = await readShared(path, displayPath, PREFIX_BYTES + Math.min(headerBytes, MAX_HEADER_BYTES));
  return readHeader(bytes, displayPath, kind).description;
}

async function readShared(path: string, displayPath: string, most = Infinity): Promise<Uint8Array<SharedArrayBuffer>> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const bytes = new Uint8Array(new SharedArrayBuffer(Math.min(size, most)));
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asFileRefusal(error, displayPath, 'le fichier n’a pas pu être lu');
  }
}

function readHeader(bytes: Uint8Array<SharedArrayBuffer>, displayPath: string, kind: ArrayFileKind): Header {
  if (bytes.length === 0) throw unreadable(displayPath, `il est vide. ${kind.mend}`);
  const view = new DataView(bytes.buffer);
  const magic = String.fromCharCode(...bytes.slice(0, kind.magic.length));
  if (magic !== kind.magic) throw unreadable(displayPath, `ce n’est pas un ${kind.name} de Maillage. ${kind.mend}`);
  if (bytes.length < PREFIX_BYTES) throw cutShort(displayPath, kind);
  const version = view.getUint32(8, true);
  if (version > kind.version)
    throw unreadable(
      displayPath,
      `il a été écrit par une version plus récente de Maillage (format ${version}, celle-ci lit le format ${kind.version}). Mettez Maillage à jour, ou refaites le fichier`,
    );
  if (version < kind.version) throw unreadable(displayPath, `il est d’un ancien format (${version}). ${kind.mend}`);
  const headerBytes = view.getUint32(12, true);
  if (headerBytes > MAX_HEADER_BYTES) throw damaged(displayPath, kind);
  if (PREFIX_BYTES + headerBytes > bytes.length) throw cutShort(displayPath, kind);
  // Text is not decoded from shared memory: a copy is.
  const text = Buffer.from(bytes.slice(PREFIX_BYTES, PREFIX_BYTES + headerBytes));
  if (crc32(text) !== view.getUint32(16, true)) throw damaged(displayPath, kind);
  // What is behind a right checksum was written by `writeArrayFile`: it has the shape of a header.
  const header = JSON.parse(text.toString('utf8')) as Header;
  return header;
}

function cutShort(displayPath: string, { mend }: ArrayFileKind): Error {
  return unreadable(displayPath, `il est tronqué (l’écriture ou la copie s’est interrompue). ${mend}`);
}

function damaged(displayPath: string, { mend }: ArrayFileKind): Error {
  return unreadable(displayPath, `il est abîmé : sa somme de contrôle ne correspond pas. ${mend}`);
}

function checksum(bytes: Uint8Array): number {
  // Node reads shared memory here too; its types do not say so.
  return crc32(bytes as Uint8Array<ArrayBuffer>);
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

function kindOf(array: NumberArray): KindName {
  // The constructor of a typed array bears the name of its kind.
  return array.constructor.name as KindName;
}
