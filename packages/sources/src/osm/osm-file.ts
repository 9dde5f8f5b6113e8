import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { asFileRefusal } from '../tables/file-errors.ts';
import type { OsmFile } from './osm-roads.ts';
import { type BlobEntry, brokenBlock, listBlobs, readBlob } from './pbf-blobs.ts';
import { GROUP_WAY, groupKind, type PrimitiveBlock } from './pbf-block.ts';
import { type OsmHeader, readOsmHeader } from './pbf-header.ts';
import { readBlock } from './unpacked-blobs.ts';

/** An extract that is open for reading: close its handle. */
export interface OpenOsmFile {
  displayPath: string;
  handle: FileHandle;
  header: OsmHeader;
  blocks: BlobEntry[];
  description: OsmFile;
}

/** Opens an extract, checks that it is one, and lists its blocks. Throws `file-not-found` or `file-unreadable`. */
export async function openOsmFile(path: string, displayPath = basename(path)): Promise<OpenOsmFile> {
  const handle = await open(path).catch((error: unknown) => {
    throw asFileRefusal(error, displayPath, 'le fichier n’a pas pu être ouvert');
  });
  try {
    const [first, ...rest] = await listBlobs(handle, displayPath);
    const header = await readHeader(handle, first!, displayPath);
    const blocks = rest.filter(({ kind }) => kind === 'OSMData');
    const { size } = await handle.stat();
    const description = {
      name: displayPath,
      sha256: await hashFile(path),
      byteCount: size,
      timestamp: header.timestamp,
      bounds: header.bounds,
    };
    return { displayPath, handle, header, blocks, description };
  } catch (error) {
    await handle.close();
    throw asFileRefusal(error, displayPath, 'le fichier n’a pas pu être lu');
  }
}

/**
 * How many blocks stand before the first one that has ways. In a sorted file they hold nodes only: found by halving, so that
 * nodes are unpacked once. In another file, 0: any block may hold anything.
 */
export async function countLeadingNodeBlocks({ handle, header, blocks, displayPath }: OpenOsmFile): Promise<number> {
  if (!header.isSorted) return 0;
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const block = await readBlock(handle, blocks[middle]!, displayPath);
    if (highestKind(block) >= GROUP_WAY) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Kind of the last sort of objects in the block, 0 when it has none. */
export function highestKind(block: PrimitiveBlock): number {
  return block.groups.reduce((highest, group) => Math.max(highest, groupKind(block, group)), 0);
}

async function readHeader(handle: FileHandle, entry: BlobEntry, displayPath: string): Promise<OsmHeader> {
  const bytes = await readBlob(handle, entry, displayPath);
  try {
    return readOsmHeader(bytes, displayPath);
  } catch (error) {
    throw error instanceof DomainError ? error : brokenBlock(displayPath, entry, error);
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
