import { type PublishedComparison, publishedComparison } from '@maillage/domain/comparison/published-comparison.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { type RunManifest, runManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { Selectable } from 'kysely';
import type { RunRow } from '../database.ts';
import type { Store } from '../store.ts';

const SUMMARY = [
  'id',
  'departementCode',
  'departementName',
  'fictional',
  'cogYear',
  'engineVersion',
  'publishedAt',
  'communeCount',
  'populationCount',
] as const;

function toSummary(row: Pick<Selectable<RunRow>, (typeof SUMMARY)[number]>): RunSummary {
  return { ...row, publishedAt: row.publishedAt.toISOString() };
}

/** The manifest of a published run with its date, or undefined: a run under way is not there. */
export async function findPublishedRun(store: Store, runId: string): Promise<(RunManifest & { publishedAt: string }) | undefined> {
  const row = await store.db.selectFrom('res.run').select(['manifest', 'publishedAt']).where('id', '=', runId).executeTakeFirst();
  // Parsed again: a run published by an earlier version lacks what this one added, and takes its default.
  return row && { ...runManifest.parse(row.manifest), publishedAt: row.publishedAt.toISOString() };
}

/** The run that a Département is served from: the last published or built again; of all Départements when none is given. */
export async function findLatestRun(store: Store, departementCode?: string): Promise<RunSummary | undefined> {
  let query = store.db
    .selectFrom('app.servedRun')
    .innerJoin('res.run', 'res.run.id', 'app.servedRun.runId')
    .select(SUMMARY.map((column) => `res.run.${column}` as const))
    .orderBy('app.servedRun.servedAt', 'desc')
    .orderBy('res.run.publishedAt', 'desc')
    .limit(1);
  if (departementCode !== undefined) query = query.where('app.servedRun.departementCode', '=', departementCode);
  const row = await query.executeTakeFirst();
  return row && toSummary(row);
}

/** Published runs, newest first. */
export async function listRuns(store: Store, departementCode?: string): Promise<RunSummary[]> {
  let query = store.db.selectFrom('res.run').select(SUMMARY).orderBy('publishedAt', 'desc').orderBy('id');
  if (departementCode !== undefined) query = query.where('departementCode', '=', departementCode);
  return (await query.execute()).map(toSummary);
}

/** The TopoJSON of the run's maps, byte for byte. Throws `run-not-found`, or `file-…` when the file is lost or damaged. */
export async function loadGeometry(store: Store, runId: string): Promise<Uint8Array> {
  const row = await store.db.selectFrom('res.run').select('geometrySha256').where('id', '=', runId).executeTakeFirst();
  if (row === undefined) throw runNotFound(runId);
  return store.files.get(row.geometrySha256);
}

/** The run beside the published results; null when the folder held none. Throws `run-not-found`. */
export async function findComparison(store: Store, runId: string): Promise<PublishedComparison | null> {
  const row = await store.db.selectFrom('res.run').select('comparison').where('id', '=', runId).executeTakeFirst();
  if (row === undefined) throw runNotFound(runId);
  return row.comparison === null ? null : publishedComparison.parse(row.comparison);
}

function runNotFound(runId: string): DomainError {
  return new DomainError('run-not-found', `Aucun calcul publié ne porte l’identifiant ${runId}.`, { runId });
}
