import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, can, RIGHT_NAMES } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { allowedStatuses, NOT_DECIDED, ownerSides } from '@maillage/domain/plans/decide.ts';
import { type ActionSheet, sheetId } from '@maillage/domain/plans/plan.ts';
import { comparePlans, compareSheets } from '@maillage/domain/plans/plan-changes.ts';
import {
  bulkAnswer,
  bulkEdit,
  commentToSave,
  type HistoryEntry,
  headingToSave,
  historyEntry,
  importAnswer,
  isPublicSheet,
  planView,
  removedSheet,
  saved,
  sheetComment,
  sheetToSave,
  sheetView,
} from '@maillage/domain/plans/plan-view.ts';
import { importPlan, publicPlan } from '@maillage/pipeline/plans/import-plan.ts';
import { readPlanNames } from '@maillage/pipeline/plans/read-plan-names.ts';
import { PLAN_CONTENT_TYPES, PLAN_FILE_FORMATS, writePlanFile } from '@maillage/pipeline/plans/write-plan.ts';
import type { SchemeRuns } from '@maillage/pipeline/schemes/scheme-runs.ts';
import { findSheetContent } from '@maillage/store/plans/documents-repo.ts';
import type { PlanReader } from '@maillage/store/plans/plan-reader.ts';
import {
  addComment,
  emptyPlan,
  listComments,
  listHistory,
  listRemovedSheets,
  removeSheet,
  restoreSheet,
  type StoredSheet,
  saveHeading,
  saveSheet,
  toActionPlan,
  validateSheet,
  type Writing,
} from '@maillage/store/plans/plans-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { matchesEtag } from '../http/caching.ts';
import { errorAnswers } from '../http/errors.ts';
import { receiveFile } from '../sources/receive-file.ts';
import { createPlanAnswers } from './plan-answers.ts';

const tags = ['Plan'];
const MAX_IMPORT_BYTES = 60_000_000;
const HISTORY_PAGE = 100;
const params = z.object({ sheetId });
const flag = z.enum(['0', '1']).default('0');
const versionQuery = z.object({ version: z.string().regex(/^\d{1,9}$/) });
const emptyBody = z.object({}).nullish();

