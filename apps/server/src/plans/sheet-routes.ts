import { type Actor, can, RIGHT_NAMES } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { allowedStatuses, NOT_DECIDED, ownerSides } from '@maillage/domain/plans/decide.ts';
import { type ActionSheet, sheetId } from '@maillage/domain/plans/plan.ts';
import { bulkAnswer, bulkEdit, isPublicSheet, removedSheet, saved, sheetToSave, sheetView } from '@maillage/domain/plans/plan-view.ts';
import { findSheetContent } from '@maillage/store/plans/documents-repo.ts';
import { listRemovedSheets, type StoredPlan, type StoredSheet } from '@maillage/store/plans/plans-repo.ts';
import { removeSheet, restoreSheet, saveSheet, validateSheet } from '@maillage/store/plans/save-plan.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { errorAnswers } from '../http/errors.ts';
import { getSheet, namingAuthor, writingOf } from './plan-access.ts';
import type { PlanRoutesOptions } from './plan-routes.ts';

const tags = ['Plan'];
const params = z.object({ sheetId });
const versionQuery = z.object({ version: z.string().regex(/^\d{1,9}$/) });
const emptyBody = z.object({}).nullish();

/** The sheets of the plan: read by all once decided, written by those who have the right, on the part that they have it for. */
export const sheetRoutes =
  (options: PlanRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    const { store, plans, currentScheme } = options;
    const viewOf = async (actor: Actor, schemeId: string, found: StoredSheet) => {
      const target = { schemeId, sheet: found.sheet };
      const rights = RIGHT_NAMES.filter((right) => can(actor, right, target));
      const { stored } = await plans.read(schemeId);
      const isWriter = rights.includes('sheet.write');
      // Whoever may save it is given the whole: a number kept from them would be lost by their save.
      const sheet = isWriter ? found.sheet : { ...found.sheet, dependsOn: found.sheet.dependsOn.filter((id) => isSeen(stored, id)) };
      function isSeen(plan: StoredPlan | undefined, id: string): boolean {
        const other = plan?.sheets.find((one) => one.sheet.id === id)?.sheet;
        return other !== undefined && (isPublicSheet(other) || can(actor, 'plan.readDrafts', { schemeId, sheet: other }));
      }
      return {
        ...{ ...found, sheet, rights, validatesFor: ownerSides(actor, target) },
        statuses: isWriter ? allowedStatuses(actor, found.sheet.status) : [],
      };
    };

    app.get(
      '/api/plan/sheets/:sheetId',
      {
        config: { rule: 'public', cache: 'revalidate' },
        schema: { tags, summary: 'Une fiche action', params, response: { 200: sheetView, ...errorAnswers } },
      },
      async ({ actor, params: { sheetId: id } }, reply) => {
        const { schemeId } = await currentScheme();
        reply.header('cache-control', 'private, no-cache').header('vary', 'accept-encoding, cookie');
        return await viewOf(actor, schemeId, await getSheet(options, actor, schemeId, id));
      },
    );

    app.put(
      '/api/plan/sheets/:sheetId',
      {
        config: { rule: 'partner', right: 'sheet.write', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Enregistrer une fiche par-dessus la version lue (0 : nouvelle)',
          params,
          body: sheetToSave,
          response: { 200: saved, ...errorAnswers },
        },
      },
      async ({ actor, params: { sheetId: id }, body: { sheet, version } }) => {
        const author = await writingOf(options, actor);
        if (sheet.id !== id) throw new DomainError('usage', 'Le numéro de la fiche n’est pas celui de l’adresse.');
        await requireSheetRight(actor, author.schemeId, sheet, version);
        return { version: (await namingAuthor(options, () => saveSheet(store, author, sheet, version))).version };
      },
    );

    /** The right on the sheet as it is stored, on the axis where it goes, and to the state that it takes. */
    async function requireSheetRight(actor: Actor, schemeId: string, sheet: ActionSheet, version: number): Promise<void> {
      // Also when it is said to be new: a conflict tells what is there, to those alone who may write it.
      const isThere = version > 0 || (await findSheetContent(store, schemeId, sheet.id)) !== undefined;
      const before = isThere ? (await getSheet(options, actor, schemeId, sheet.id)).sheet : null;
      if (before !== null) requireRight(actor, 'sheet.write', { schemeId, sheet: before });
      requireRight(actor, 'sheet.write', { schemeId, sheet });
      requireStatus(actor, before, sheet);
    }

    app.delete(
      '/api/plan/sheets/:sheetId',
      {
        config: { rule: 'partner', right: 'sheet.remove', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Retirer une fiche ; elle peut être rétablie',
          params,
          querystring: versionQuery,
          response: { 200: z.object({}), ...errorAnswers },
        },
      },
      async ({ actor, params: { sheetId: id }, query }) => {
        const author = await writingOf(options, actor);
        requireRight(actor, 'sheet.remove', {
          schemeId: author.schemeId,
          sheet: (await getSheet(options, actor, author.schemeId, id)).sheet,
        });
        await removeSheet(store, author, id, Number(query.version));
        return {};
      },
    );

    app.get(
      '/api/plan/removed',
      {
        config: { rule: 'partner', right: 'sheet.remove', cache: 'no-store' },
        schema: { tags, summary: 'Fiches retirées', response: { 200: z.array(removedSheet), ...errorAnswers } },
      },
      async ({ actor }) => {
        const { schemeId } = await currentScheme();
        requireRight(actor, 'sheet.remove', { schemeId });
        return listRemovedSheets(store, schemeId);
      },
    );

    app.post(
      '/api/plan/sheets/:sheetId/restore',
      {
        config: { rule: 'partner', right: 'sheet.remove', cache: 'no-store' },
        schema: { tags, summary: 'Rétablir une fiche retirée', params, body: emptyBody, response: { 200: saved, ...errorAnswers } },
      },
      async ({ actor, params: { sheetId: id } }) => {
        const author = await writingOf(options, actor);
        requireRight(actor, 'sheet.remove', author);
        return { version: await restoreSheet(store, author, id) };
      },
    );

    app.post(
      '/api/plan/sheets/:sheetId/validate',
      {
        config: { rule: 'partner', right: 'sheet.validate', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Valider une version, au nom du Département ou de la Préfecture ; à deux, une proposition devient validée',
          params,
          body: z.strictObject({ version: z.number().int().min(1), owner: z.enum(['departement', 'prefecture']) }),
          response: { 200: saved, ...errorAnswers },
        },
      },
      async ({ actor, params: { sheetId: id }, body: { version, owner } }) => {
        const author = await writingOf(options, actor);
        const target = { schemeId: author.schemeId, sheet: (await getSheet(options, actor, author.schemeId, id)).sheet };
        requireRight(actor, 'sheet.validate', target);
        if (!ownerSides(actor, target).includes(owner))
          throw new DomainError(
            'not-allowed',
            `Vous ne validez pas au nom ${owner === 'prefecture' ? 'de la Préfecture' : 'du Département'} : chacun des deux propriétaires valide pour lui-même. Rien n’a été modifié.`,
          );
        return { version: await validateSheet(store, author, id, version, owner) };
      },
    );

    app.post(
      '/api/plan/bulk',
      {
        config: { rule: 'partner', right: 'sheet.write', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Donner une même valeur à plusieurs fiches ; chacune est enregistrée, ou dit pourquoi elle ne l’est pas',
          body: bulkEdit,
          response: { 200: bulkAnswer, ...errorAnswers },
        },
      },
      async ({ actor, body }) => {
        const author = await writingOf(options, actor);
        const stored = new Map(((await plans.read(author.schemeId)).stored?.sheets ?? []).map((one) => [one.sheet.id, one.sheet]));
        const set = Object.fromEntries(Object.entries(body.set).filter(([, value]) => value !== undefined));
        const answers: z.infer<typeof bulkAnswer> = [];
        for (const { id, version } of body.sheets) {
          const sheet = stored.get(id);
          try {
            if (sheet === undefined || !(isPublicSheet(sheet) || can(actor, 'plan.readDrafts', { schemeId: author.schemeId, sheet })))
              throw new DomainError('sheet-not-found', `La fiche ${id} n’est pas dans ce plan.`);
            requireRight(actor, 'sheet.write', { schemeId: author.schemeId, sheet });
            requireStatus(actor, sheet, { ...sheet, ...set });
            const next = await namingAuthor(options, () => saveSheet(store, author, { ...sheet, ...set }, version));
            answers.push({ id, version: next.version, message: null });
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            answers.push({ id, version: null, message: error.message });
          }
        }
        return answers;
      },
    );
  };

/** Refuses a state that somebody alone may not give. */
function requireStatus(actor: Actor, before: ActionSheet | null, after: ActionSheet): void {
  if (before?.status === after.status || allowedStatuses(actor, before?.status ?? null).includes(after.status)) return;
  throw new DomainError(
    'not-allowed',
    before !== null && isPublicSheet(before)
      ? 'Une fiche décidée ne redevient pas une idée : suspendez-la ou abandonnez-la. Rien n’a été modifié.'
      : `${NOT_DECIDED} Rien n’a été modifié.`,
  );
}
