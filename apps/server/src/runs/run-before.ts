import { DomainError } from '@maillage/domain/errors.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import type { RunReader } from './run-reader.ts';

/** The run of the same Département that was published last before this one; undefined for the first, and for an unknown run. */
export async function findRunBefore(runs: Pick<RunReader, 'listRuns'>, runId: string): Promise<RunSummary | undefined> {
  const all = await runs.listRuns(); // newest first
  const at = all.findIndex(({ id }) => id === runId);
  return at < 0 ? undefined : all.slice(at + 1).find(({ departementCode }) => departementCode === all[at]!.departementCode);
}

/** The same, ready to be read. Throws `data-missing` when there is none. */
export async function getRunBefore(
  { runs, getRun }: { runs: Pick<RunReader, 'listRuns'>; getRun(runId: string): Promise<IndexedRun> },
  runId: string,
): Promise<IndexedRun> {
  const before = await findRunBefore(runs, runId);
  if (before === undefined)
    throw new DomainError('data-missing', 'Aucun calcul n’a été publié avant celui-ci : il n’y a pas encore d’évolution à montrer.', {
      runId,
    });
  return getRun(before.id);
}