export interface PlanRoutesOptions {
  store: Store;
  plans: PlanReader;
  schemeRuns: SchemeRuns;
  /** The scheme that is served; throws `no-published-run` before any run is. */
  currentScheme(): Promise<{ schemeId: string; departementCode: string }>;
  /** Names of authors, by id, for those who may know them. */
  nameAuthors(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  now(): string;
}

/** The plan of the scheme: read by all once decided, written by those who have the right, on the part that they have it for. */
export const planRoutes =
  (options: PlanRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    const { store, plans, currentScheme } = options;
    const answers = createPlanAnswers();
    const writing = async (actor: Actor): Promise<Writing & { departementCode: string }> => {
      const scheme = await currentScheme();
      return { ...scheme, authorId: actor.kind === 'person' ? actor.id : 'poste', now: options.now() };
    };

    /** The sheet as stored, if this reader may know of it. Another one's draft is « not there », not « forbidden ». */
    async function getSheet(actor: Actor, schemeId: string, id: string): Promise<StoredSheet> {
      const found = (await plans.read(schemeId)).stored?.sheets.find(({ sheet }) => sheet.id === id);
      if (found === undefined || !(isPublicSheet(found.sheet) || can(actor, 'plan.readDrafts', { schemeId, sheet: found.sheet })))
        throw new DomainError('sheet-not-found', `La fiche ${id} n’est pas dans ce plan.`, { sheetId: id });
      return found;
    }
    const viewOf = async (actor: Actor, schemeId: string, found: StoredSheet) => {
      const target = { schemeId, sheet: found.sheet };
      const rights = RIGHT_NAMES.filter((right) => can(actor, right, target));
      const organisations = (await plans.read(schemeId)).stored?.heading.organisations ?? [];
      return {
        ...{ ...found, rights, validatesFor: ownerSides(actor, target, organisations) },
        statuses: rights.includes('sheet.write') ? allowedStatuses(actor, found.sheet.status) : [],
      };
    };

    app.get(
      '/api/plan',
      {
        config: { rule: 'public', cache: 'revalidate' },
        schema: { tags, summary: 'Le programme d’actions : axes, organismes et fiches', response: { 200: planView, ...errorAnswers } },
      },
      async ({ actor, headers }, reply) => {
        const scheme = await currentScheme();
        const question = { ...scheme, actor, plan: await plans.read(scheme.schemeId) };
        const etag = answers.etagOf(question);
        // Each reader has their own: kept by their browser alone, and asked again each time.
        reply.header('etag', etag).header('cache-control', 'private, no-cache').header('vary', 'accept-encoding, cookie');
        const known = headers['if-none-match'];
        if (known !== undefined && matchesEtag(known, etag)) return sendWritten(reply.code(304), '');
        const { json, gzip } = await answers.answer(question);
        reply.type('application/json; charset=utf-8');
        if (!/\bgzip\b/.test(headers['accept-encoding'] ?? '')) return sendWritten(reply, json);
        return sendWritten(reply.header('content-encoding', 'gzip'), gzip);
      },
    );

    app.get(
      '/api/plan/files/:fileName',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Le programme d’actions en fichier : plan.json, plan.csv, plan.xlsx, et plan.docx pour le lire',
          params: z.object({ fileName: z.string().regex(/^plan\.(json|csv|xlsx|docx)$/) }),
          response: { 200: z.unknown().describe('Le fichier'), ...errorAnswers },
        },
      },
      async ({ actor, params: { fileName } }, reply) => {
        const { schemeId, departementCode } = await currentScheme();
        const { stored } = await plans.read(schemeId);
        const plan = stored === undefined ? emptyPlan(departementCode) : toActionPlan(stored);
        const seen = can(actor, 'plan.readDrafts', { schemeId }) ? plan : publicPlan(plan);
        const format = PLAN_FILE_FORMATS.find((one) => fileName === `plan.${one}`)!;
        const bytes = Buffer.from(await writePlanFile(seen, format, () => readPlanNames(store, departementCode)));
        return reply.type(PLAN_CONTENT_TYPES[format]).header('content-disposition', `attachment; filename="${fileName}"`).send(bytes);
      },
    );

    app.post(
      '/api/plan/import',
      {
        config: { rule: 'partner', right: 'plan.write', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Importer un plan (multipart, champ « file ») ; dryRun=1 dit ce qui changerait sans rien écrire',
          consumes: ['multipart/form-data'],
          querystring: z.object({ dryRun: flag, removeAbsent: flag }),
          response: { 200: importAnswer, ...errorAnswers },
        },
      },
      async (request) => {
        const { departementCode, ...author } = await writing(request.actor);
        requireRight(request.actor, 'plan.write', author);
        const part = request.isMultipart() ? await request.file() : undefined;
        if (part === undefined) throw new DomainError('usage', 'Aucun fichier n’a été envoyé. Choisissez un fichier, puis recommencez.');
        const folder = await mkdtemp(join(tmpdir(), 'maillage-import-'));
        try {
          const name = await receiveFile(folder, { sentName: part.filename, content: part.file, replace: false }, MAX_IMPORT_BYTES);
          return await importPlan(store, author, {
            ...{ path: join(folder, name), displayPath: name, departementCode },
            ...{ dryRun: request.query.dryRun === '1', removeAbsent: request.query.removeAbsent === '1' },
          });
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
    );

    app.put(
      '/api/plan/heading',
      {
        config: { rule: 'partner', right: 'plan.write', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Enregistrer titre, dates, organismes et axes',
          body: headingToSave,
          response: { 200: saved, ...errorAnswers },
        },
      },
      async ({ actor, body }) => {
        const { departementCode, ...author } = await writing(actor);
        requireRight(actor, 'plan.write', author);
        if (body.heading.departementCode !== departementCode)
          throw new DomainError('plan-invalid', 'Ce plan est celui d’un autre Département.');
        return { version: await saveHeading(store, author, body.heading, body.version) };
      },
    );

    app.get(
      '/api/plan/sheets/:sheetId',
      {
        config: { rule: 'public', cache: 'revalidate' },
        schema: { tags, summary: 'Une fiche action', params, response: { 200: sheetView, ...errorAnswers } },
      },
      async ({ actor, params: { sheetId: id } }, reply) => {
        const { schemeId } = await currentScheme();
        reply.header('cache-control', 'private, no-cache').header('vary', 'accept-encoding, cookie');
        return await viewOf(actor, schemeId, await getSheet(actor, schemeId, id));
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
        const author = await writing(actor);
        if (sheet.id !== id) throw new DomainError('usage', 'Le numéro de la fiche n’est pas celui de l’adresse.');
        await requireSheetRight(actor, author.schemeId, sheet, version);
        return await saveNamed(author, sheet, version);
      },
    );

    /** The right on the sheet as it is stored, on the axis where it goes, and to the state that it takes. */
    async function requireSheetRight(actor: Actor, schemeId: string, sheet: ActionSheet, version: number): Promise<void> {
      // Also when it is said to be new: a conflict tells what is there, to those alone who may write it.
      const isThere = version > 0 || (await findSheetContent(store, schemeId, sheet.id)) !== undefined;
      const before = isThere ? (await getSheet(actor, schemeId, sheet.id)).sheet : null;
      if (before !== null) requireRight(actor, 'sheet.write', { schemeId, sheet: before });
      requireRight(actor, 'sheet.write', { schemeId, sheet });
      requireStatus(actor, before, sheet);
    }

    /** Saves; a conflict also tells the name of whoever wrote meanwhile. */
    async function saveNamed(author: Writing, sheet: ActionSheet, version: number): Promise<{ version: number }> {
      try {
        return { version: (await saveSheet(store, author, sheet, version)).version };
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'edit-conflict') throw error;
        const { authorId, ...details } = error.details;
        const names = await options.nameAuthors(typeof authorId === 'string' ? [authorId] : []);
        throw new DomainError('edit-conflict', error.message, { ...details, author: names.get(String(authorId)) ?? null });
      }
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
        const author = await writing(actor);
        requireRight(actor, 'sheet.remove', { schemeId: author.schemeId, sheet: (await getSheet(actor, author.schemeId, id)).sheet });
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
        const author = await writing(actor);
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
        const author = await writing(actor);
        const target = { schemeId: author.schemeId, sheet: (await getSheet(actor, author.schemeId, id)).sheet };
        requireRight(actor, 'sheet.validate', target);
        const organisations = (await plans.read(author.schemeId)).stored?.heading.organisations ?? [];
        if (!ownerSides(actor, target, organisations).includes(owner))
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
        const author = await writing(actor);
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
            const next = await saveNamed(author, { ...sheet, ...set }, version);
            answers.push({ id, version: next.version, message: null });
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            answers.push({ id, version: null, message: error.message });
          }
        }
        return answers;
      },
    );

    app.get(
      '/api/plan/history',
      {
        config: { rule: 'partner', right: 'history.read', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Qui a changé quoi, le plus récent d’abord',
          querystring: z.object({
            sheet: sheetId.optional(),
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
        else requireRight(actor, 'history.read', { schemeId, sheet: (await getSheet(actor, schemeId, query.sheet)).sheet });
        const rows = await listHistory(store, schemeId, {
          limit: HISTORY_PAGE,
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
        requireRight(actor, 'history.read', { schemeId, sheet: (await getSheet(actor, schemeId, id)).sheet });
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
        const author = await writing(actor);
        requireRight(actor, 'comment.write', { schemeId: author.schemeId, sheet: (await getSheet(actor, author.schemeId, id)).sheet });
        return { id: await addComment(store, author, id, body.text) };
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

/** Sends what is already written: it is not made an object only to be written again. */
const sendWritten = (reply: FastifyReply, body: string | Buffer): never =>
  // Typed as the object that these bytes spell, for the routes that declare one.
  reply.send(body) as never;

/** What an entry of the history changed, drawn from the states that it kept. */
function changesOf(record: HistoryEntry['record'], before: unknown, after: unknown): HistoryEntry['changes'] {
  if (before === null || after === null) return [];
  if (record === 'actionSheet') return compareSheets(before as ActionSheet, after as ActionSheet); // written by us, from the schema
  const [old, next] = [before, after] as Parameters<typeof comparePlans>;
  return comparePlans({ ...old, actionSheets: [] }, { ...next, actionSheets: [] });
}
