import { createHash } from 'node:crypto';
import type { AtlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import type { DocumentKind } from '@maillage/domain/documents/document.ts';
import type { DocumentChanges } from '@maillage/domain/documents/document-view.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Store } from '@maillage/store/store.ts';
import { findTask, keepLastTasks, recordTask } from '@maillage/store/tasks/tasks-repo.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { IndexedRun } from '../views/run-rows.ts';
import type { StaffDrafts } from './build-document.ts';
import { compareEditions } from './compare-documents.ts';
import { nameEdition } from './document-work.ts';
import { nameDrafts } from './frozen-drafts.ts';
import { loadDocumentFacts } from './load-document-facts.ts';

export interface ChangesQuestion {
  fromRunId: string;
  toRunId: string;
  kind: DocumentKind;
  territory: { kind: string; code: string } | null;
  withDrafts: boolean;
  drafts: StaffDrafts;
}

/** Comparisons of editions, asked for while the pages are served. */
export interface ChangesDesk {
  /**
   * What moved between the same document of two runs. Throws `run-not-found`, `usage` for runs of two Départements, `busy` when too many
   * comparisons wait.
   */
  compare(question: ChangesQuestion): Promise<DocumentChanges>;
}

/** Comparisons that may wait at once: more is a crowd that would be served too late to care. */
const MAX_WAITING = 6;
/** Comparisons kept; the oldest are forgotten, and made again when they are asked for. */
const KEPT_COUNT = 200;
const TASK_KIND = 'document-changes';

/**
 * A comparison takes seconds of the processor: each is made once and kept, those asked for together are made one after the other, and
 * the same one asked for twice meanwhile is made once.
 */
export function createChangesDesk(
  store: Store,
  options: { readAtlas(): Promise<AtlasDeclaration>; getRun(runId: string): Promise<IndexedRun>; maxWaiting?: number },
): ChangesDesk {
  const { readAtlas, getRun, maxWaiting = MAX_WAITING } = options;
  const waiting = new Map<string, Promise<DocumentChanges>>();
  let last: Promise<unknown> = Promise.resolve();

  async function make(question: ChangesQuestion, key: string, atlas: AtlasDeclaration): Promise<DocumentChanges> {
    const { fromRunId, toRunId, kind, drafts, territory, withDrafts } = question;
    const told = { kind, drafts, ...(territory === null ? {} : { territory }) };
    const load = (runId: string) => loadDocumentFacts(store, { runId, atlas, withDrafts, getRun });
    const [before, after] = [await load(fromRunId), await load(toRunId)];
    const changes = compareEditions({ ...told, facts: before }, { ...told, facts: after });
    // A plan that moved while it was read makes another comparison than the one that the name says: told, not kept.
    if ((await nameChanges(store, question, atlas)) === key) {
      await recordTask(store, { key, kind: TASK_KIND, result: changes, fileSha256s: [], engineVersion: ENGINE_VERSION });
      await keepLastTasks(store, TASK_KIND, KEPT_COUNT);
    }
    return changes;
  }

  return {
    async compare(question) {
      await requireSameDepartement(question, getRun);
      const atlas = await readAtlas();
      const key = await nameChanges(store, question, atlas);
      // Only `make` records tasks of this kind.
      const known = (await findTask(store, key))?.result as DocumentChanges | undefined;
      if (known !== undefined) return known;
      const underWay = waiting.get(key);
      if (underWay !== undefined) return underWay;
      if (waiting.size >= maxWaiting)
        throw new DomainError('busy', 'Plusieurs comparaisons de documents sont déjà en cours. Recommencez dans une minute.');
      const made = last.then(() => make(question, key, atlas));
      waiting.set(key, made);
      last = made.catch(() => undefined).then(() => waiting.delete(key));
      return made;
    },
  };
}

/** The name of a comparison, from all that both editions are made from. */
async function nameChanges(store: Store, question: ChangesQuestion, atlas: AtlasDeclaration): Promise<string> {
  const { fromRunId, toRunId, kind, territory, withDrafts, drafts } = question;
  const edition = { kind, territory, withDrafts, format: 'html' as const, draftsSha256: nameDrafts(drafts) };
  const names = [
    await nameEdition(store, { ...edition, runId: fromRunId }, atlas),
    await nameEdition(store, { ...edition, runId: toRunId }, atlas),
  ];
  return createHash('sha256')
    .update([TASK_KIND, ...names].join('\n'))
    .digest('hex');
}

async function requireSameDepartement({ fromRunId, toRunId }: ChangesQuestion, getRun: (runId: string) => Promise<IndexedRun>) {
  const [before, after] = [(await getRun(fromRunId)).facts.manifest, (await getRun(toRunId)).facts.manifest];
  if (before.departementCode === after.departementCode) return;
  throw new DomainError(
    'usage',
    `Ces deux calculs sont de Départements différents (${before.departementName}, ${after.departementName}) : comparez deux calculs du même.`,
    { fromRunId, toRunId },
  );
}
