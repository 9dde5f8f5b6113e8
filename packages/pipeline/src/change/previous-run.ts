import { createHash } from 'node:crypto';
import type { RunChange } from '@maillage/domain/change/run-change.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { findPublishedRun, listRuns } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import { recall } from '../store-memory.ts';

/** The run that a run is compared with: the one published just before it for the same Département; undefined for the first. */
export async function findPreviousRunId(store: Store, runId: string): Promise<string | undefined> {
  const run = await getRun(store, runId);
  const older = (await listRuns(store, run.departementCode)).filter(({ id, publishedAt }) => id !== runId && publishedAt < run.publishedAt);
  return older[0]?.id;
}

/** Under which the change from one run to another is kept. */
export const changeKey = (fromRunId: string, toRunId: string): string =>
  createHash('sha256').update(`change\n${ENGINE_VERSION}\n${fromRunId}\n${toRunId}`).digest('hex');

/** A change that was computed already; undefined otherwise. Published runs never change: it is never stale. */
export async function recallRunChange(store: Store, fromRunId: string, toRunId: string): Promise<RunChange | undefined> {
  return (await recall<RunChange>(store, changeKey(fromRunId, toRunId)))?.value;
}

/** Throws `run-not-found`. */
export async function getRun(store: Store, runId: string): Promise<RunManifest & { publishedAt: string }> {
  const run = await findPublishedRun(store, runId);
  if (run !== undefined) return run;
  throw new DomainError('run-not-found', `Le calcul « ${runId} » n’est pas publié dans ce dossier. « maillage runs » donne la liste.`, {
    runId,
  });
}
