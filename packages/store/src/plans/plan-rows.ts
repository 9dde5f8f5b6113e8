/** The rows of a plan, written inside a transaction that holds its lock: each change has its version and its line of history. */
import { DomainError } from '@maillage/domain/errors.ts';
import { findCycle } from '@maillage/domain/plans/check-plan.ts';
import { type ActionSheet, organisationsOfSheet } from '@maillage/domain/plans/plan.ts';
import type { PlanHeading } from '@maillage/domain/plans/plan-heading.ts';
import { type Kysely, sql } from 'kysely';
import type { Database, HistoryRow } from '../database.ts';
import { emptyPlan, type StoredPlan, type Writing } from './plans-repo.ts';

export type Db = Kysely<Database>;
export type Acting = Writing & { act: HistoryRow['act'] };

/** One writer of a plan at a time: what a sheet leans on cannot go away in between. Undefined when there is no plan. */
export function lockPlan(trx: Db, schemeId: string): Promise<{ content: PlanHeading } | undefined> {
  return trx.selectFrom('app.plan').select('content').where('schemeId', '=', schemeId).forUpdate().executeTakeFirst();
}

/** The row of the scheme and of its plan, made when absent. */
export async function ensurePlan(trx: Db, { schemeId, now }: Writing, departementCode: string): Promise<void> {
  const { actionSheets: _, ...heading } = emptyPlan(departementCode);
  const kind = schemeId.split('-').at(1) ?? 'sdaasp';
  await trx
    .insertInto('app.scheme')
    .values({ id: schemeId, departementCode, kind })
    .onConflict((clash) => clash.doNothing())
    .execute();
  await trx
    .insertInto('app.plan')
    .values({ schemeId, content: JSON.stringify(heading), version: 0, updatedAt: now })
    .onConflict((clash) => clash.doNothing())
    .execute();
}

export async function writeHeading(trx: Db, acting: Acting, stored: StoredPlan, heading: PlanHeading): Promise<void> {
  const version = stored.version + 1;
  await trx
    .updateTable('app.plan')
    .set({ content: JSON.stringify(heading), version, updatedAt: acting.now })
    .where('schemeId', '=', acting.schemeId)
    .execute();
  await addHistory(trx, acting, { record: 'plan', recordId: acting.schemeId, version, before: stored.heading, after: heading });
}

/** The version that the sheet then has; a sheet that was removed goes on from its last one. */
export async function writeSheet(trx: Db, acting: Acting, sheet: ActionSheet, before: ActionSheet | null): Promise<number> {
  const { schemeId, now } = acting;
  const content = JSON.stringify(sheet);
  const { version } = await trx
    .insertInto('app.actionSheet')
    .values({ schemeId, id: sheet.id, content, version: 1, updatedAt: now, deletedAt: null })
    .onConflict((clash) =>
      clash.columns(['schemeId', 'id']).doUpdateSet((eb) => ({
        content,
        version: eb('app.actionSheet.version', '+', 1),
        updatedAt: now,
        deletedAt: null,
      })),
    )
    .returning('version')
    .executeTakeFirstOrThrow();
  await addHistory(trx, acting, { record: 'actionSheet', recordId: sheet.id, version, before, after: sheet });
  return version;
}

export async function hideSheet(trx: Db, writing: Writing, sheet: ActionSheet): Promise<void> {
  const { schemeId, now } = writing;
  const { version } = await trx
    .updateTable('app.actionSheet')
    .set((eb) => ({ deletedAt: now, updatedAt: now, version: eb('version', '+', 1) }))
    .where('schemeId', '=', schemeId)
    .where('id', '=', sheet.id)
    .returning('version')
    .executeTakeFirstOrThrow();
  await addHistory(trx, { ...writing, act: 'removed' }, { record: 'actionSheet', recordId: sheet.id, version, before: sheet, after: null });
}

export async function addHistory(
  trx: Db,
  { schemeId, act, authorId, now }: Acting,
  entry: { record: HistoryRow['record']; recordId: string; version: number; before: unknown; after: unknown },
): Promise<void> {
  const text = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await trx
    .insertInto('app.planHistory')
    .values({ ...entry, schemeId, act, authorId, happenedAt: now, before: text(entry.before), after: text(entry.after) })
    .execute();
}

export function findRow(db: Db, schemeId: string, id: string) {
  return db
    .selectFrom('app.actionSheet')
    .select(['content', 'version', 'deletedAt'])
    .where('schemeId', '=', schemeId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export const sheetNotFound = (id: string) => new DomainError('sheet-not-found', `La fiche ${id} n’est pas dans ce plan.`, { sheetId: id });

export async function conflict(
  trx: Db,
  schemeId: string,
  id: string,
  row: { content: ActionSheet; version: number; deletedAt: Date | null } | undefined,
): Promise<DomainError> {
  if (row === undefined || row.deletedAt !== null)
    return new DomainError(
      'edit-conflict',
      `La fiche ${id} a été retirée du plan depuis que vous l’avez ouverte. Votre texte n’est pas perdu.`,
      {
        version: 0,
        current: null,
        authorId: null,
      },
    );
  const last = await trx
    .selectFrom('app.planHistory')
    .select('authorId')
    .where('schemeId', '=', schemeId)
    .where('record', '=', 'actionSheet')
    .where('recordId', '=', id)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return new DomainError(
    'edit-conflict',
    `La fiche ${id} a été modifiée depuis que vous l’avez ouverte. Rien n’a été écrit par-dessus : comparez les deux versions.`,
    { version: row.version, current: row.content, authorId: last?.authorId ?? null },
  );
}

/** What the sheet names and the plan does not have. */
export async function checkAgainstPlan(trx: Db, schemeId: string, heading: PlanHeading, sheet: ActionSheet): Promise<string | undefined> {
  const axis = heading.axes.find(({ id }) => id === sheet.axisId);
  if (axis === undefined) return `l’axe ${sheet.axisId} n’existe pas.`;
  if (sheet.objectiveId !== null && !axis.objectives.some(({ id }) => id === sheet.objectiveId))
    return `l’objectif ${sheet.objectiveId} n’est pas un objectif de l’axe ${sheet.axisId}.`;
  const known = new Set(heading.organisations.map(({ name }) => name));
  const unknown = organisationsOfSheet(sheet).find((name) => !known.has(name));
  if (unknown !== undefined) return `l’organisme « ${unknown} » n’est pas dans la liste des organismes.`;
  if (sheet.dependsOn.length === 0) return undefined;
  // Only what dependencies need: a plan of 2,000 sheets is megabytes.
  const rows = await trx
    .selectFrom('app.actionSheet')
    .select(['id', sql<string[]>`content->'dependsOn'`.as('dependsOn')])
    .where('schemeId', '=', schemeId)
    .where('deletedAt', 'is', null)
    .where('id', '<>', sheet.id)
    .execute();
  const missing = sheet.dependsOn.find((id) => id !== sheet.id && !rows.some((row) => row.id === id));
  if (missing !== undefined) return `elle dépend de la fiche ${missing}, qui n’existe pas.`;
  return findCycle([sheet, ...rows]).includes(sheet.id) ? 'elle dépend d’elle-même, par d’autres fiches ou directement.' : undefined;
}
