import { randomUUID } from 'node:crypto';
import { DomainError } from '@maillage/domain/errors.ts';
import { checkPlan, checkSheet, findCycle } from '@maillage/domain/plans/check-plan.ts';
import {
  type ActionPlan,
  type ActionSheet,
  compareNumbered,
  organisationsOfSheet,
  sortPlan,
  sortSheet,
} from '@maillage/domain/plans/plan.ts';
import { comparePlans } from '@maillage/domain/plans/plan-changes.ts';
import { isPublicSheet } from '@maillage/domain/plans/plan-view.ts';
import { type Kysely, sql } from 'kysely';
import type { Database, HistoryRow, PlanHeading } from '../database.ts';
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
export type PlanOwner = 'departement' | 'prefecture';

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

async function readPlan(db: Kysely<Database>, schemeId: string): Promise<StoredPlan | undefined> {
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

/**
 * Writes a whole plan over the current one, all or nothing: only what differs gets a new version and a line of history. Sheets that
 * `next` does not have are removed (they can be put back). `expected` is the plan that the changes were drawn from: throws
 * `edit-conflict` when somebody wrote meanwhile, `plan-invalid` when the plan contradicts itself.
 */
export async function replacePlan(store: Store, writing: Writing, next: ActionPlan, expected: ActionPlan): Promise<void> {
  const plan = sortPlan(next);
  const [problem] = checkPlan(plan);
  if (problem !== undefined) throw new DomainError('plan-invalid', `Le plan se contredit. ${problem.where} : ${problem.message}`);
  const { actionSheets, ...heading } = plan;
  const { schemeId, now } = writing;
  await store.db.transaction().execute(async (trx) => {
    await ensurePlan(trx, writing, heading.departementCode);
    await lockPlan(trx, schemeId);
    const stored = (await readPlan(trx, schemeId))!;
    if (comparePlans(toActionPlan(stored), expected).length > 0)
      throw new DomainError('edit-conflict', 'Le plan a changé depuis la lecture de ce fichier. Rien n’a été écrit : relancez l’import.');
    if (JSON.stringify(stored.heading) !== JSON.stringify(heading))
      await writeHeading(trx, { ...writing, act: 'imported' }, stored, heading);
    const before = new Map(stored.sheets.map((one) => [one.sheet.id, one]));
    for (const sheet of actionSheets) {
      const known = before.get(sheet.id);
      if (known !== undefined && JSON.stringify(known.sheet) === JSON.stringify(sheet)) continue;
      await writeSheet(trx, { ...writing, act: 'imported' }, sheet, known?.sheet ?? null);
    }
    const kept = new Set(actionSheets.map(({ id }) => id));
    for (const { sheet } of stored.sheets) if (!kept.has(sheet.id)) await hideSheet(trx, { ...writing, now }, sheet);
  });
}

/** Saves the title, the dates, the organisations and the axes. Throws `edit-conflict` or `plan-invalid`. Returns the new version. */
export async function saveHeading(store: Store, writing: Writing, heading: PlanHeading, expectedVersion: number): Promise<number> {
  return store.db.transaction().execute(async (trx) => {
    await ensurePlan(trx, writing, heading.departementCode);
    await lockPlan(trx, writing.schemeId);
    const stored = (await readPlan(trx, writing.schemeId))!;
    if (stored.version !== expectedVersion)
      throw new DomainError('edit-conflict', 'Le plan a changé depuis que vous l’avez ouvert. Rien n’a été écrit par-dessus.', {
        version: stored.version,
        current: stored.heading,
      });
    const { actionSheets, ...sorted } = sortPlan({ ...heading, actionSheets: stored.sheets.map(({ sheet }) => sheet) });
    const [problem] = checkPlan({ ...sorted, actionSheets });
    if (problem !== undefined) throw new DomainError('plan-invalid', `Le plan se contredirait. ${problem.where} : ${problem.message}`);
    await writeHeading(trx, { ...writing, act: 'saved' }, stored, sorted);
    return stored.version + 1;
  });
}

/**
 * Saves one sheet over the version that its author read (0: it is new). Two people who edit the same sheet never lose a word: the
 * second gets `edit-conflict` with the version that is there (`details.current`, `details.version`, `details.author`). Throws
 * `plan-invalid` when the sheet contradicts itself or names what the plan does not have.
 */
export async function saveSheet(
  store: Store,
  writing: Writing,
  sent: ActionSheet,
  expectedVersion: number,
): Promise<{ version: number; before: ActionSheet | null }> {
  const sheet = sortSheet(sent);
  return store.db.transaction().execute(async (trx) => {
    const plan = await lockPlan(trx, writing.schemeId);
    if (plan === undefined) throw new DomainError('sheet-not-found', 'Ce schéma n’a pas encore de plan : importez-le, ou créez ses axes.');
    const row = await trx
      .selectFrom('app.actionSheet')
      .select(['content', 'version', 'deletedAt'])
      .where('schemeId', '=', writing.schemeId)
      .where('id', '=', sheet.id)
      .executeTakeFirst();
    const version = row === undefined || row.deletedAt !== null ? 0 : row.version;
    if (version !== expectedVersion) throw await conflict(trx, writing.schemeId, sheet.id, row);
    const problem = checkSheet(sheet)[0] ?? (await checkAgainstPlan(trx, writing.schemeId, plan.content, sheet));
    if (problem !== undefined) throw new DomainError('plan-invalid', `La fiche ${sheet.id} n’a pas été enregistrée : ${problem}`);
    const before = version === 0 ? null : row!.content;
    if (before !== null && JSON.stringify(before) === JSON.stringify(sheet)) return { version, before };
    return { version: await writeSheet(trx, { ...writing, act: 'saved' }, sheet, before), before };
  });
}

/** Takes a sheet out of the plan; it can be put back. Throws `sheet-not-found`, or `edit-conflict` when it changed meanwhile. */
export async function removeSheet(store: Store, writing: Writing, id: string, expectedVersion: number): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    await lockPlan(trx, writing.schemeId);
    const row = await findRow(trx, writing.schemeId, id);
    if (row === undefined || row.deletedAt !== null) throw sheetNotFound(id);
    if (row.version !== expectedVersion) throw await conflict(trx, writing.schemeId, id, row);
    const dependent = (await readPlan(trx, writing.schemeId))?.sheets.find(({ sheet }) => sheet.dependsOn.includes(id));
    if (dependent !== undefined)
      throw new DomainError('plan-invalid', `La fiche ${dependent.sheet.id} dépend de la fiche ${id} : ôtez d’abord cette dépendance.`);
    await hideSheet(trx, writing, row.content);
  });
}

