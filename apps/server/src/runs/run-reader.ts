import type { ExplainedChange } from '@maillage/domain/change/run-change.ts';
import type { PublishedComparison } from '@maillage/domain/comparison/published-comparison.ts';
import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { PlaceFilter, PlaceList } from '@maillage/domain/inventory/inventory.ts';
import type { Chapter, ChapterName } from '@maillage/domain/runs/chapters.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { indexRun } from '@maillage/pipeline/views/index-run.ts';
import type { IndexedRun, RunFacts } from '@maillage/pipeline/views/run-rows.ts';

/** What the routes read of published runs. `find…` gives undefined for a run that was never published. */
export interface RunReader {
  listRuns(): Promise<RunSummary[]>;
  findLatestRun(): Promise<RunSummary | undefined>;
  findManifest(runId: string): Promise<RunManifest | undefined>;
  findFacts(runId: string): Promise<RunFacts | undefined>;
  findGeometry(runId: string): Promise<Uint8Array | undefined>;
  findDiagnosis(runId: string): Promise<Diagnosis | undefined>;
  findChapter<Name extends ChapterName>(runId: string, name: Name): Promise<Chapter<Name> | undefined>;
  findPlaces(runId: string, filter: PlaceFilter, limit: number): Promise<PlaceList | undefined>;
  /** Since the run published before, or since `fromRunId`; a reason when it cannot be told. */
  findChange(runId: string, fromRunId: string | undefined): Promise<ExplainedChange | undefined>;
  findComparison(runId: string): Promise<PublishedComparison | undefined>;
}

/** Runs kept ready in memory: the served one and the one it is compared with. About 10 MB each for 3,800 communes. */
const KEPT_RUNS = 2;

export const runNotFound = (runId: string) =>
  new DomainError('run-not-found', 'Ce calcul n’est pas publié ici. Ouvrez le dernier calcul depuis l’accueil.', { runId });

/** Indexed runs by id; a published run never changes, so that reading it once is enough. Throws `run-not-found`. */
export function createIndexedRuns(reader: Pick<RunReader, 'findFacts'>): (runId: string) => Promise<IndexedRun> {
  const kept = new Map<string, Promise<IndexedRun>>();
  return async (runId) => {
    const reading = kept.get(runId) ?? readAndIndex(reader, runId);
    kept.delete(runId); // the most recent stands last
    kept.set(runId, reading);
    const oldest = kept.keys().next();
    if (kept.size > KEPT_RUNS && !oldest.done) kept.delete(oldest.value);
    try {
      return await reading;
    } catch (error) {
      kept.delete(runId); // a failure is not kept: the run may be published a moment later
      throw error;
    }
  };
}

async function readAndIndex(reader: Pick<RunReader, 'findFacts'>, runId: string): Promise<IndexedRun> {
  const facts = await reader.findFacts(runId);
  if (facts === undefined) throw runNotFound(runId);
  return indexRun(facts);
}
