import { publishedComparison } from '@maillage/domain/comparison/published-comparison.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { runId, runSummary } from '@maillage/domain/runs/run.ts';
import { runManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import { type RunReader, runNotFound } from './run-reader.ts';

const params = z.object({ runId });
const published = { rule: 'public', cache: 'immutable' } as const;
const latest = { rule: 'public', cache: 'revalidate' } as const;
const tags = ['Calculs publiés'];

/** The published runs: which there are, what each was made of, its map and its comparison with published results. */
export const runRoutes =
  (runs: RunReader): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs',
      {
        config: latest,
        schema: { tags, summary: 'Calculs publiés, le plus récent d’abord', response: { 200: z.array(runSummary), ...errorAnswers } },
      },
      () => runs.listRuns(),
    );

    app.get(
      '/api/runs/latest',
      { config: latest, schema: { tags, summary: 'Le calcul servi', response: { 200: runSummary, ...errorAnswers } } },
      async () => {
        const run = await runs.findLatestRun();
        if (run !== undefined) return run;
        throw new DomainError(
          'no-published-run',
          'Aucun calcul n’est encore publié. Ajoutez les fichiers sur la page « Données », puis lancez le calcul.',
        );
      },
    );

    app.get(
      '/api/runs/:runId',
      {
        config: published,
        schema: { tags, summary: 'De quoi un calcul est fait', params, response: { 200: runManifest, ...errorAnswers } },
      },
      async (request) => {
        const manifest = await runs.findManifest(request.params.runId);
        if (manifest === undefined) throw runNotFound(request.params.runId);
        return manifest;
      },
    );

    app.get(
      '/api/runs/:runId/geometry',
      {
        config: published,
        schema: {
          tags,
          summary: 'Contours en TopoJSON : communes, neighbours, epcis, departement, qpvs',
          params,
          response: { 200: z.unknown().describe('TopoJSON'), ...errorAnswers },
        },
      },
      async (request, reply) => {
        const bytes = await runs.findGeometry(request.params.runId);
        if (bytes === undefined) throw runNotFound(request.params.runId);
        // The bytes were written at publication: a buffer is sent as it is, not read and written again.
        return reply.type('application/json; charset=utf-8').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
    );

    app.get(
      '/api/runs/:runId/comparison',
      {
        config: published,
        schema: {
          tags,
          summary: 'Nos résultats à côté des résultats publiés',
          params,
          response: { 200: publishedComparison, ...errorAnswers },
        },
      },
      async (request) => {
        const comparison = await runs.findComparison(request.params.runId);
        if (comparison !== undefined) return comparison;
        if ((await runs.findManifest(request.params.runId)) === undefined) throw runNotFound(request.params.runId);
        throw new DomainError(
          'data-missing',
          'Ce calcul n’a pas été comparé : les résultats publiés ne sont pas dans le dossier de données.',
        );
      },
    );
  };
