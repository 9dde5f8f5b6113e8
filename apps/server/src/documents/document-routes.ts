import { type Actor, can } from '@maillage/domain/accounts/rights.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import type { AtlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import { DOCUMENT_FORMATS, DOCUMENT_KINDS, DOCUMENT_LABELS, printedFigure } from '@maillage/domain/documents/document.ts';
import {
  askedDocument,
  documentChanges,
  documentKey,
  documentKind,
  documentListItem,
  documentRequest,
  foundFigures,
  territoryText,
} from '@maillage/domain/documents/document-view.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import { buildFigureBook } from '@maillage/pipeline/documents/build-figure-book.ts';
import { createChangesDesk } from '@maillage/pipeline/documents/document-changes.ts';
import { type AskedEdition, openDocument } from '@maillage/pipeline/documents/document-work.ts';
import { findDocumentTerritory, LOCAL_KINDS } from '@maillage/pipeline/documents/find-document-territory.ts';
import { loadDocumentFacts } from '@maillage/pipeline/documents/load-document-facts.ts';
import { readStaffDrafts } from '@maillage/pipeline/documents/read-staff-drafts.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import { schemeIdOf } from '@maillage/store/plans/plans-repo.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { VISITOR_WRITE } from '../accounts/auth-calls.ts';
import { errorAnswers } from '../http/errors.ts';
import type { ServerJobs } from '../jobs/job-routes.ts';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';
import { getRunBefore } from '../runs/run-before.ts';
import type { RunReader } from '../runs/run-reader.ts';

const tags = ['Documents'];
const PLAN_READERS = ['synthese', 'plan', 'bilan', 'consultation'];
const open = { rule: 'public', cache: 'no-store' } as const;
/** A comparison that nobody asked for yet takes seconds of the processor. */
const CHANGES_LIMIT = { max: 30, timeWindow: '1 minute' };
const spotQuery = z.object({ territory: territoryText.optional() });

/**
 * Documents of a run: asked for, followed as a job, downloaded, compared. Whoever may not read the drafts of the plan gets editions
 * that hold only what was decided; the others' editions have keys of their own, that nobody else can open.
 */
