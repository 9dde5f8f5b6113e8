import { runId } from '@maillage/domain/runs/run.ts';
import { communeCode } from '@maillage/domain/territories/codes.ts';
import { communeListItem, communePortrait } from '@maillage/domain/territories/portrait.ts';
import { buildCommuneList } from '@maillage/pipeline/views/commune-list.ts';
import { buildPortrait } from '@maillage/pipeline/views/portrait.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';

const config = { rule: 'public', cache: 'immutable' } as const;
const tags = ['Territoires'];

/** The communes of the Département, and the portrait of one. */
export const territoryRoutes =
  (getRun: (runId: string) => Promise<IndexedRun>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs/:runId/communes',
      {
        config,
        schema: {
          tags,
          summary: 'Communes du Département',
          params: z.object({ runId }),
          response: { 200: z.array(communeListItem), ...errorAnswers },
        },
      },
      async ({ params }) => buildCommuneList(await getRun(params.runId)),
    );

    app.get(
      '/api/runs/:runId/communes/:code',
      {
        config,
        schema: {
          tags,
          summary: 'Portrait d’une commune',
          params: z.object({ runId, code: communeCode }),
          response: { 200: communePortrait, ...errorAnswers },
        },
      },
      async ({ params }) => buildPortrait(await getRun(params.runId), params.code),
    );
  };
