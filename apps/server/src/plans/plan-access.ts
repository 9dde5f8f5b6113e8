import { type Actor, can } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { isPublicSheet } from '@maillage/domain/plans/plan-view.ts';
import type { StoredSheet, Writing } from '@maillage/store/plans/plans-repo.ts';
import type { PlanRoutesOptions } from './plan-routes.ts';

/** The sheet as stored, if this reader may know of it. Another one's draft is « not there », not « forbidden ». */
export async function getSheet(
  { plans }: Pick<PlanRoutesOptions, 'plans'>,
  actor: Actor,
  schemeId: string,
  id: string,
): Promise<StoredSheet> {
  const found = (await plans.read(schemeId)).stored?.sheets.find(({ sheet }) => sheet.id === id);
  if (found === undefined || !(isPublicSheet(found.sheet) || can(actor, 'plan.readDrafts', { schemeId, sheet: found.sheet })))
    throw new DomainError('sheet-not-found', `La fiche ${id} n’est pas dans ce plan.`, { sheetId: id });
  return found;
}

/** Who writes, where and when. */
export async function writingOf(
  { currentScheme, now }: Pick<PlanRoutesOptions, 'currentScheme' | 'now'>,
  actor: Actor,
): Promise<Writing & { departementCode: string }> {
  const scheme = await currentScheme();
  return { ...scheme, authorId: actor.kind === 'person' ? actor.id : 'poste', now: now() };
}

/** Writes; a conflict also tells the name of whoever wrote meanwhile (`details.author`). */
export async function namingAuthor<Answer>(
  { nameAuthors }: Pick<PlanRoutesOptions, 'nameAuthors'>,
  write: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'edit-conflict') throw error;
    const { authorId, ...details } = error.details;
    const names = await nameAuthors(typeof authorId === 'string' ? [authorId] : []);
    throw new DomainError('edit-conflict', error.message, { ...details, author: names.get(String(authorId)) ?? null });
  }
}
