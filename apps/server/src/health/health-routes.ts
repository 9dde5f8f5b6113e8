import { health } from '@maillage/domain/api/paths.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { errorAnswers } from '../http/errors.ts';
import type { RunReader } from '../runs/run-reader.ts';

/** For whoever watches the server: it answers, and says which run it serves. */
export const healthRoutes =
  (options: { engineVersion: string; runs: Pick<RunReader, 'findLatestRun'> }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/health',
      {
        config: { rule: 'public', cache: 'no-store', rateLimit: false },
        schema: { tags: ['Serveur'], summary: 'État du serveur', response: { 200: health, ...errorAnswers } },
      },
      async () => ({
        status: 'ok' as const,
        engineVersion: options.engineVersion,
        publishedRunId: (await options.runs.findLatestRun())?.id ?? null,
      }),
    );
  };
