import { listNames } from '@maillage/store/accounts/accounts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { PlanRoutesOptions } from './plan-routes.ts';

/** Authors that are no person. */
const KNOWN_AUTHORS = new Map([
  ['poste', 'le poste qui héberge Maillage'],
  ['commande', 'la ligne de commande'],
  ['exemple', 'l’exemple fictif'],
  ['anonyme', 'quelqu’un sans compte'],
]);

/** The plan routes over a real store, for the scheme that `currentScheme` gives. */
export function createPlanOptions(store: Store, currentScheme: PlanRoutesOptions['currentScheme']): PlanRoutesOptions {
  return {
    store,
    currentScheme,
    nameAuthors: async (ids) => new Map([...KNOWN_AUTHORS, ...(await listNames(store, ids))]),
    now: () => new Date().toISOString(),
  };
}
