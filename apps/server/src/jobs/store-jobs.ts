import { findJob, listJobs } from '@maillage/store/jobs/jobs-repo.ts';
import type { Queue } from '@maillage/store/jobs/queue.ts';
import type { Store } from '@maillage/store/store.ts';
import type { ServerJobs } from './job-routes.ts';

export interface StoreJobsOptions {
  store: Store;
  queue: Queue;
  /** Ids and parameters of the build, for the worker. */
  buildPayload: object;
  /** « Calcul du Pas-de-Calais »: what the page calls the build. */
  buildTitle: string;
}

/** What a worker is given of a download; `url` null keeps the official address. */
export interface DownloadPayload {
  sourceId: string;
  url: string | null;
}

/**
 * The jobs of the server on the store's queue. Asking for a build while one waits or runs gives that one, and so for
 * the download of a source: a button pressed twice starts nothing twice.
 */
export function createStoreJobs({ store, queue, buildPayload, buildTitle }: StoreJobsOptions): ServerJobs {
  return {
    startBuild: () => queue.enqueue({ kind: 'build', title: buildTitle, payload: buildPayload, singletonKey: 'build' }),
    startDownload: (sourceId, url) => {
      const payload: DownloadPayload = { sourceId, url };
      return queue.enqueue({ kind: 'download', title: `Téléchargement de la source ${sourceId}`, payload, singletonKey: sourceId });
    },
    cancel: (jobId) => queue.cancel(jobId),
    find: (jobId) => findJob(store, jobId),
    list: () => listJobs(store),
  };
}
