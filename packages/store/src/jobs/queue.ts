import { randomUUID } from 'node:crypto';
import { DomainError } from '@maillage/domain/errors.ts';
import type { JobView } from '@maillage/domain/jobs/job.ts';
import { fromKysely, fromPglite, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Store } from '../store.ts';
import { findJob } from './jobs-repo.ts';
import { type JobHandler, runJob } from './run-job.ts';

export type JobKind = JobView['kind'];
const KINDS: readonly JobKind[] = ['build', 'download', 'compute', 'document'];

/** A silent worker is held dead after this; a step of pure computation may keep a worker silent for several seconds. */
const HEARTBEAT_SECONDS = 20;
const HEARTBEAT_REFRESH_SECONDS = 4;
const SUPERVISE_SECONDS = 2;
/** A job that was cut short this many times, by kills or stops, is given up. */
export const ATTEMPTS = 6;
const LONGEST_JOB_SECONDS = 12 * 3600;

export interface JobRequest {
  kind: JobKind;
  /** What the page calls it, in French. */
  title: string;
  /** Ids and parameters only, never data. */
  payload: object;
  /** While a job of this kind and key waits or runs, asking again gives that job. */
  singletonKey?: string;
}

/** The queue of long work. Jobs are delivered at least once, by any process that works on the same database. */
export interface Queue {
  enqueue(request: JobRequest): Promise<JobView>;
  /** Takes jobs of a kind from now on, `concurrency` at a time in this process. */
  work<Payload>(kind: JobKind, handler: JobHandler<Payload>, options?: { concurrency?: number }): Promise<void>;
  /** Stops a waiting or running job and gives what it has become; an ended job stays as it is. Throws `job-not-found`. */
  cancel(jobId: string): Promise<JobView>;
  /** Takes no more jobs and tells those in hand to stop, waiting five seconds for them: they are taken again later. */
  close(): Promise<void>;
}

/**
 * Opens the queue on the store's database. With the embedded database this process is alone: the jobs that a dead
 * process left running are handed out again at once; with PostgreSQL, when their worker has been silent for 20 s.
 */
export async function openQueue(store: Store, options: { onError?: (error: Error) => void } = {}): Promise<Queue> {
  const boss = new PgBoss({
    ...('pglite' in store.connection
      ? { db: fromPglite(store.connection.pglite), backend: 'pglite' as const }
      : { connectionString: store.connection.databaseUrl, max: 4 }),
    schema: 'pgboss',
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', options.onError ?? (() => undefined));
  await boss.start();
  for (const kind of KINDS) {
    await boss.createQueue(abandoned(kind));
    await boss.createQueue(kind, {
      policy: 'exclusive',
      deadLetter: abandoned(kind),
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: LONGEST_JOB_SECONDS,
      retryLimit: ATTEMPTS - 1,
      retryDelay: 0,
    });
  }
  if (store.dialect === 'pglite') await handOutAgain(store, boss);

  const inHand = new Map<string, AbortController>();
  const working = new Set<JobKind>();
  let closing = false;

  async function enqueue(request: JobRequest): Promise<JobView> {
    const id = randomUUID();
    const singletonKey = request.singletonKey ?? id;
    // The page's row and the queue's row stand or fall together: a job that was answered for exists in both.
    const jobId = await store.db.transaction().execute(async (trx) => {
      const sent = await boss.send(request.kind, { jobId: id }, { id, singletonKey, db: fromKysely(trx.withoutPlugins()) });
      if (sent === null) {
        const { id: current } = await trx
          .selectFrom('app.job')
          .select('id')
          .where('kind', '=', request.kind)
          .where('singletonKey', '=', singletonKey)
          .orderBy('position', 'desc')
          .executeTakeFirstOrThrow();
        return current;
      }
      const { kind, title } = request;
      await trx
        .insertInto('app.job')
        .values({ id, kind, title, payload: JSON.stringify(request.payload), singletonKey, state: 'waiting' })
        .execute();
      return id;
    });
    return getJob(store, jobId);
  }

  async function work<Payload>(kind: JobKind, handler: JobHandler<Payload>, { concurrency = 1 } = {}): Promise<void> {
    working.add(kind);
    await boss.work(
      kind,
      {
        localConcurrency: concurrency,
        includeMetadata: true,
        pollingIntervalSeconds: 0.5,
        heartbeatRefreshSeconds: HEARTBEAT_REFRESH_SECONDS,
      },
      async (jobs: JobWithMetadata<{ jobId: string }>[]) => {
        for (const job of jobs) {
          const stop = new AbortController();
          inHand.set(job.id, stop);
          if (closing) stop.abort(); // fetched while the queue was closing
          const row = await store.db.selectFrom('app.job').select('payload').where('id', '=', job.id).executeTakeFirst();
          const signal = AbortSignal.any([job.signal, stop.signal]);
          try {
            if (row !== undefined)
              await runJob(store, { jobId: job.id, attempt: job.retryCount + 1, payload: row.payload, signal }, handler);
          } finally {
            inHand.delete(job.id);
          }
        }
      },
    );
    await boss.work(abandoned(kind), { pollingIntervalSeconds: 2 }, async (jobs: { data: { jobId: string } }[]) => {
      for (const { data } of jobs) await giveUp(store, data.jobId);
    });
  }

  async function cancel(jobId: string): Promise<JobView> {
    const { kind } = await getJob(store, jobId);
    const cancelled = await store.db
      .updateTable('app.job')
      .set({ state: 'cancelled', endedAt: new Date().toISOString(), message: 'Travail annulé : le dernier calcul publié reste servi.' })
      .where('id', '=', jobId)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst();
    if (cancelled.numUpdatedRows > 0n) {
      inHand.get(jobId)?.abort(); // at once here; a worker elsewhere learns it from its next heartbeat
      await boss.cancel(kind, jobId);
    }
    return getJob(store, jobId);
  }

  async function close(): Promise<void> {
    // First no more jobs, then stop those in hand: otherwise this same queue would take at once what it gives back.
    closing = true;
    for (const kind of working) await boss.offWork(kind, { wait: false });
    for (const stop of inHand.values()) stop.abort();
    await boss.stop({ graceful: true, timeout: 5_000, close: true });
  }

  return { enqueue, work, cancel, close };
}

function abandoned(kind: JobKind): string {
  return `${kind}-abandoned`;
}

async function getJob(store: Store, jobId: string): Promise<JobView> {
  const job = await findJob(store, jobId);
  if (job === undefined) throw new DomainError('job-not-found', 'Ce travail n’existe pas, ou a été oublié depuis.', { jobId });
  return job;
}

/** The embedded database has one process: whatever is « running » when it opens was in the hands of a dead one. */
async function handOutAgain(store: Store, boss: PgBoss): Promise<void> {
  const orphans = await store.db.selectFrom('app.job').select(['id', 'kind']).where('state', '=', 'running').execute();
  for (const { id, kind } of orphans) {
    const [job] = await boss.findJobs(kind, { id });
    if (job?.state === 'active') await boss.fail(kind, id);
  }
}

async function giveUp(store: Store, jobId: string): Promise<void> {
  await store.db
    .updateTable('app.job')
    .set({
      state: 'failed',
      endedAt: new Date().toISOString(),
      message: `Le travail a été interrompu ${ATTEMPTS} fois (mémoire insuffisante ?) et a été abandonné. Le dernier calcul publié reste servi.`,
    })
    .where('id', '=', jobId)
    .where('state', 'in', ['waiting', 'running'])
    .execute();
}
