import type { PlanOwner } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { checkPlan, checkSheet } from '@maillage/domain/plans/check-plan.ts';
import { type ActionPlan, type ActionSheet, sortPlan, sortSheet } from '@maillage/domain/plans/plan.ts';
import { comparePlans } from '@maillage/domain/plans/plan-changes.ts';
import { isPublicSheet } from '@maillage/domain/plans/plan-view.ts';
import type { Store } from '../store.ts';
import {
  addHistory,
  checkAgainstPlan,
  conflict,
  ensurePlan,
  findRow,
  hideSheet,
  lockPlan,
  sheetNotFound,
  writeHeading,
  writeSheet,
} from './plan-rows.ts';
import { readPlan, toActionPlan, type Writing } from './plans-repo.ts';

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
