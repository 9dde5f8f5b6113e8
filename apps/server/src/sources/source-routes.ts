import { DomainError } from '@maillage/domain/errors.ts';
import { jobView } from '@maillage/domain/jobs/job.ts';
import { type SourcesView, sourcesView } from '@maillage/domain/sources/sources-view.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import type { ServerJobs } from '../jobs/job-routes.ts';
import { receiveFile } from './receive-file.ts';

const tags = ['Données'];
const webAddress = z
  .url('une adresse complète, par exemple https://www.insee.fr/fichier.zip')
  .max(2000)
  .regex(/^https?:\/\//i, 'l’adresse commence par http:// ou https://');
/** The build that follows, and the name under which the file was kept. */
export const uploadAnswer = jobView.extend({ storedName: z.string() });

export interface SourceRoutesOptions {
  readSources(): Promise<SourcesView>;
  jobs: ServerJobs;
  /** Absolute path of the data folder. */
  dataFolder: string;
  maxUploadBytes: number;
}

/** The page « Données »: the state of each source, and the ways in: a file dropped, a download. */
export const sourceRoutes =
  (options: SourceRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/sources',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: { tags, summary: 'Sources officielles et état du dossier', response: { 200: sourcesView, ...errorAnswers } },
      },
      () => options.readSources(),
    );

    app.post(
      '/api/sources/files',
      {
        config: { rule: 'owner', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Déposer un fichier (multipart, champ « file ») : il est gardé, puis le calcul est relancé',
          consumes: ['multipart/form-data'],
          querystring: z.object({ replace: z.enum(['0', '1']).default('0') }),
          response: { 200: uploadAnswer, ...errorAnswers },
        },
      },
      async (request) => {
        const part = request.isMultipart() ? await request.file() : undefined;
        if (part === undefined) throw new DomainError('usage', 'Aucun fichier n’a été envoyé. Choisissez un fichier, puis recommencez.');
        const replace = request.query.replace === '1';
        const storedName = await receiveFile(
          options.dataFolder,
          { sentName: part.filename, content: part.file, replace },
          options.maxUploadBytes,
        );
        return { ...(await options.jobs.startBuild()), storedName };
      },
    );

    app.post(
      '/api/sources/:sourceId/download',
      {
        config: { rule: 'owner', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Télécharger une source depuis son adresse officielle ou celle qui est donnée',
          params: z.object({ sourceId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/) }),
          body: z.object({ url: webAddress.optional() }).nullish(),
          response: { 200: jobView, ...errorAnswers },
        },
      },
      ({ params, body }) => options.jobs.startDownload(params.sourceId, body?.url ?? null),
    );
  };
