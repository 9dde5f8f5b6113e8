import { isochrones, type RoadJourney, roadJourneys } from '@maillage/domain/accessibility/road-answers.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { aroundQuery } from '@maillage/domain/inventory/around.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import { communeCode } from '@maillage/domain/territories/codes.ts';
import type { RoadDesk } from '@maillage/pipeline/network/road-desk.ts';
import { getOwnCommune } from '@maillage/pipeline/views/portrait.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import { explainServiceAccess } from '@maillage/pipeline/views/service-access.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import type { RunReader } from '../runs/run-reader.ts';

const tags = ['Territoires'];
const ATTRIBUTION = 'Routes : © les contributeurs d’OpenStreetMap (ODbL 1.0)';

/** What the roads of a run answer: the way to a place, and the ground within so many minutes. */
export const roadRoutes =
  (
    getRun: (runId: string) => Promise<IndexedRun>,
    runs: Pick<RunReader, 'findChapter'>,
    roads: Pick<RoadDesk, 'ask'>,
  ): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs/:runId/communes/:code/services/:serviceType/journeys',
      {
        config: { rule: 'public', cache: 'immutable' },
        schema: {
          tags,
          summary: 'Le trajet par la route, du centre d’une commune au lieu le plus proche d’un service, et au suivant',
          params: z.object({ runId, code: communeCode, serviceType: z.string().max(40) }),
          response: { 200: roadJourneys, ...errorAnswers },
        },
      },
      async ({ params }) => {
        const run = await getRun(params.runId);
        const { lon, lat } = getOwnCommune(run, params.code);
        const { nearest, second } = explainServiceAccess(run, await runs.findChapter(params.runId, 'fallback'), params);
        const to = [nearest, second].map((place) =>
          place === null || place.lon === null || place.lat === null ? null : { lon: place.lon, lat: place.lat },
        );
        const found: (RoadJourney | null)[] = await roads.ask(params.runId, { kind: 'journeys', from: { lon, lat }, to });
        return {
          ...{ runId: params.runId, communeCode: params.code, serviceType: params.serviceType, attribution: ATTRIBUTION },
          ...{ nearest: found[0] ?? null, second: found[1] ?? null },
        };
      },
    );

    app.get(
      '/api/runs/:runId/isochrones',
      {
        // What is asked may be where somebody stands: no cache keeps it.
        config: { rule: 'public', cache: 'no-store' },
        logLevel: 'error',
        schema: {
          tags,
          summary: 'Ce que l’on atteint par la route en 5, 10, 15, 20 et 30 minutes',
          params: z.object({ runId }),
          querystring: aroundQuery,
          response: { 200: isochrones, ...errorAnswers },
        },
      },
      async ({ params, query: from }) => {
        const run = await getRun(params.runId);
        const { bands, minutesTo } = await roads.ask(params.runId, { kind: 'isochrones', from, to: run.ownCommunes.map(spotOf) });
        const communes = run.ownCommunes
          .flatMap(({ code }, index) => (minutesTo[index] == null ? [] : [{ code, minutes: minutesTo[index] }]))
          .sort((a, b) => a.minutes - b.minutes || (a.code < b.code ? -1 : 1));
        return { runId: params.runId, ...from, bands, communes, attribution: ATTRIBUTION };
      },
    );
  };

const spotOf = ({ lon, lat }: { lon: number; lat: number }) => ({ lon, lat });

/** Minutes by the road of a run, for those who do without when there are none: null then, or when the roads cannot answer now. */
export function minutesByRoad(run: IndexedRun, roads: Pick<RoadDesk, 'ask'>) {
  const { manifest } = run.facts;
  if (manifest.travelMethod !== 'network') return null;
  return {
    sentence: manifest.travelError ?? 'Temps comptés par la route.',
    minutes: async (from: { lon: number; lat: number }, to: readonly { lon: number; lat: number }[], maxMinutes: number) => {
      try {
        return await roads.ask(manifest.id, { kind: 'minutes', from, to: to.map(spotOf), maxMinutes });
      } catch (error) {
        // A spot at sea, roads that are gone, a crowd: each place keeps its estimate, and says so.
        if (error instanceof DomainError) return to.map(() => null);
        throw error;
      }
    },
  };
}
