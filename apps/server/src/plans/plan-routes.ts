import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { can } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { headingToSave, importAnswer, planView, saved } from '@maillage/domain/plans/plan-view.ts';
import { importPlan, publicPlan } from '@maillage/pipeline/plans/import-plan.ts';
import { readPlanNames } from '@maillage/pipeline/plans/read-plan-names.ts';
import { PLAN_CONTENT_TYPES, PLAN_FILE_FORMATS, writePlanFile } from '@maillage/pipeline/plans/write-plan.ts';
import type { SchemeRuns } from '@maillage/pipeline/schemes/scheme-runs.ts';
import type { PlanReader } from '@maillage/store/plans/plan-reader.ts';
import { emptyPlan, toActionPlan } from '@maillage/store/plans/plans-repo.ts';
import { saveHeading } from '@maillage/store/plans/save-heading.ts';
import type { Store } from '@maillage/store/store.ts';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { matchesEtag } from '../http/caching.ts';
import { errorAnswers } from '../http/errors.ts';
import { receiveFile } from '../sources/receive-file.ts';
import { namingAuthor, writingOf } from './plan-access.ts';
import { createPlanAnswers } from './plan-answers.ts';

const tags = ['Plan'];
const MAX_IMPORT_BYTES = 60_000_000;
const flag = z.enum(['0', '1']).default('0');

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

/** The plan of the scheme as a whole: read by all once decided, written by its owners. */
export const planRoutes =
  (options: PlanRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    const { store, plans, currentScheme } = options;
    const answers = createPlanAnswers();

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
        const { departementCode, ...author } = await writingOf(options, request.actor);
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
          summary: 'Enregistrer titre, dates, organismes et axes par-dessus la version lue ; un organisme renommé l’est partout',
          body: headingToSave,
          response: { 200: saved, ...errorAnswers },
        },
      },
      async ({ actor, body }) => {
        const { departementCode, ...author } = await writingOf(options, actor);
        requireRight(actor, 'plan.write', author);
        if (body.heading.departementCode !== departementCode)
          throw new DomainError('plan-invalid', 'Ce plan est celui d’un autre Département.');
        const version = await namingAuthor(options, () =>
          saveHeading(store, author, body.heading, { expectedVersion: body.version, renamed: body.renamed }),
        );
        return { version };
      },
    );
  };

/** Sends what is already written: it is not made an object only to be written again. */
const sendWritten = (reply: FastifyReply, body: string | Buffer): never =>
  // Typed as the object that these bytes spell, for the routes that declare one.
  reply.send(body) as never;
