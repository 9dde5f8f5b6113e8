import { placeFilter, placeList } from '@maillage/domain/inventory/inventory.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import { type RunReader, runNotFound } from '../runs/run-reader.ts';

/** A page of a table: the whole is in the export. */
const MAX_PLACES = 2000;
const query = placeFilter.extend({
  named: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});

/** The places of the offer, by commune, service and source. */
export const placeRoutes =
  (runs: Pick<RunReader, 'findPlaces'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs/:runId/places',
      {
        config: { rule: 'public', cache: 'immutable' },
        schema: {
          tags: ['Diagnostic'],
          summary: `Les lieux de service, par commune, service ou source : les ${MAX_PLACES} premiers, et leur nombre`,
          params: z.object({ runId }),
          querystring: query,
          response: { 200: placeList, ...errorAnswers },
        },
      },
      async ({ params, query: filter }) => {
        const found = await runs.findPlaces(params.runId, filter, MAX_PLACES);
        if (found === undefined) throw runNotFound(params.runId);
        return found;
      },
    );
  };
