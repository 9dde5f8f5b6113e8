import { explainChange } from '@maillage/pipeline/change/explain-change.ts';
import { recallRunChange } from '@maillage/pipeline/change/previous-run.ts';
import { loadRunFacts } from '@maillage/pipeline/views/load-run-facts.ts';
import { findChapter } from '@maillage/store/chapters/chapters-repo.ts';
import { findDiagnosis } from '@maillage/store/diagnosis/diagnosis-repo.ts';
import { findPlaces } from '@maillage/store/places/places-repo.ts';
import { findComparison, findLatestRun, findPublishedRun, listRuns, loadGeometry } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { RunReader } from './run-reader.ts';

/**
 * Published runs as the store holds them. `departementCode` narrows the served run to that Département, so that a
 * store which holds several serves the one it was started for; null serves the newest of all.
 */
export function createStoreRunReader(store: Store, departementCode: string | null): RunReader {
  return {
    listRuns: () => listRuns(store),
    findLatestRun: () => findLatestRun(store, departementCode ?? undefined),
    async findManifest(runId) {
      const found = await findPublishedRun(store, runId);
      if (found === undefined) return undefined;
      const { publishedAt: _, ...manifest } = found;
      return manifest;
    },
    findFacts: (runId) => loadRunFacts(store, runId),
    async findGeometry(runId) {
      return (await findPublishedRun(store, runId)) === undefined ? undefined : loadGeometry(store, runId);
    },
    async findChange(runId, fromRunId) {
      if ((await findPublishedRun(store, runId)) === undefined) return undefined;
      if (fromRunId === undefined) return explainChange(store, runId);
      const change = await recallRunChange(store, fromRunId, runId);
      const reason = `Cette évolution n’a pas encore été calculée. Lancez « maillage change --run ${runId} --from ${fromRunId} ».`;
      return change === undefined ? { change: null, reason } : { change, reason: null };
    },
    findChapter: (runId, name) => findChapter(store, runId, name),
    async findPlaces(runId, filter, limit) {
      return (await findPublishedRun(store, runId)) === undefined ? undefined : findPlaces(store, runId, filter, limit);
    },
    findDiagnosis: (runId) => findDiagnosis(store, runId),
    async findComparison(runId) {
      return (await findComparison(store, runId)) ?? undefined;
    },
  };
}
