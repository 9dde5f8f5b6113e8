import type { ExplainedChange } from '@maillage/domain/change/run-change.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Store } from '@maillage/store/store.ts';
import { findPreviousRunId } from './previous-run.ts';

/** What changed since the run before, or why it cannot be told. The first run of a Département has nothing to be compared with. */
export async function explainChange(store: Store, runId: string): Promise<ExplainedChange> {
  const previous = await findPreviousRunId(store, runId);
  if (previous === undefined)
    return { change: null, reason: 'Un seul calcul est publié pour ce Département : il n’y a pas d’évolution à expliquer.' };
  try {
    // The engine comes with it: what reads the first run of a Département does without.
    const { findRunChange } = await import('./find-run-change.ts');
    return { change: await findRunChange(store, previous, runId), reason: null };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'data-missing') return { change: null, reason: error.message };
    throw error;
  }
}
