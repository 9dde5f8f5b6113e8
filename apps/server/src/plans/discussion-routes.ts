import { type ActionSheet, sheetId } from '@maillage/domain/plans/plan.ts';
import { comparePlans, compareSheets } from '@maillage/domain/plans/plan-changes.ts';
import { commentToSave, type HistoryEntry, historyEntry, sheetComment } from '@maillage/domain/plans/plan-view.ts';
import { listHistory } from '@maillage/store/plans/plans-repo.ts';
import { addComment, listComments } from '@maillage/store/plans/sheet-comments-repo.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { errorAnswers } from '../http/errors.ts';
import { getSheet, writingOf } from './plan-access.ts';
import type { PlanRoutesOptions } from './plan-routes.ts';

const tags = ['Plan'];
const HISTORY_PAGE = 100;
const params = z.object({ sheetId });

/** Who changed what, and what is said of it: for the partners who may read what is discussed. */
export const discussionRoutes =
  (options: PlanRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    const { store, currentScheme } = options;
    app.get(
      '/api/plan/history',
      {
        config: { rule: 'partner', right: 'history.read', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Qui a changé quoi, le plus récent d’abord',
          querystring: z.object({
            sheet: sheetId.optional(),
            /** « plan » : axes, objectifs et organismes seulement. */
            of: z.literal('plan').optional(),
            before: z
              .string()
              .regex(/^\d{1,18}$/)
              .optional(),
          }),
          response: { 200: z.array(historyEntry), ...errorAnswers },
        },
      },
      async ({ actor, query }) => {
        const { schemeId } = await currentScheme();
        if (query.sheet === undefined) requireRight(actor, 'history.read', { schemeId });
        else requireRight(actor, 'history.read', { schemeId, sheet: (await getSheet(options, actor, schemeId, query.sheet)).sheet });
        const rows = await listHistory(store, schemeId, {
          limit: HISTORY_PAGE,
          ofHeading: query.of === 'plan',
          ...(query.sheet === undefined ? {} : { sheetId: query.sheet }),
          ...(query.before === undefined ? {} : { before: query.before }),
        });
        const names = await options.nameAuthors(rows.map(({ authorId }) => authorId));
        return rows.map(
          ({ authorId, happenedAt, position, before, after, ...row }): HistoryEntry => ({
            ...row,
            ...{ position: Number(position), author: names.get(authorId) ?? 'compte effacé', at: happenedAt },
            changes: changesOf(row.record, before, after),
          }),
        );
      },
    );

    app.get(
      '/api/plan/sheets/:sheetId/comments',
      {
        config: { rule: 'partner', right: 'history.read', cache: 'no-store' },
        schema: { tags, summary: 'Commentaires d’une fiche', params, response: { 200: z.array(sheetComment), ...errorAnswers } },
      },
      async ({ actor, params: { sheetId: id } }) => {
        const { schemeId } = await currentScheme();
        requireRight(actor, 'history.read', { schemeId, sheet: (await getSheet(options, actor, schemeId, id)).sheet });
        const comments = await listComments(store, schemeId, id);
        const names = await options.nameAuthors(comments.map(({ authorId }) => authorId));
        return comments.map(({ authorId, ...comment }) => ({ ...comment, author: names.get(authorId) ?? 'compte effacé' }));
      },
    );

    app.post(
      '/api/plan/sheets/:sheetId/comments',
      {
        config: { rule: 'partner', right: 'comment.write', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Commenter une fiche',
          params,
          body: commentToSave,
          response: { 200: z.object({ id: z.string() }), ...errorAnswers },
        },
      },
      async ({ actor, params: { sheetId: id }, body }) => {
        const author = await writingOf(options, actor);
        requireRight(actor, 'comment.write', {
          schemeId: author.schemeId,
          sheet: (await getSheet(options, actor, author.schemeId, id)).sheet,
        });
        return { id: await addComment(store, author, id, body.text) };
      },
    );
  };

/** What an entry of the history changed, drawn from the states that it kept. */
function changesOf(record: HistoryEntry['record'], before: unknown, after: unknown): HistoryEntry['changes'] {
  if (before === null || after === null) return [];
  if (record === 'actionSheet') return compareSheets(before as ActionSheet, after as ActionSheet); // written by us, from the schema
  const [old, next] = [before, after] as Parameters<typeof comparePlans>;
  return comparePlans({ ...old, actionSheets: [] }, { ...next, actionSheets: [] });
}
