import { explainedChange } from '@maillage/domain/change/run-change.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import { type RunReader, runNotFound } from '../runs/run-reader.ts';

/** What changed from one run to the next, and why. */
export const changeRoutes =
  (runs: Pick<RunReader, 'findChange'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs/:runId/change',
      {
        // A change may be computed in between: the answer is asked for again.
        config: { rule: 'public', cache: 'revalidate' },
        schema: {
          tags: ['Calculs publiés'],
          summary: 'L’évolution depuis le calcul précédent, expliquée par l’offre, la population, le réseau et la méthode',
          params: z.object({ runId }),
          querystring: z.object({ from: runId.optional() }),
          response: { 200: explainedChange, ...errorAnswers },
        },
      },
      async ({ params, query }) => {
        const found = await runs.findChange(params.runId, query.from);
        if (found === undefined) throw runNotFound(params.runId);
        return found;
      },
    );
  };
