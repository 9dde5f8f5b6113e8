import type { AtlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { isPublicSheet } from '@maillage/domain/plans/plan-view.ts';
import { findChapter } from '@maillage/store/chapters/chapters-repo.ts';
import { findDiagnosis } from '@maillage/store/diagnosis/diagnosis-repo.ts';
import { createPlanReader } from '@maillage/store/plans/plan-reader.ts';
import { findPlan, listHistory, schemeIdOf, toActionPlan } from '@maillage/store/plans/plans-repo.ts';
import { listRuns, loadGeometry } from '@maillage/store/runs/runs-repo.ts';
import { listActs } from '@maillage/store/schemes/scheme-acts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { explainChange } from '../change/explain-change.ts';
import { readScheme } from '../schemes/read-scheme.ts';
import { createSchemeRuns } from '../schemes/scheme-runs.ts';
import { indexRun } from '../views/index-run.ts';
import { loadRunFacts } from '../views/load-run-facts.ts';
import type { IndexedRun } from '../views/run-rows.ts';
import type { DocumentFacts } from './document-facts.ts';

export interface FactsQuestion {
  runId: string;
  atlas: AtlasDeclaration;
  /** False: sheets that were not decided yet are left out, as a reader without account does not see them. */
  withDrafts: boolean;
  /** « 2026-05-31 »; by default the last day on which the run, the plan or the procedure moved. */
  asOf?: string;
  /** Indexed runs already at hand; by default each is read from the store. */
  getRun?: (runId: string) => Promise<IndexedRun>;
}

/** All that the documents of a run may speak of, read from the store. Throws `run-not-found`. */
export async function loadDocumentFacts(store: Store, question: FactsQuestion): Promise<DocumentFacts> {
  const { runId, atlas, withDrafts } = question;
  const getRun = once(question.getRun ?? readRun(store));
  const run = await getRun(runId);
  const schemeRuns = createSchemeRuns(store, async (id) => (await getRun(id)).facts);
  const readers = { store, plans: createPlanReader(store), schemeRuns };
  const { manifest, publishedAt } = run.facts;
  const { departementCode } = manifest;
  const schemeId = schemeIdOf(departementCode);
  const [diagnosis, chapters, geometry, stored, [lastChange], acts, before, explained] = await Promise.all([
    findDiagnosis(store, runId),
    loadChapters(store, runId),
    loadGeometry(store, runId),
    findPlan(store, schemeId),
    listHistory(store, schemeId, { limit: 1 }),
    listActs(store, schemeId),
    findRunBefore(store, runId),
    explainChange(store, runId),
  ]);
  const kept = stored && { ...stored, sheets: withDrafts ? stored.sheets : stored.sheets.filter(({ sheet }) => isPublicSheet(sheet)) };
  const moved = [publishedAt, ...(lastChange === undefined ? [] : [lastChange.happenedAt]), ...acts.map(({ recordedAt }) => recordedAt)];
  const asOf = question.asOf ?? moved.toSorted().at(-1)!.slice(0, 10);
  return {
    run,
    diagnosis: diagnosis ?? null,
    chapters,
    runBefore: before === undefined ? null : await getRun(before),
    change: explained.change,
    plan: kept === undefined ? null : { plan: toActionPlan(kept), version: Number(lastChange?.position ?? stored?.version ?? 0) },
    scheme: await readScheme(readers, { schemeId, departementCode, today: asOf, decidedOnly: !withDrafts }),
    atlas,
    geometry,
    asOf,
  };
}

/** The document, what it is compared with and the procedure speak of the same runs. */
function once(getRun: (runId: string) => Promise<IndexedRun>) {
  const asked = new Map<string, Promise<IndexedRun>>();
  return (runId: string) => {
    const run = asked.get(runId) ?? getRun(runId);
    asked.set(runId, run);
    return run;
  };
}

function readRun(store: Store) {
  return async (runId: string): Promise<IndexedRun> => {
    const facts = await loadRunFacts(store, runId);
    if (facts !== undefined) return indexRun(facts);
    throw new DomainError('run-not-found', `Le calcul « ${runId} » n’est pas publié ici.`, { runId });
  };
}

/** The chapters that documents speak of; grey zones come with the run, and the heavy ones are left where they are. */
async function loadChapters(store: Store, runId: string): Promise<DocumentFacts['chapters']> {
  const [inventory, accessMeasures, hierarchy, priorities, quarters] = await Promise.all([
    findChapter(store, runId, 'inventory'),
    findChapter(store, runId, 'accessMeasures'),
    findChapter(store, runId, 'hierarchy'),
    findChapter(store, runId, 'priorities'),
    findChapter(store, runId, 'quarters'),
  ]);
  return Object.fromEntries(
    Object.entries({ inventory, accessMeasures, hierarchy, priorities, quarters }).filter(([, chapter]) => chapter !== undefined),
  );
}

/** The run of the same Département that was published last before this one. */
async function findRunBefore(store: Store, runId: string): Promise<string | undefined> {
  const all = await listRuns(store); // newest first
  const at = all.findIndex(({ id }) => id === runId);
  return at < 0 ? undefined : all.slice(at + 1).find(({ departementCode }) => departementCode === all[at]!.departementCode)?.id;
}
