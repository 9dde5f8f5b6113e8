import { createSchemeRuns } from '@maillage/pipeline/schemes/scheme-runs.ts';
import { listNames } from '@maillage/store/accounts/accounts-repo.ts';
import { createPlanReader } from '@maillage/store/plans/plan-reader.ts';
import type { Store } from '@maillage/store/store.ts';
import type { PlanRoutesOptions } from './plan-routes.ts';

/** Authors that are no person. */
const KNOWN_AUTHORS = new Map([
  ['poste', 'le poste qui héberge Maillage'],
  ['commande', 'la ligne de commande'],
  ['exemple', 'l’exemple fictif'],
  ['anonyme', 'quelqu’un sans compte'],
]);

/** Every request asks which scheme is served, which only the first run of a Département changes. */
const SCHEME_MILLISECONDS = 500;

/** The plan routes over a real store, for the scheme that `findScheme` gives; its answer holds for half a second. */
export function createPlanOptions(store: Store, findScheme: PlanRoutesOptions['currentScheme']): PlanRoutesOptions {
  return {
    store,
    currentScheme: rememberFor(SCHEME_MILLISECONDS, findScheme),
    plans: createPlanReader(store),
    schemeRuns: createSchemeRuns(store),
    nameAuthors: async (ids) => new Map([...KNOWN_AUTHORS, ...(await listNames(store, ids))]),
    now: () => new Date().toISOString(),
  };
}

function rememberFor<Value>(milliseconds: number, read: () => Promise<Value>): () => Promise<Value> {
  let known: { at: number; value: Promise<Value> } | null = null;
  return () => {
    const at = performance.now();
    if (known !== null && at - known.at < milliseconds) return known.value;
    const value = read();
    known = { at, value };
    value.catch(() => {
      known = null; // a failure is asked again at once
    });
    return value;
  };
}
