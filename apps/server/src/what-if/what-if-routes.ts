import { accessWhatIf, accessWhatIfQuery } from '@maillage/domain/accessibility/access-what-if.ts';
import { greyWhatIf, greyWhatIfQuery } from '@maillage/domain/grey-zones/grey-what-if.ts';
import { centreWhatIf, centreWhatIfQuery } from '@maillage/domain/hierarchy/centre-what-if.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import { askAccessShares } from '@maillage/pipeline/views/access-what-if.ts';
import { askCentreLevels } from '@maillage/pipeline/views/centre-what-if.ts';
import { askGreyZones } from '@maillage/pipeline/views/grey-what-if.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';

const config = { rule: 'public', cache: 'immutable' } as const;
const tags = ['Et si…'];
const params = z.object({ runId });

/** The figures of a run again with the reader's own thresholds, baskets and rules: nothing is written. */
export const whatIfRoutes =
  (getRun: (runId: string) => Promise<IndexedRun>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs/:runId/what-if/grey-zones',
      {
        config,
        schema: {
          tags,
          summary: 'Les zones grises avec un autre panier, une autre référence ou d’autres seuils',
          params,
          querystring: greyWhatIfQuery,
          response: { 200: greyWhatIf, ...errorAnswers },
        },
      },
      async (request) => askGreyZones(await getRun(request.params.runId), request.query),
    );

    app.get(
      '/api/runs/:runId/what-if/access',
      {
        config,
        schema: {
          tags,
          summary: 'Les habitants au-delà d’une durée choisie, dans le Département et chaque intercommunalité',
          params,
          querystring: accessWhatIfQuery,
          response: { 200: accessWhatIf, ...errorAnswers },
        },
      },
      async (request) => askAccessShares(await getRun(request.params.runId), request.query),
    );

    app.get(
      '/api/runs/:runId/what-if/centres',
      {
        config,
        schema: {
          tags,
          summary: 'Les niveaux de pôle avec d’autres seuils ou d’autres poids',
          params,
          querystring: centreWhatIfQuery,
          response: { 200: centreWhatIf, ...errorAnswers },
        },
      },
      async (request) => askCentreLevels(await getRun(request.params.runId), request.query),
    );
  };
