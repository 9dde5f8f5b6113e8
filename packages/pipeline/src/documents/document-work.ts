import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { AtlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import { DOCUMENT_LABELS, type DocumentFormat, type DocumentKind } from '@maillage/domain/documents/document.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { JobView, ReportProgress } from '@maillage/domain/jobs/job.ts';
import { findEdition, keepEditionLonger, recordEdition } from '@maillage/store/documents/editions-repo.ts';
import type { Queue } from '@maillage/store/jobs/queue.ts';
import { listHistory, schemeIdOf } from '@maillage/store/plans/plans-repo.ts';
import { findPublishedRun, listRuns } from '@maillage/store/runs/runs-repo.ts';
import { listActs } from '@maillage/store/schemes/scheme-acts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { StaffDrafts } from './build-document.ts';
import { freezeDrafts, readFrozenDrafts } from './frozen-drafts.ts';
import { loadDocumentFacts } from './load-document-facts.ts';
import { type DocumentFile, makeDocumentFile } from './make-document-file.ts';

/** An edition: a document of a run, as somebody who may read that much of the plan sees it. */
interface EditionQuestion {
  runId: string;
  kind: DocumentKind;
  format: DocumentFormat;
  territory: { kind: string; code: string } | null;
  /** True for readers of what is not decided yet. */
  withDrafts: boolean;
}
export interface AskedEdition extends EditionQuestion {
  /** The texts of the staff as they are when the edition is asked for. */
  drafts: StaffDrafts;
}
export interface DocumentEdition extends EditionQuestion {
  /** The file of these texts, frozen; null when there is none. */
  draftsSha256: string | null;
}
/** What the job carries: names, never a text. */
export interface DocumentPayload extends DocumentEdition {
  key: string;
}

/** Changes the key of every edition when documents are written or laid out otherwise. */
const EDITION_VERSION = 2;

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

/** Freezes what an edition is made from, and names it. The same question, while nothing moved, gives the same payload. Throws `run-not-found`. */
export async function freezeEdition(
  store: Store,
  { drafts, ...question }: AskedEdition,
  atlas: AtlasDeclaration,
): Promise<DocumentPayload> {
  const { runId, kind, format, territory, withDrafts } = question;
  const edition = { runId, kind, format, territory, withDrafts, draftsSha256: await freezeDrafts(store, drafts) };
  return { ...edition, key: await nameEdition(store, edition, atlas) };
}

/** Asks for an edition; null instead of a job when it was made already. */
export async function askDocument(
  store: Store,
  queue: Queue,
  asked: AskedEdition,
  atlas: AtlasDeclaration,
): Promise<{ key: string; job: JobView | null }> {
  const payload = await freezeEdition(store, asked, atlas);
  const { key, kind, territory } = payload;
  if ((await findEdition(store, key)) !== undefined) {
    await keepEditionLonger(store, key);
    return { key, job: null };
  }
  const spot = territory === null ? '' : ` (${territory.code})`;
  const title = `Document : ${DOCUMENT_LABELS[kind]}${spot}`;
  return { key, job: await queue.enqueue({ kind: 'document', title, payload, singletonKey: `document:${key}` }) };
}

/** An edition that was made; undefined before, and once it was purged. */
export async function openDocument(store: Store, key: string): Promise<DocumentFile | undefined> {
  const edition = await findEdition(store, key);
  // Only `makeEdition` records editions: the file is what it serialised.
  return edition && (deserialize(await store.files.get(edition.fileSha256)) as DocumentFile);
}

/**
 * Makes an edition and keeps it; the same again costs nothing. Throws the signal's reason when it is aborted between two steps,
 * `data-missing` when its frozen texts are lost, `edit-conflict` when what its name says it is made from has moved since it was asked for.
 */
export async function makeEdition(
  store: Store,
  { key, ...edition }: DocumentPayload,
  told: { atlas: AtlasDeclaration; report: ReportProgress; signal: AbortSignal },
): Promise<void> {
  if ((await findEdition(store, key)) !== undefined) return;
  const { kind, format, territory, runId, withDrafts, draftsSha256 } = edition;
  const report: ReportProgress = (progress) => {
    told.signal.throwIfAborted();
    told.report(progress);
  };
  report({ stepName: 'Lecture du calcul', stepRatio: 0, ratio: 0 });
  const drafts = await readFrozenDrafts(store, draftsSha256);
  const facts = await loadDocumentFacts(store, { runId, atlas: told.atlas, withDrafts });
  // After the reading: positions only grow, so that the same name now as when it was asked for is the same plan all along.
  if ((await nameEdition(store, edition, told.atlas)) !== key) throw movedSince(key);
  const made = await makeDocumentFile({ kind, facts, drafts, ...(territory === null ? {} : { territory }) }, format, report);
  told.signal.throwIfAborted();
  const { departementCode } = facts.run.facts.manifest;
  await recordEdition(store, {
    ...{ key, format, withDrafts, runId, draftsSha256 },
    ...{ schemeId: schemeIdOf(departementCode), documentKind: kind },
    ...{ territoryKind: territory?.kind ?? 'departement', territoryCode: territory?.code ?? departementCode },
    fileSha256: await store.files.put(serialize(made)),
  });
}

const movedSince = (key: string) =>
  new DomainError(
    'edit-conflict',
    'Le plan, la procédure, l’atlas ou les calculs publiés ont changé pendant que ce document attendait : il n’a pas été fait. Demandez-le ' +
      'de nouveau sur la page « Documents ».',
    { key },
  );
