/** What the two owners decide together: a sheet becomes public when both have validated the same version of it. */
import { type Actor, can, PLAN_OWNERS, type PlanOwner, type Target } from '../accounts/rights.ts';
import { SHEET_STATUSES, type SheetStatus } from './plan.ts';
import { isPublicSheet } from './plan-view.ts';

/**
 * The owners in whose name somebody validates a sheet, told by each of their rights that allow it. Empty for somebody of neither owner,
 * whatever the name of their organisation; both at the machine, as long as nobody owns the scheme.
 */
export function ownerSides(actor: Actor, target: Target): PlanOwner[] {
  if (actor.kind === 'host') return [...PLAN_OWNERS];
  if (actor.kind !== 'person') return [];
  const held = actor.grants.filter((one) => can({ ...actor, grants: [one] }, 'sheet.validate', target)).map(({ owner }) => owner);
  return PLAN_OWNERS.filter((owner) => held.includes(owner));
}

/** States that this person may give to a sheet that is now in `before` (null: it is new). A draft leaves them by the agreement of both owners. */
export function allowedStatuses(actor: Actor, before: SheetStatus | null): SheetStatus[] {
  if (actor.kind === 'host') return [...SHEET_STATUSES];
  const isDecided = before !== null && isPublicSheet({ status: before });
  // Going back to a draft hides what was decided: that is for the owners, who take the sheet out of the plan.
  return SHEET_STATUSES.filter((status) => isPublicSheet({ status }) === isDecided);
}

export const NOT_DECIDED =
  'Une fiche devient publique quand le Département et la Préfecture l’ont validée tous les deux : proposez-la, ils la valideront.';
