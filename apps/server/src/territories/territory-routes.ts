import { serviceAccess } from '@maillage/domain/accessibility/fallback.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import { communeCode } from '@maillage/domain/territories/codes.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { communePortrait } from '@maillage/domain/territories/portrait.ts';
import { PORTRAIT_KINDS, territoryListItem, territoryPortrait } from '@maillage/domain/territories/territory-portrait.ts';
import { buildCommuneList } from '@maillage/pipeline/views/commune-list.ts';
import { buildPortrait } from '@maillage/pipeline/views/portrait.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import { explainServiceAccess } from '@maillage/pipeline/views/service-access.ts';
import { buildTerritoryPortrait, listPortraitTerritories } from '@maillage/pipeline/views/territory-portrait.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import type { RunReader } from '../runs/run-reader.ts';

const config = { rule: 'public', cache: 'immutable' } as const;
const tags = ['Territoires'];

/** The communes of the Département and its wider territories, each with its portrait; and why a commune is so far from a service. */
export const territoryRoutes =
  (getRun: (runId: string) => Promise<IndexedRun>, runs: Pick<RunReader, 'findChapter'>): FastifyPluginAsyncZod =>
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

    app.get(
      '/api/runs/:runId/communes/:code/services/:serviceType',
      {
        config,
        schema: {
          tags,
          summary: 'Où une commune va pour un service, où elle irait sinon, et ce que coûterait la fermeture',
          params: z.object({ runId, code: communeCode, serviceType: z.string().max(40) }),
          response: { 200: serviceAccess, ...errorAnswers },
        },
      },
      async ({ params }) => explainServiceAccess(await getRun(params.runId), await runs.findChapter(params.runId, 'fallback'), params),
    );

    app.get(
      '/api/runs/:runId/territories',
      {
        config,
        schema: {
          tags,
          summary: 'Intercommunalités, arrondissements, cantons et Département',
          params: z.object({ runId }),
          response: { 200: z.array(territoryListItem), ...errorAnswers },
        },
      },
      async ({ params }) => listPortraitTerritories(await getRun(params.runId)),
    );

    app.get(
      '/api/runs/:runId/territories/:kind/:code',
      {
        config,
        schema: {
          tags,
          summary: 'Portrait d’un territoire plus large qu’une commune',
          params: z.object({ runId, kind: z.enum(PORTRAIT_KINDS), code: z.string().max(12) }),
          response: { 200: territoryPortrait, ...errorAnswers },
        },
      },
      async ({ params }) => buildTerritoryPortrait(await getRun(params.runId), params.kind, params.code),
    );
  };
