import { DomainError } from '@maillage/domain/errors.ts';
import { type JobView, jobView } from '@maillage/domain/jobs/job.ts';
import type { AskedEdition } from '@maillage/pipeline/documents/document-work.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';

/** The long work that the server may start and follow; `find` and `cancel` give undefined for an unknown job. */
export interface ServerJobs {
  startBuild(): Promise<JobView>;
  /** `url` replaces the official address of the source; null keeps it. */
  startDownload(sourceId: string, url: string | null): Promise<JobView>;
  /** An edition of a document; no job when it was made already. */
  askDocument(edition: AskedEdition): Promise<{ key: string; job: JobView | null }>;
  cancel(jobId: string): Promise<JobView | undefined>;
  find(jobId: string): Promise<JobView | undefined>;
  list(): Promise<JobView[]>;
}

const params = z.object({ jobId: z.string().regex(/^[0-9A-Za-z-]{1,64}$/) });
const tags = ['Travaux'];
const answer = { 200: jobView, ...errorAnswers };
const jobNotFound = (jobId: string) => new DomainError('job-not-found', 'Ce travail n’existe pas ou n’est plus gardé.', { jobId });

/** Long work: started, followed, cancelled. */
export const jobRoutes =
  (jobs: ServerJobs): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/builds',
      {
        config: { rule: 'owner', cache: 'no-store' },
        schema: { tags, summary: 'Lancer un calcul', body: z.object({}).nullish(), response: answer },
      },
      () => jobs.startBuild(),
    );

    app.get(
      '/api/jobs',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: { tags, summary: 'Travaux en cours et récents', response: { 200: z.array(jobView), ...errorAnswers } },
      },
      () => jobs.list(),
    );

    app.get(
      '/api/jobs/:jobId',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: { tags, summary: 'Un travail et son avancement', params, response: answer },
      },
      async (request) => {
        const job = await jobs.find(request.params.jobId);
        if (job === undefined) throw jobNotFound(request.params.jobId);
        return job;
      },
    );

    app.post(
      '/api/jobs/:jobId/cancel',
      {
        config: { rule: 'owner', cache: 'no-store' },
        schema: { tags, summary: 'Arrêter un travail', params, body: z.object({}).nullish(), response: answer },
      },
      async (request) => {
        const job = await jobs.cancel(request.params.jobId);
        if (job === undefined) throw jobNotFound(request.params.jobId);
        return job;
      },
    );
  };
