import type { FileHandle } from 'node:fs/promises';
import { DomainError } from '@maillage/domain/errors.ts';
import { unreadable } from '../tables/file-errors.ts';
import { IdTooLargeError } from './osm-ids.ts';
import { type BlobEntry, brokenBlock, readBlob } from './pbf-blobs.ts';
import { type PrimitiveBlock, readPrimitiveBlock } from './pbf-block.ts';

/** Blocks unpacked ahead of the one being read: unpacking is on other threads, reading on this one. */
const AHEAD = 4;

/** Calls `visit` with each block in order. What `visit` throws on senseless bytes becomes a refusal that names the file. */
export async function forEachBlock(
  file: FileHandle,
  entries: readonly BlobEntry[],
  displayPath: string,
  visit: (block: PrimitiveBlock, index: number) => void,
): Promise<void> {
  const pending: Promise<Uint8Array>[] = [];
  let started = 0;
  const startNext = () => {
    const entry = entries[started++];
    if (entry === undefined) return;
    const bytes = readBlob(file, entry, displayPath);
    // A failure is met below, in its turn; until then it must not end the process.
    bytes.catch(() => undefined);
    pending.push(bytes);
  };
  for (let ahead = 0; ahead < AHEAD; ahead++) startNext();
  try {
    for (const [index, entry] of entries.entries()) {
      const bytes = await pending.shift()!;
      startNext();
      visitBlock(bytes, entry, displayPath, (block) => visit(block, index));
    }
  } finally {
    await Promise.allSettled(pending);
  }
}

/** One block, by its entry. */
export async function readBlock(file: FileHandle, entry: BlobEntry, displayPath: string): Promise<PrimitiveBlock> {
  const bytes = await readBlob(file, entry, displayPath);
  return visitBlock(bytes, entry, displayPath, (block) => block);
}

function visitBlock<T>(bytes: Uint8Array, entry: BlobEntry, displayPath: string, visit: (block: PrimitiveBlock) => T): T {
  try {
    return visit(readPrimitiveBlock(bytes));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (error instanceof IdTooLargeError)
      throw unreadable(
        displayPath,
        `il contient un ${error.message}, au-delà de 2^53 : ce logiciel le confondrait avec un autre. Prenez un extrait d’OpenStreetMap, dont les identifiants sont bien plus petits`,
      );
    throw brokenBlock(displayPath, entry, error);
  }
}
