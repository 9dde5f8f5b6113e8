import { createHash } from 'node:crypto';
import type { AtlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import { DOCUMENT_LABELS, type DocumentFormat, type DocumentKind } from '@maillage/domain/documents/document.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { JobView, ReportProgress } from '@maillage/domain/jobs/job.ts';
import type { Queue } from '@maillage/store/jobs/queue.ts';
import { listHistory, schemeIdOf } from '@maillage/store/plans/plans-repo.ts';
import { findPublishedRun, listRuns } from '@maillage/store/runs/runs-repo.ts';
import { listActs } from '@maillage/store/schemes/scheme-acts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import { recall, storeMemory } from '../store-memory.ts';
import type { StaffDrafts } from './build-document.ts';
import { loadDocumentFacts } from './load-document-facts.ts';
import { type DocumentFile, makeDocumentFile } from './make-document-file.ts';

/** An edition: a document of a run, as somebody who may read that much of the plan sees it. */
export interface DocumentEdition {
  runId: string;
  kind: DocumentKind;
  format: DocumentFormat;
  territory: { kind: string; code: string } | null;
  /** True for readers of what is not decided yet. */
  withDrafts: boolean;
  drafts: StaffDrafts;
}
export interface DocumentPayload extends DocumentEdition {
  key: string;
}

/** Changes the key of every edition when documents are written or laid out otherwise. */
const EDITION_VERSION = 1;

/** The name of an edition, from all that it is made from; `d` when it holds what is not decided. Throws `run-not-found`. */
export async function nameEdition(store: Store, edition: DocumentEdition, atlas: AtlasDeclaration): Promise<string> {
  const run = await findPublishedRun(store, edition.runId);
  if (run === undefined)
    throw new DomainError('run-not-found', 'Ce calcul n’est pas publié ici. Ouvrez le dernier calcul depuis l’accueil.', {
      runId: edition.runId,
    });
  const schemeId = schemeIdOf(run.departementCode);
  const [[lastChange], acts, runs] = await Promise.all([
    listHistory(store, schemeId, { limit: 1 }),
    listActs(store, schemeId),
    listRuns(store),
  ]);
  const made = {
    ...{ version: EDITION_VERSION, engine: ENGINE_VERSION, ...edition, atlas, plan: lastChange?.position ?? null },
    // A run before this one, published since, is another thing to compare with.
    ...{ acts: acts.map(({ position, isCancelled }) => [position, isCancelled]), runs: runs.map(({ id }) => id) },
  };
  return (edition.withDrafts ? 'd' : 'p') + createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/** Asks for an edition; null instead of a job when it was made already. */
export async function askDocument(
  store: Store,
  queue: Queue,
  edition: DocumentEdition,
  atlas: AtlasDeclaration,
): Promise<{ key: string; job: JobView | null }> {
  const key = await nameEdition(store, edition, atlas);
  if ((await openDocument(store, key)) !== undefined) return { key, job: null };
  const spot = edition.territory === null ? '' : ` (${edition.territory.code})`;
  const payload: DocumentPayload = { ...edition, key };
  const job = await queue.enqueue({
    kind: 'document',
    title: `Document : ${DOCUMENT_LABELS[edition.kind]}${spot}`,
    payload,
    singletonKey: `document:${key}`,
  });
  return { key, job };
}

/** An edition that was made; undefined before. */
export const openDocument = async (store: Store, key: string): Promise<DocumentFile | undefined> =>
  (await recall<DocumentFile>(store, taskKeyOf(key)))?.value;

const taskKeyOf = (key: string) => createHash('sha256').update(`document\n${key}`).digest('hex');

/** Makes an edition and keeps it; the same again costs nothing. Throws the signal's reason when it is aborted between two steps. */
export async function makeEdition(
  store: Store,
  payload: DocumentPayload,
  told: { atlas: AtlasDeclaration; report: ReportProgress; signal: AbortSignal },
): Promise<void> {
  const { key, kind, format, territory, runId, withDrafts, drafts } = payload;
  const report: ReportProgress = (progress) => {
    told.signal.throwIfAborted();
    told.report(progress);
  };
  await storeMemory(store).remember('document', taskKeyOf(key), async () => {
    report({ stepName: 'Lecture du calcul', stepRatio: 0, ratio: 0 });
    const facts = await loadDocumentFacts(store, { runId, atlas: told.atlas, withDrafts });
    const made = await makeDocumentFile({ kind, facts, drafts, ...(territory === null ? {} : { territory }) }, format, report);
    told.signal.throwIfAborted();
    return made;
  });
}
