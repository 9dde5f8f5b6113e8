import { DomainError } from '@maillage/domain/errors.ts';
import { around, aroundQuery } from '@maillage/domain/inventory/around.ts';
import { placeFilter, placeList } from '@maillage/domain/inventory/inventory.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import type { RoadDesk } from '@maillage/pipeline/network/road-desk.ts';
import { type AroundIndex, findAround, indexAround } from '@maillage/pipeline/views/around.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import { type RunReader, runNotFound } from '../runs/run-reader.ts';
import { minutesByRoad } from './road-routes.ts';

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
  (
    runs: Pick<RunReader, 'findPlaces' | 'findChapter'>,
    getRun: (runId: string) => Promise<IndexedRun>,
    roads: Pick<RoadDesk, 'ask'>,
  ): FastifyPluginAsyncZod =>
  async (app) => {
    // The run that is served is asked again and again; another takes its place when it is published.
    let kept: { runId: string; index: Promise<AroundIndex> } | undefined;
    const getAround = (runIdAsked: string) => {
      if (kept?.runId !== runIdAsked) {
        const index = readAround(runs, getRun, runIdAsked);
        kept = { runId: runIdAsked, index };
        index.catch(() => {
          if (kept?.index === index) kept = undefined;
        });
      }
      return kept.index;
    };

    app.get(
      '/api/runs/:runId/around',
      {
        // What is asked is where somebody stands: no cache keeps it.
        config: { rule: 'public', cache: 'no-store' },
        logLevel: 'error',
        schema: {
          tags: ['Territoires'],
          summary: 'Autour d’un point : les lieux les plus proches de chaque service',
          params: z.object({ runId }),
          querystring: aroundQuery,
          response: { 200: around, ...errorAnswers },
        },
      },
      async ({ params, query: at }) => findAround(await getAround(params.runId), at, minutesByRoad(await getRun(params.runId), roads)),
    );

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

async function readAround(
  runs: Pick<RunReader, 'findPlaces' | 'findChapter'>,
  getRun: (runId: string) => Promise<IndexedRun>,
  asked: string,
): Promise<AroundIndex> {
  const run = await getRun(asked);
  const inventory = await runs.findChapter(asked, 'inventory');
  const found = await runs.findPlaces(asked, {}, Number.MAX_SAFE_INTEGER);
  if (inventory === undefined || found === undefined)
    throw new DomainError('data-missing', 'Ce calcul a été publié sans ses lieux de service. Relancez le calcul.', { runId: asked });
  return indexAround(run, inventory, found.places);
}
