import { type ActionPlan, type ActionSheet, compareNumbered } from '@maillage/domain/plans/plan.ts';
import type { PlanHeading } from '@maillage/domain/plans/plan-heading.ts';
import type { Kysely } from 'kysely';
import type { Database, HistoryRow } from '../database.ts';
import type { Store } from '../store.ts';

/** Who writes, and when (ISO date and time). */
export interface Writing {
  schemeId: string;
  authorId: string;
  now: string;
}
export interface StoredSheet {
  sheet: ActionSheet;
  version: number;
  updatedAt: string;
  validatedBy: ('departement' | 'prefecture')[];
}
export interface StoredPlan {
  heading: PlanHeading;
  version: number;
  /** By number. */
  sheets: StoredSheet[];
}

/** The id of the scheme of a Département. */
export const schemeIdOf = (departementCode: string, kind: 'sdaasp' | 'sdst' = 'sdaasp'): string => `${departementCode}-${kind}`;

/** The plan of a scheme with the version of each sheet, without those that were removed; undefined when nothing was ever written. */
export async function findPlan(store: Store, schemeId: string): Promise<StoredPlan | undefined> {
  return readPlan(store.db, schemeId);
}

/** The plan as one document: what the exports hold; an empty one when nothing was ever written. */
export async function loadActionPlan(store: Store, schemeId: string, departementCode: string): Promise<ActionPlan> {
  const stored = await findPlan(store, schemeId);
  return stored === undefined ? emptyPlan(departementCode) : toActionPlan(stored);
}

export const toActionPlan = ({ heading, sheets }: StoredPlan): ActionPlan => ({
  ...heading,
  actionSheets: sheets.map(({ sheet }) => sheet),
});

export function emptyPlan(departementCode: string): ActionPlan {
  return {
    ...{ departementCode, title: '', fictional: false, startDate: null, endDate: null },
    ...{ organisations: [], axes: [], actionSheets: [] },
  };
}

/** The same, inside a transaction. */
export async function readPlan(db: Kysely<Database>, schemeId: string): Promise<StoredPlan | undefined> {
  const row = await db.selectFrom('app.plan').select(['content', 'version']).where('schemeId', '=', schemeId).executeTakeFirst();
  if (row === undefined) return undefined;
  const rows = await db
    .selectFrom('app.actionSheet')
    .select(['id', 'content', 'version', 'updatedAt'])
    .where('schemeId', '=', schemeId)
    .where('deletedAt', 'is', null)
    .execute();
  const validations = await db
    .selectFrom('app.sheetValidation')
    .innerJoin('app.actionSheet', (join) =>
      join
        .onRef('app.actionSheet.schemeId', '=', 'app.sheetValidation.schemeId')
        .onRef('app.actionSheet.id', '=', 'app.sheetValidation.sheetId')
        .onRef('app.actionSheet.version', '=', 'app.sheetValidation.version'),
    )
    .select(['app.sheetValidation.sheetId', 'app.sheetValidation.owner'])
    .where('app.sheetValidation.schemeId', '=', schemeId)
    .orderBy('app.sheetValidation.owner')
    .execute();
  const owners = Map.groupBy(validations, ({ sheetId }) => sheetId);
  return {
    heading: row.content,
    version: row.version,
    sheets: rows
      .map(({ id, content, version, updatedAt }) => ({
        ...{ sheet: content, version, updatedAt: updatedAt.toISOString() },
        validatedBy: (owners.get(id) ?? []).map(({ owner }) => owner),
      }))
      .sort((a, b) => compareNumbered(a.sheet.id, b.sheet.id)),
  };
}

/** Removed sheets, the last first. */
export async function listRemovedSheets(store: Store, schemeId: string): Promise<{ id: string; title: string; removedAt: string }[]> {
  const rows = await store.db
    .selectFrom('app.actionSheet')
    .select(['id', 'content', 'deletedAt'])
    .where('schemeId', '=', schemeId)
    .where('deletedAt', 'is not', null)
    .orderBy('deletedAt', 'desc')
    .execute();
  return rows.map(({ id, content, deletedAt }) => ({ id, title: content.title, removedAt: deletedAt!.toISOString() }));
}

/** Who changed what, the last first; of one sheet when one is given, of the heading alone when `ofHeading`. */
export async function listHistory(
  store: Store,
  schemeId: string,
  options: { sheetId?: string; ofHeading?: boolean; before?: string; limit: number },
): Promise<
  {
    position: string;
    record: HistoryRow['record'];
    recordId: string;
    version: number;
    act: HistoryRow['act'];
    authorId: string;
    happenedAt: string;
    before: unknown;
    after: unknown;
  }[]
> {
  let query = store.db
    .selectFrom('app.planHistory')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .orderBy('position', 'desc')
    .limit(options.limit);
  if (options.sheetId !== undefined) query = query.where('record', '=', 'actionSheet').where('recordId', '=', options.sheetId);
  if (options.ofHeading === true) query = query.where('record', '=', 'plan');
  if (options.before !== undefined) query = query.where('position', '<', options.before);
  return (await query.execute()).map((row) => ({ ...row, position: String(row.position), happenedAt: row.happenedAt.toISOString() }));
}
