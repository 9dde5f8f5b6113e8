import { DomainError } from '@maillage/domain/errors.ts';
import { checkPlan } from '@maillage/domain/plans/check-plan.ts';
import { organisationsOfSheet, sortPlan, sortSheet } from '@maillage/domain/plans/plan.ts';
import { checkRenamings, type PlanHeading, type Renaming, renameOrganisations } from '@maillage/domain/plans/plan-heading.ts';
import type { Kysely } from 'kysely';
import { listInvitations } from '../accounts/accounts-repo.ts';
import type { Database } from '../database.ts';
import type { Store } from '../store.ts';
import { ensurePlan, lockPlan, writeHeading, writeSheet } from './plan-rows.ts';
import { readPlan, type StoredPlan, type Writing } from './plans-repo.ts';

/**
 * Saves the title, the dates, the organisations and the axes over the version that was read. An organisation of `renamed` takes its new
 * name in every sheet, right and invitation; an agreement of the owners to a sheet holds, for its content is the same. Throws
 * `edit-conflict` (`details.current`, `details.version`, `details.authorId`), or `plan-invalid` when a sheet or somebody's right would be
 * left without its axis, objective or organisation. Returns the version that the heading then has.
 */
export async function saveHeading(
  store: Store,
  writing: Writing,
  sent: PlanHeading,
  { expectedVersion, renamed = [] }: { expectedVersion: number; renamed?: readonly Renaming[] },
): Promise<number> {
  return store.db.transaction().execute(async (trx) => {
    await ensurePlan(trx, writing, sent.departementCode);
    await lockPlan(trx, writing.schemeId);
    const stored = (await readPlan(trx, writing.schemeId))!;
    if (stored.version !== expectedVersion) throw await conflict(trx, writing.schemeId, stored);
    const renamings = renamed.filter(({ from, to }) => from !== to);
    const named = (name: string) => renamings.some(({ from }) => from === name);
    const { actionSheets, ...heading } = sortPlan({
      ...sent,
      actionSheets: stored.sheets.map(({ sheet }) => renameOrganisations(sheet, renamings)),
    });
    const problem = checkRenamings(stored.heading, heading, renamings)[0] ?? checkPlan({ ...heading, actionSheets })[0];
    if (problem !== undefined) throw invalid(`${problem.where} : ${problem.message}`);
    await requireUnused(trx, writing, stored.heading, heading, named);
    if (JSON.stringify(stored.heading) === JSON.stringify(heading)) return stored.version;
    await writeHeading(trx, { ...writing, act: 'saved' }, stored, heading);
    for (const { sheet, version } of stored.sheets) {
      if (!organisationsOfSheet(sheet).some(named)) continue;
      const next = await writeSheet(trx, { ...writing, act: 'saved' }, sortSheet(renameOrganisations(sheet, renamings)), sheet);
      await carryValidations(trx, { schemeId: writing.schemeId, sheetId: sheet.id, from: version, to: next });
    }
    await renameElsewhere(trx, writing.schemeId, renamings);
    return stored.version + 1;
  });
}

const invalid = (text: string) => new DomainError('plan-invalid', `Le plan se contredirait, rien n’a été enregistré. ${text}`);

async function conflict(trx: Kysely<Database>, schemeId: string, stored: StoredPlan): Promise<DomainError> {
  const last = await trx
    .selectFrom('app.planHistory')
    .select('authorId')
    .where('schemeId', '=', schemeId)
    .where('record', '=', 'plan')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return new DomainError('edit-conflict', 'Le plan a changé depuis que vous l’avez ouvert. Rien n’a été écrit par-dessus.', {
    ...{ version: stored.version, current: stored.heading, authorId: last?.authorId ?? null },
  });
}

/** An organisation for which somebody works, or is invited to, stays in the list. */
async function requireUnused(
  trx: Kysely<Database>,
  { schemeId, now }: Writing,
  before: PlanHeading,
  after: PlanHeading,
  isRenamed: (name: string) => boolean,
): Promise<void> {
  const kept = new Set(after.organisations.map(({ name }) => name));
  const gone = before.organisations.map(({ name }) => name).filter((name) => !kept.has(name) && !isRenamed(name));
  if (gone.length === 0) return;
  const working = await organisationsOf(trx, 'app.rightsGrant', schemeId);
  const right = working.find((name) => gone.some((one) => isSameName(one, name)));
  if (right !== undefined)
    throw invalid(`L’organisme « ${right} » a des personnes avec un droit : retirez-le-leur d’abord, ou gardez l’organisme.`);
  const waiting = await listInvitations({ db: trx }, schemeId, now);
  const invited = gone
    .map((name) => ({ name, emails: waiting.filter(({ organisation }) => isSameName(organisation, name)).map(({ email }) => email) }))
    .find(({ emails }) => emails.length > 0);
  if (invited !== undefined)
    throw invalid(
      `L’organisme « ${invited.name} » est celui d’une invitation qui attend une réponse (${invited.emails.join(', ')}) : reprenez-la d’abord dans « Partenaires et droits », sous « En attente », ou gardez l’organisme.`,
    );
}

/** Rights name an organisation as somebody typed it: capitals do not count. Compared here, for databases do not all know accents. */
const isSameName = (a: string, b: string) => a.trim().toLocaleLowerCase('fr') === b.trim().toLocaleLowerCase('fr');

async function organisationsOf(trx: Kysely<Database>, table: 'app.rightsGrant' | 'app.invitation', schemeId: string): Promise<string[]> {
  const rows = await trx.selectFrom(table).select('organisation').distinct().where('schemeId', '=', schemeId).execute();
  return rows.map(({ organisation }) => organisation);
}

async function carryValidations(
  trx: Kysely<Database>,
  { schemeId, sheetId, from, to }: { schemeId: string; sheetId: string; from: number; to: number },
): Promise<void> {
  const agreed = await trx
    .selectFrom('app.sheetValidation')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .where('sheetId', '=', sheetId)
    .where('version', '=', from)
    .execute();
  for (const one of agreed)
    await trx
      .insertInto('app.sheetValidation')
      .values({ ...one, version: to, validatedAt: one.validatedAt.toISOString() })
      .execute();
}

/** Rights, invitations, and the sheets that were taken out of the plan and may come back. */
async function renameElsewhere(trx: Kysely<Database>, schemeId: string, renamings: readonly Renaming[]): Promise<void> {
  if (renamings.length === 0) return;
  for (const table of ['app.rightsGrant', 'app.invitation'] as const)
    for (const typed of await organisationsOf(trx, table, schemeId)) {
      const to = renamings.find(({ from }) => isSameName(from, typed))?.to;
      if (to === undefined) continue;
      await trx.updateTable(table).set({ organisation: to }).where('schemeId', '=', schemeId).where('organisation', '=', typed).execute();
    }
  const removed = await trx
    .selectFrom('app.actionSheet')
    .select(['id', 'content'])
    .where('schemeId', '=', schemeId)
    .where('deletedAt', 'is not', null)
    .execute();
  for (const { id, content } of removed)
    await trx
      .updateTable('app.actionSheet')
      .set({ content: JSON.stringify(sortSheet(renameOrganisations(content, renamings))) })
      .where('schemeId', '=', schemeId)
      .where('id', '=', id)
      .execute();
}
