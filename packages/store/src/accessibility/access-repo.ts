import { DomainError } from '@maillage/domain/errors.ts';
import type { AccessMatrix, RangeAccess } from '@maillage/domain/runs/results.ts';
import type { Columns } from '../insert-rows.ts';
import { readRows } from '../read-rows.ts';
import type { Store } from '../store.ts';
import { unpackAccess } from './access-file.ts';

export const RANGE_COLUMNS: Columns<RangeAccess> = {
  communeCode: 'text',
  range: 'text',
  thresholdMinutes: 'double precision',
  meanMinutes: 'double precision',
  farShareRatio: 'double precision',
  unreachableCount: 'integer',
};

/** A matrix takes a few MB: a server shows one run, and compares it with few others. */
const CACHED_MATRICES = 4;
const cache = new WeakMap<Store, Map<string, Promise<AccessMatrix>>>();

/**
 * The access matrix of a published run, read once and kept while it is used: treat it as read-only.
 * Throws `run-not-found`, or `file-not-found` / `file-unreadable` when its file is lost or damaged.
 */
export function loadAccess(store: Store, runId: string): Promise<AccessMatrix> {
  const kept = cache.get(store) ?? new Map<string, Promise<AccessMatrix>>();
  cache.set(store, kept);
  const matrix = kept.get(runId) ?? readAccess(store, runId);
  kept.delete(runId); // deleted and set again: a Map remembers the order, and its first entry is the least used
  kept.set(runId, matrix);
  matrix.catch(() => kept.delete(runId));
  if (kept.size > CACHED_MATRICES) kept.delete(kept.keys().next().value!);
  return matrix;
}

async function readAccess(store: Store, runId: string): Promise<AccessMatrix> {
  const run = await store.db.selectFrom('res.run').select('accessSha256').where('id', '=', runId).executeTakeFirst();
  if (run === undefined) throw new DomainError('run-not-found', `Aucun calcul publié ne porte l’identifiant ${runId}.`, { runId });
  return unpackAccess(await store.files.get(run.accessSha256), runId);
}

/** Access by commune and range, of one commune or of all own communes. */
export function listRanges(store: Store, runId: string, communeCode?: string): Promise<RangeAccess[]> {
  return readRows(store, { table: 'res.rangeAccess', columns: RANGE_COLUMNS, runId, where: { communeCode } });
}
