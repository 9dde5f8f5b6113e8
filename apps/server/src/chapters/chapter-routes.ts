import { DomainError } from '@maillage/domain/errors.ts';
import { CHAPTER_NAMES, type ChapterName, RUN_CHAPTERS } from '@maillage/domain/runs/chapters.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import { type RunReader, runNotFound } from '../runs/run-reader.ts';

const SUMMARIES: Record<ChapterName, string> = {
  inventory: 'L’offre dans son ensemble : thèmes, lieux douteux, accord des sources',
  accessMeasures: 'Mesures d’accès : bassins, choix, équité, règles',
  catchments: 'Places à portée pour 1 000 habitants, la concurrence comptée (bassins flottants)',
  hierarchy: 'Ordre d’apparition des services, pôles et aires d’attraction',
  greyZones: 'Zones grises : où les services sont plus loin qu’ailleurs',
  priorities: 'Priorités : éloignement croisé avec les besoins, par gamme et par thème',
  quarters: 'Quartiers prioritaires : services dans le quartier, à pied depuis sa limite et depuis les logements',
  fallback: 'Le second lieu le plus proche de chaque commune, par service',
};

/** Each chapter of a run, whole: `/api/runs/:runId/chapters/greyZones`. */
export const chapterRoutes =
  (runs: Pick<RunReader, 'findChapter' | 'findManifest'>): FastifyPluginAsyncZod =>
  async (app) => {
    for (const name of CHAPTER_NAMES) {
      app.get(
        `/api/runs/:runId/chapters/${name}`,
        {
          config: { rule: 'public', cache: 'immutable' },
          schema: {
            tags: ['Diagnostic'],
            summary: SUMMARIES[name],
            params: z.object({ runId }),
            response: { 200: RUN_CHAPTERS[name], ...errorAnswers },
          },
        },
        async ({ params }) => {
          const found = await runs.findChapter(params.runId, name);
          if (found !== undefined) return found;
          if ((await runs.findManifest(params.runId)) === undefined) throw runNotFound(params.runId);
          throw new DomainError(
            'data-missing',
            'Ce calcul a été publié par une version qui ne faisait pas cette partie du diagnostic. Relancez le calcul.',
            { runId: params.runId },
          );
        },
      );
    }
  };
