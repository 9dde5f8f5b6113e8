/** Who may do what with a scheme: pure rules, read by the server at each request and by the pages to show only what can be done. */
import { z } from 'zod';

/** Each level holds those before it. Two owners are equal: the Département and the Préfecture. */
export const LEVELS = ['read', 'contribute', 'lead', 'validate', 'own'] as const;
export type Level = (typeof LEVELS)[number];
export const LEVEL_LABELS: Readonly<Record<Level, string>> = {
  read: 'lire',
  contribute: 'contribuer',
  lead: 'piloter',
  validate: 'valider',
  own: 'être propriétaire',
};

/** The two equal owners of a scheme: roles, whatever name each institution bears. */
export const PLAN_OWNERS = ['departement', 'prefecture'] as const;
export type PlanOwner = (typeof PLAN_OWNERS)[number];
export const OWNER_LABELS: Readonly<Record<PlanOwner, string>> = { departement: 'le Département', prefecture: 'la Préfecture' };

/** Whether a right of this level is held in the name of an owner: only whoever validates decides for an institution. */
export const actsForOwner = (level: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf('validate');

/** A part of a scheme: the whole, an axis or a sheet of its plan. */
export const part = z.string().regex(/^(?:scheme|axis:[1-9]\d?|sheet:[1-9]\d?\.[1-9]\d{0,2})$/, 'une partie : scheme, axis:3 ou sheet:3.2');
export const grant = z.object({
  ...{ schemeId: z.string(), part, level: z.enum(LEVELS) },
  /** For whom they work, as the list of people shows it; absent where nobody said. It decides nothing. */
  organisation: z.string().optional(),
  /** The owner in whose name they validate; null or absent: none. */
  owner: z.enum(PLAN_OWNERS).nullish(),
});
export type Grant = z.infer<typeof grant>;

/** What can be done, and the level it takes. Reading what is decided takes none. */
export const RIGHTS = {
  'plan.readDrafts': 'read',
  'history.read': 'read',
  'comment.write': 'contribute',
  'document.read': 'read',
  'document.write': 'contribute',
  'document.remove': 'lead',
  'sheet.write': 'lead',
  'draft.write': 'lead',
  'sheet.validate': 'validate',
  'sheet.remove': 'own',
  'plan.write': 'own',
  'procedure.write': 'own',
  'accounts.manage': 'own',
  'audit.read': 'own',
} as const satisfies Record<string, Level>;
export type Right = keyof typeof RIGHTS;
export const RIGHT_NAMES = Object.keys(RIGHTS) as Right[];

export type Actor =
  | { kind: 'anonymous' }
  /** Somebody at the machine where Maillage runs, before the scheme has an owner with an account. */
  | { kind: 'host' }
  | { kind: 'person'; id: string; name: string; grants: readonly Grant[] };

/** What an action is about. Without sheet, it is about the whole scheme. */
export interface Target {
  schemeId: string;
  /** As stored, never as sent: a sheet sent under another axis does not open that axis. */
  sheet?: { id: string; axisId: string };
}

/** Whether the actor may do this there: a level on the scheme, on the axis of the sheet or on the sheet itself. */
export function can(actor: Actor, right: Right, target: Target): boolean {
  if (actor.kind === 'anonymous') return false;
  if (actor.kind === 'host') return true;
  const needed = LEVELS.indexOf(RIGHTS[right]);
  return actor.grants.some(
    (one) => one.schemeId === target.schemeId && covers(one.part, target.sheet) && LEVELS.indexOf(one.level) >= needed,
  );
}

/** Whether the actor may do this somewhere in the scheme: what a list or a menu asks. */
export function canSomewhere(actor: Actor, right: Right, schemeId: string): boolean {
  if (actor.kind !== 'person') return actor.kind === 'host';
  const needed = LEVELS.indexOf(RIGHTS[right]);
  return actor.grants.some((one) => one.schemeId === schemeId && LEVELS.indexOf(one.level) >= needed);
}

function covers(owned: string, sheet: Target['sheet']): boolean {
  if (owned === 'scheme') return true;
  return sheet !== undefined && (owned === `sheet:${sheet.id}` || owned === `axis:${sheet.axisId}`);
}