export const documentRoutes =
  (options: {
    plans: Pick<PlanRoutesOptions, 'store' | 'currentScheme'>;
    jobs: Pick<ServerJobs, 'askDocument'>;
    runs: Pick<RunReader, 'listRuns'>;
    getRun: (runId: string) => Promise<IndexedRun>;
    readAtlas: () => Promise<AtlasDeclaration>;
  }): FastifyPluginAsyncZod =>
  async (app) => {
    const { plans, jobs, runs, getRun, readAtlas } = options;
    const changes = createChangesDesk(plans.store, { readAtlas, getRun });
    const readsDrafts = (actor: Actor, schemeId: string) => can(actor, 'plan.readDrafts', { schemeId });
    const loadFacts = async (id: string, actor: Actor) => {
      const run = await getRun(id);
      const withDrafts = readsDrafts(actor, schemeIdOf(run.facts.manifest.departementCode));
      return loadDocumentFacts(plans.store, { runId: id, atlas: await readAtlas(), withDrafts, getRun });
    };
    const spotOf = async (id: string, kind: z.infer<typeof documentKind>, territory: string | null | undefined) =>
      territory == null ? undefined : findDocumentTerritory(await getRun(id), kind, territory);
    const readDrafts = async (
      id: string,
      actor: Actor,
      kind: z.infer<typeof documentKind>,
      spot: { kind: string; code: string } | undefined,
    ) => {
      const { departementCode } = (await getRun(id)).facts.manifest;
      const schemeId = schemeIdOf(departementCode);
      const territory = spot ?? { kind: 'departement', code: departementCode };
      return readStaffDrafts(plans.store, { schemeId, kind, territory, withDrafts: readsDrafts(actor, schemeId) });
    };

    app.get(
      '/api/documents',
      {
        config: open,
        schema: { tags, summary: 'Les documents que l’on peut demander', response: { 200: z.array(documentListItem), ...errorAnswers } },
      },
      async () =>
        DOCUMENT_KINDS.map((kind) => ({
          ...{ kind, label: DOCUMENT_LABELS[kind], formats: [...DOCUMENT_FORMATS] },
          ...{ isLocal: LOCAL_KINDS.includes(kind), readsPlan: PLAN_READERS.includes(kind) },
        })),
    );

    app.post(
      '/api/runs/:runId/documents',
      {
        config: VISITOR_WRITE, // a document takes seconds of the processor
        schema: {
          tags,
          summary: 'Demander un document : un travail à suivre, puis un fichier à télécharger',
          params: z.object({ runId }),
          body: documentRequest,
          response: { 200: askedDocument, ...errorAnswers },
        },
      },
      async ({ params, body: { kind, format, territory }, actor }) => {
        const run = await getRun(params.runId);
        const withDrafts = readsDrafts(actor, schemeIdOf(run.facts.manifest.departementCode));
        const spot = await spotOf(params.runId, kind, territory);
        const drafts = await readDrafts(params.runId, actor, kind, spot);
        const edition: AskedEdition = { runId: params.runId, kind, format, territory: spot ?? null, withDrafts, drafts };
        const { key, job } = await jobs.askDocument(edition);
        return { key, job, fileUrl: apiPaths.documentFile(key), figuresUrl: apiPaths.documentFigures(key) };
      },
    );

    const openOrThrow = async (key: string, actor: Actor) => {
      const file =
        key.startsWith('d') && !readsDrafts(actor, (await plans.currentScheme()).schemeId)
          ? undefined
          : await openDocument(plans.store, key);
      if (file !== undefined) return file;
      throw new DomainError(
        'file-not-found',
        'Ce document n’est pas encore prêt, ou n’existe pas : demandez-le sur la page « Documents ».',
        {},
      );
    };
    const params = z.object({ key: documentKey });

    app.get(
      '/api/documents/:key',
      {
        config: open,
        schema: {
          tags,
          summary: 'Un document produit (PDF, Word ou page)',
          params,
          response: { 200: z.unknown().describe('Le fichier'), ...errorAnswers },
        },
      },
      async ({ params: { key }, actor }, reply) => {
        const { bytes, contentType, fileName } = await openOrThrow(key, actor);
        reply
          .type(contentType)
          .header('content-disposition', `attachment; filename="${fileName}"`)
          .header('x-content-type-options', 'nosniff');
        return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
    );

    app.get(
      '/api/documents/:key/figures',
      {
        config: open,
        schema: {
          tags,
          summary: 'Chaque chiffre imprimé, sa page et sa provenance',
          params,
          response: { 200: z.array(printedFigure), ...errorAnswers },
        },
      },
      async ({ params: { key }, actor }) => (await openOrThrow(key, actor)).printed,
    );

    app.get(
      '/api/runs/:runId/documents/:kind/changes',
      {
        config: { ...open, rateLimit: CHANGES_LIMIT },
        schema: {
          tags,
          summary: 'Ce qui a changé entre deux éditions : les phrases, les chiffres, les classes des cartes',
          params: z.object({ runId, kind: documentKind }),
          querystring: spotQuery.extend({ from: runId.optional() }),
          response: { 200: documentChanges, ...errorAnswers },
        },
      },
      async ({ params: { runId: id, kind }, query: { from, territory }, actor }) => {
        const spot = await spotOf(id, kind, territory);
        const beforeId = from ?? (await getRunBefore({ runs, getRun }, id)).facts.manifest.id;
        const withDrafts = readsDrafts(actor, schemeIdOf((await getRun(id)).facts.manifest.departementCode));
        const drafts = await readDrafts(id, actor, kind, spot);
        return changes.compare({ fromRunId: beforeId, toRunId: id, kind, territory: spot ?? null, withDrafts, drafts });
      },
    );

    app.get(
      '/api/runs/:runId/figure-search',
      {
        config: open,
        schema: {
          tags,
          summary: 'Chercher un chiffre par ses mots, pour l’écrire dans une phrase',
          params: z.object({ runId }),
          querystring: z.object({ words: z.string().min(1).max(200) }),
          response: { 200: foundFigures, ...errorAnswers },
        },
      },
      async ({ params: { runId: id }, query: { words }, actor }) => (await bookOf(id, actor)).searchFigures(words),
    );

    /** The book of the run last searched: the words of a territory are folded once. What may be read is part of its name. */
    let kept: { name: string; book: ReturnType<typeof buildFigureBook> } | undefined;
    async function bookOf(id: string, actor: Actor) {
      const { schemeId } = await plans.currentScheme();
      const name = `${id} ${readsDrafts(actor, schemeId)}`;
      if (kept?.name !== name) kept = { name, book: buildFigureBook(await loadFacts(id, actor)) };
      return kept.book;
    }
  };
