import { diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import { needRanking, parseWeights, weightsText } from '@maillage/domain/diagnosis/need-ranking.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import { rankNeed } from '@maillage/pipeline/views/need-ranking.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import type { RunReader } from '../runs/run-reader.ts';

const config = { rule: 'public', cache: 'immutable' } as const;
const tags = ['Diagnostic'];

/** What a run says of needs, types, neighbourhoods and findings; and the needs again with the reader's own weights. */
export const diagnosisRoutes =
  (runs: RunReader, getRun: (runId: string) => Promise<IndexedRun>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs/:runId/diagnosis',
      {
        config,
        schema: {
          tags,
          summary: 'Priorités, types de territoires, territoires tests, quartiers, enquête et constats',
          params: z.object({ runId }),
          response: { 200: diagnosis, ...errorAnswers },
        },
      },
      async ({ params }) => {
        const run = await getRun(params.runId);
        const found = await runs.findDiagnosis(params.runId);
        if (found !== undefined) return found;
        throw new DomainError(
          'data-missing',
          'Ce calcul a été publié par une version qui ne faisait pas cette partie du diagnostic. Relancez le calcul.',
          { runId: run.facts.manifest.id },
        );
      },
    );

    app.get(
      '/api/runs/:runId/needs/:indicator',
      {
        config,
        schema: {
          tags,
          summary: 'Un indicateur de besoin avec d’autres poids ou une autre normalisation',
          params: z.object({ runId, indicator: z.enum(NEED_INDICATORS) }),
          querystring: z.object({ weights: weightsText.optional(), normalisation: z.enum(['zscore', 'minmax', 'rank']).optional() }),
          response: { 200: needRanking, ...errorAnswers },
        },
      },
      async ({ params, query }) =>
        rankNeed(await getRun(params.runId), {
          indicator: params.indicator,
          weights: query.weights === undefined ? {} : parseWeights(query.weights),
          normalisation: query.normalisation ?? null,
        }),
    );
  };