/** Puts a removed sheet back as it was. Throws `sheet-not-found` when it is not a removed one. */
export async function restoreSheet(store: Store, writing: Writing, id: string): Promise<number> {
  return store.db.transaction().execute(async (trx) => {
    const plan = await lockPlan(trx, writing.schemeId);
    const row = await findRow(trx, writing.schemeId, id);
    if (plan === undefined || row === undefined || row.deletedAt === null) throw sheetNotFound(id);
    const problem = await checkAgainstPlan(trx, writing.schemeId, plan.content, row.content);
    if (problem !== undefined) throw new DomainError('plan-invalid', `La fiche ${id} ne peut pas être rétablie : ${problem}`);
    return writeSheet(trx, { ...writing, act: 'restored' }, row.content, null);
  });
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

/** Notes that an owner agrees to this very version. When both have, a proposed sheet becomes validated. Returns the version it then has. */
export async function validateSheet(store: Store, writing: Writing, id: string, version: number, owner: PlanOwner): Promise<number> {
  return store.db.transaction().execute(async (trx) => {
    await lockPlan(trx, writing.schemeId);
    const row = await findRow(trx, writing.schemeId, id);
    if (row === undefined || row.deletedAt !== null) throw sheetNotFound(id);
    if (row.version !== version) throw await conflict(trx, writing.schemeId, id, row);
    await trx
      .insertInto('app.sheetValidation')
      .values({ schemeId: writing.schemeId, sheetId: id, version, owner, authorId: writing.authorId, validatedAt: writing.now })
      .onConflict((clash) => clash.doNothing())
      .execute();
    await addHistory(
      trx,
      { ...writing, act: 'validated' },
      { record: 'actionSheet', recordId: id, version, before: null, after: { owner } },
    );
    const owners = await trx
      .selectFrom('app.sheetValidation')
      .select('owner')
      .where('schemeId', '=', writing.schemeId)
      .where('sheetId', '=', id)
      .where('version', '=', version)
      .execute();
    if (owners.length < 2 || isPublicSheet(row.content)) return version;
    const next = await writeSheet(trx, { ...writing, act: 'validated' }, { ...row.content, status: 'validated' }, row.content);
    // Their agreement goes to the version that it made.
    for (const each of owners)
      await trx
        .insertInto('app.sheetValidation')
        .values({
          schemeId: writing.schemeId,
          sheetId: id,
          version: next,
          owner: each.owner,
          authorId: writing.authorId,
          validatedAt: writing.now,
        })
        .execute();
    return next;
  });
}

/** Who changed what, the last first; of one sheet when one is given. */
export async function listHistory(
  store: Store,
  schemeId: string,
  options: { sheetId?: string; before?: string; limit: number },
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
  if (options.before !== undefined) query = query.where('position', '<', options.before);
  return (await query.execute()).map((row) => ({ ...row, position: String(row.position), happenedAt: row.happenedAt.toISOString() }));
}

/** Adds a comment to a sheet. Throws `sheet-not-found`. */
export async function addComment(store: Store, writing: Writing, sheetId: string, text: string): Promise<string> {
  const row = await findRow(store.db, writing.schemeId, sheetId);
  if (row === undefined || row.deletedAt !== null) throw sheetNotFound(sheetId);
  const id = randomUUID();
  await store.db
    .insertInto('app.sheetComment')
    .values({
      id,
      schemeId: writing.schemeId,
      sheetId,
      authorId: writing.authorId,
      commentedAt: writing.now,
      content: text,
      deletedAt: null,
    })
    .execute();
  return id;
}

/** The comments of a sheet, the first first; the text of a removed one is not told. */
export async function listComments(store: Store, schemeId: string, sheetId: string) {
  const rows = await store.db
    .selectFrom('app.sheetComment')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .where('sheetId', '=', sheetId)
    .orderBy('commentedAt')
    .orderBy('id')
    .execute();
  return rows.map(({ id, authorId, commentedAt, content, deletedAt }) => ({
    ...{ id, sheetId, authorId, at: commentedAt.toISOString() },
    ...{ text: deletedAt === null ? content : '', removed: deletedAt !== null },
  }));
}

type Db = Kysely<Database>;
type Acting = Writing & { act: HistoryRow['act'] };

/** One writer of a plan at a time: what a sheet leans on cannot go away in between. Undefined when there is no plan. */
function lockPlan(trx: Db, schemeId: string): Promise<{ content: PlanHeading } | undefined> {
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

async function writeHeading(trx: Db, acting: Acting, stored: StoredPlan, heading: PlanHeading): Promise<void> {
  const version = stored.version + 1;
  await trx
    .updateTable('app.plan')
    .set({ content: JSON.stringify(heading), version, updatedAt: acting.now })
    .where('schemeId', '=', acting.schemeId)
    .execute();
  await addHistory(trx, acting, { record: 'plan', recordId: acting.schemeId, version, before: stored.heading, after: heading });
}

/** The version that the sheet then has; a sheet that was removed goes on from its last one. */
async function writeSheet(trx: Db, acting: Acting, sheet: ActionSheet, before: ActionSheet | null): Promise<number> {
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

async function hideSheet(trx: Db, writing: Writing, sheet: ActionSheet): Promise<void> {
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

async function addHistory(
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

function findRow(db: Db, schemeId: string, id: string) {
  return db
    .selectFrom('app.actionSheet')
    .select(['content', 'version', 'deletedAt'])
    .where('schemeId', '=', schemeId)
    .where('id', '=', id)
    .executeTakeFirst();
}

const sheetNotFound = (id: string) => new DomainError('sheet-not-found', `La fiche ${id} n’est pas dans ce plan.`, { sheetId: id });

async function conflict(
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
async function checkAgainstPlan(trx: Db, schemeId: string, heading: PlanHeading, sheet: ActionSheet): Promise<string | undefined> {
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
