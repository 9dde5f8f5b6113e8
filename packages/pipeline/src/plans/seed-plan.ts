import type { ActionPlan } from '@maillage/domain/plans/plan.ts';
import { emptyPlan, findPlan, schemeIdOf } from '@maillage/store/plans/plans-repo.ts';
import { replacePlan } from '@maillage/store/plans/save-plan.ts';
import type { Store } from '@maillage/store/store.ts';

/** Writes a first plan for a Département that has none; one that is there is never touched. */
export async function seedPlan(store: Store, plan: ActionPlan, now: string): Promise<void> {
  const schemeId = schemeIdOf(plan.departementCode);
  if ((await findPlan(store, schemeId)) !== undefined) return;
  await replacePlan(store, { schemeId, authorId: 'exemple', now }, plan, emptyPlan(plan.departementCode));
}
