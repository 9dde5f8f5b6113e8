import { DomainError } from '@maillage/domain/errors.ts';
import type { ReportProgress } from '@maillage/domain/jobs/job.ts';
import { sql } from 'kysely';
import type { Store } from '../store.ts';

/** What a handler is given. It may be called twice for one job (a worker that died, or that seemed to): it must be idempotent. */
export interface JobContext<Payload> {
  jobId: string;
  payload: Payload;
  /** Aborted when the job is cancelled or taken by another worker: pass it on, and stop. */
  signal: AbortSignal;
  /** Writes the progress at most four times a second, without waiting for it. */
  report: ReportProgress;
}
export interface JobOutcome {
  runId: string | null;
  /** What the page says at the end, in French. */
  message: string | null;
}
export type JobHandler<Payload> = (context: JobContext<Payload>) => Promise<JobOutcome>;

const PROGRESS_INTERVAL_MS = 250;

/** One attempt at a job by one worker; a later attempt silences this one. */
export interface Attempt {
  jobId: string;
  /** From 1. */
  attempt: number;
  payload: unknown;
  signal: AbortSignal;
}

/**
 * Runs the handler and writes what became of it. A handler that throws is not called again: the same inputs would
 * fail the same way. Throws when it was told to stop, or when the outcome could not be written: unless the job was
 * cancelled, the queue then hands it out again.
 */
export async function runJob<Payload>(store: Store, attempt: Attempt, handler: JobHandler<Payload>): Promise<void> {
  if (!(await begin(store, attempt))) return;
  const progress = reportTo(store, attempt);
  try {
    // The payload is what enqueue stored for this kind; its shape is the caller's word.
    const payload = attempt.payload as Payload;
    const outcome = await handler({ jobId: attempt.jobId, payload, signal: attempt.signal, report: progress.report });
    await progress.settled();
    await end(store, attempt, { state: 'done', progressRatio: 1, ...outcome });
  } catch (error) {
    await progress.settled();
    if (attempt.signal.aborted) {
      await handBack(store, attempt);
      throw error;
    }
    await end(store, attempt, { state: 'failed', message: describeFailure(error) });
  }
}

/** False when the job was cancelled, has ended, or is already held by a later attempt. */
async function begin(store: Store, { jobId, attempt }: Attempt): Promise<boolean> {
  const begun = await store.db
    .updateTable('app.job')
    .set({ state: 'running', attempt, startedAt: sql<string>`coalesce(started_at, ${new Date().toISOString()})` })
    .where('id', '=', jobId)
    .where('state', 'in', ['waiting', 'running'])
    .where('attempt', '<=', attempt)
    .executeTakeFirst();
  return begun.numUpdatedRows > 0n;
}

/** Stopped with its work unfinished: the job waits again, unless it was cancelled or a later attempt holds it. */
async function handBack(store: Store, { jobId, attempt }: Attempt): Promise<void> {
  await store.db
    .updateTable('app.job')
    .set({ state: 'waiting' })
    .where('id', '=', jobId)
    .where('attempt', '=', attempt)
    .where('state', '=', 'running')
    .execute();
}

async function end(
  store: Store,
  { jobId, attempt }: Attempt,
  outcome: { state: 'done' | 'failed'; message: string | null; runId?: string | null; progressRatio?: number },
): Promise<void> {
  await store.db
    .updateTable('app.job')
    .set({ ...outcome, endedAt: new Date().toISOString() })
    .where('id', '=', jobId)
    .where('attempt', '=', attempt)
    .where('state', '=', 'running')
    .execute();
}

/** Writes the latest notice, dropping those that a later one overtakes. A write that fails costs a notice, not the job. */
function reportTo(store: Store, { jobId, attempt }: Attempt): { report: ReportProgress; settled(): Promise<void> } {
  let writing: Promise<unknown> = Promise.resolve();
  let writtenAtMs = 0;
  let writtenStep = '';
  return {
    report({ stepName, ratio }) {
      const nowMs = performance.now();
      if (stepName === writtenStep && nowMs - writtenAtMs < PROGRESS_INTERVAL_MS) return;
      writtenAtMs = nowMs;
      writtenStep = stepName;
      writing = writing
        .then(() =>
          store.db
            .updateTable('app.job')
            .set({ stepName, progressRatio: Math.min(1, Math.max(0, ratio)) })
            .where('id', '=', jobId)
            .where('attempt', '=', attempt)
            .where('state', '=', 'running')
            .execute(),
        )
        .catch(() => undefined);
    },
    settled: async () => void (await writing),
  };
}

function describeFailure(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  return `Le travail s’est arrêté sur une erreur inattendue : ${error instanceof Error ? error.message : String(error)}. Le dernier calcul publié reste servi.`;
}
