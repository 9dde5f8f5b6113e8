/** What the two owners decide together: a sheet becomes public when both have validated the same version of it. */
import { type Actor, LEVELS, RIGHTS, type Target } from '../accounts/rights.ts';
import { type Organisation, SHEET_STATUSES, type SheetStatus } from './plan.ts';
import { isPublicSheet } from './plan-view.ts';

export const PLAN_OWNERS = ['departement', 'prefecture'] as const;
export type PlanOwner = (typeof PLAN_OWNERS)[number];

/** Names by which an owner is known when the plan does not list it. */
const OWNER_NAMES: Readonly<Record<PlanOwner, RegExp>> = {
  departement: /^(?:le )?(?:conseil )?d[ée]partement/i,
  prefecture: /^(?:la |le |l’|l')?(?:sous-)?(?:pr[ée]fecture|pr[ée]fet|[ée]tat(?:$|[^\p{L}]))/iu,
};

/**
 * In whose name somebody validates a sheet: told by the organisation of each of their rights that allow it, by the kind that the plan
 * gives that organisation, else by its name. Empty for somebody of neither owner; both at the machine, as long as nobody owns the scheme.
 */
export function ownerSides(actor: Actor, target: Target, organisations: readonly Organisation[]): PlanOwner[] {
  if (actor.kind === 'host') return [...PLAN_OWNERS];
  if (actor.kind !== 'person') return [];
  const needed = LEVELS.indexOf(RIGHTS['sheet.validate']);
  const kinds = new Map(organisations.map(({ name, kind }) => [name.toLocaleLowerCase('fr'), kind]));
  const names = actor.grants.flatMap(({ schemeId, part, level, organisation = '' }) => {
    const covers = part === 'scheme' || (target.sheet && (part === `sheet:${target.sheet.id}` || part === `axis:${target.sheet.axisId}`));
    return schemeId === target.schemeId && covers && LEVELS.indexOf(level) >= needed ? [organisation.trim()] : [];
  });
  return PLAN_OWNERS.filter((owner) =>
    names.some((name) => {
      const kind = kinds.get(name.toLocaleLowerCase('fr'));
      return kind === undefined ? OWNER_NAMES[owner].test(name) : kind === owner;
    }),
  );
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
