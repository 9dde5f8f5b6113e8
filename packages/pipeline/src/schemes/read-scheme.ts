import { testCompleteness } from '@maillage/domain/schemes/completeness.ts';
import {
  ACT_LABELS,
  type ActType,
  type ExpectedBody,
  listDeadlines,
  refuseAct,
  replayScheme,
  type SchemeAct,
} from '@maillage/domain/schemes/procedure.ts';
import type { SchemeView } from '@maillage/domain/schemes/scheme-view.ts';
import type { PlanReader } from '@maillage/store/plans/plan-reader.ts';
import { emptyPlan, toActionPlan } from '@maillage/store/plans/plans-repo.ts';
import { findLatestRun } from '@maillage/store/runs/runs-repo.ts';
import { findSchemeKind, listActs } from '@maillage/store/schemes/scheme-acts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { publicPlan } from '../plans/import-plan.ts';
import type { SchemeRuns } from './scheme-runs.ts';

export interface SchemeReaders {
  store: Store;
  plans: PlanReader;
  schemeRuns: SchemeRuns;
}
export interface SchemeQuestion {
  schemeId: string;
  departementCode: string;
  /** The day asked about, « 2026-05-31 ». */
  today: string;
  /** True: completeness is tested on what was decided alone, for it names sheets, and a draft is not for every reader. */
  decidedOnly?: boolean;
}

/** Where a scheme stands: its state, its opinions, its dates to come and its completeness, from its acts, its plan and the served run. */
export async function readScheme(
  { store, plans, schemeRuns }: SchemeReaders,
  { schemeId, departementCode, today, decidedOnly = false }: SchemeQuestion,
): Promise<Omit<SchemeView, 'canWrite'>> {
  const [kind, recorded, run, { stored }] = await Promise.all([
    findSchemeKind(store, schemeId),
    listActs(store, schemeId),
    findLatestRun(store, departementCode),
    plans.read(schemeId),
  ]);
  const acts = recorded.filter(({ isCancelled }) => !isCancelled).map(({ act }) => act);
  const runFacts = run === undefined ? null : await schemeRuns.facts(run.id);
  const expected = run === undefined ? [] : await schemeRuns.expectedBodies(run.id, kind);
  const status = replayScheme(kind, acts, expected, today);
  const plan = stored === undefined ? emptyPlan(departementCode) : toActionPlan(stored);
  const published = acts.findLast((act) => act.type === 'publication');
  return {
    ...{ schemeId, ...status },
    acts: recorded.map(({ authorId, ...one }) => ({ ...one, author: authorId })),
    nextActs: (Object.keys(ACT_LABELS) as ActType[]).map((type) => ({ type, refusal: refuseAct(status, { type }) })),
    deadlines: listDeadlines(status, today),
    completeness: testCompleteness({
      ...(runFacts ?? NO_RUN),
      plan: decidedOnly ? publicPlan(plan) : plan,
      scheme: status,
      publication: published?.type === 'publication' ? published : null,
    }),
  };
}

const NO_RUN = {
  ...{ runId: null, placeCount: null, serviceCount: null, communeCount: null },
  ...{ needs: null, greyZoneCount: null, franceServicesCount: null },
};

/** Throws when the act cannot come after these: what the recording of an act asks. */
export function refusalOf(
  kind: SchemeView['kind'],
  acts: readonly SchemeAct[],
  { act, expected, today }: { act: SchemeAct; expected: readonly ExpectedBody[]; today: string },
): string | null {
  return refuseAct(replayScheme(kind, acts, expected, today), act);
}
