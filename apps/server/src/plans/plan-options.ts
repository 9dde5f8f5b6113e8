import type { Store } from '@maillage/store/store.ts';
import type { PlanRoutesOptions } from './plan-routes.ts';

/** Authors that are no person. */
const KNOWN_AUTHORS = new Map([
  ['poste', 'le poste qui héberge Maillage'],
  ['commande', 'la ligne de commande'],
  ['exemple', 'l’exemple fictif'],
]);

/** The plan routes over a real store, for the scheme that `currentScheme` gives. */
export function createPlanOptions(store: Store, currentScheme: PlanRoutesOptions['currentScheme']): PlanRoutesOptions {
  return { store, currentScheme, nameAuthors: async () => KNOWN_AUTHORS, now: () => new Date().toISOString() };
}
