import { figureDefinition, figureSeries, provenance } from '@maillage/domain/figures/figure.ts';
import { figureEvolution } from '@maillage/domain/figures/figure-evolution.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import { buildFigureEvolution } from '@maillage/pipeline/views/figure-evolution.ts';
import { buildFigureSeries } from '@maillage/pipeline/views/figure-series.ts';
import { buildProvenance } from '@maillage/pipeline/views/provenance.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import { getRunBefore } from '../runs/run-before.ts';
import type { RunReader } from '../runs/run-reader.ts';

const config = { rule: 'public', cache: 'immutable' } as const;
const tags = ['Indicateurs'];
const figureId = z
  .string()
  .max(80)
  .regex(/^[a-z][A-Za-z0-9.-]*$/);

/** The figures of a run: their list, one over the map, and where one value comes from. */
export const figureRoutes =
  (getRun: (runId: string) => Promise<IndexedRun>, runs: Pick<RunReader, 'listRuns'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs/:runId/figures',
      {
        config,
        schema: {
          tags,
          summary: 'Indicateurs du calcul',
          params: z.object({ runId }),
          response: { 200: z.array(figureDefinition), ...errorAnswers },
        },
      },
      async ({ params }) => (await getRun(params.runId)).catalogue,
    );

    app.get(
      '/api/runs/:runId/figures/:figureId',
      {
        config,
        schema: {
          tags,
          summary: 'Un indicateur, commune par commune',
          params: z.object({ runId, figureId }),
          response: { 200: figureSeries, ...errorAnswers },
        },
      },
      async ({ params }) => buildFigureSeries(await getRun(params.runId), params.figureId),
    );

    app.get(
      '/api/runs/:runId/figures/:figureId/evolution',
      {
        config: { rule: 'public', cache: 'revalidate' },
        schema: {
          tags,
          summary: 'Un indicateur, moins celui du calcul précédent',
          params: z.object({ runId, figureId }),
          response: { 200: figureEvolution, ...errorAnswers },
        },
      },
      async ({ params }) =>
        buildFigureEvolution(await getRunBefore({ runs, getRun }, params.runId), await getRun(params.runId), params.figureId),
    );

    app.get(
      '/api/runs/:runId/provenance/:figureId/:territoryKind/:territoryCode',
      {
        config,
        schema: {
          tags,
          summary: 'D’où vient ce chiffre ?',
          params: z.object({
            runId,
            figureId,
            territoryKind: z.enum(['commune', 'epci', 'arrondissement', 'canton', 'departement', 'region', 'france']),
            territoryCode: z.string().regex(/^[0-9A-Za-z]{1,12}$/),
          }),
          response: { 200: provenance, ...errorAnswers },
        },
      },
      async ({ params }) =>
        buildProvenance(await getRun(params.runId), params.figureId, { kind: params.territoryKind, code: params.territoryCode }),
    );
  };
