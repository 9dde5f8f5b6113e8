import type { JobView } from '@maillage/domain/jobs/job.ts';
import type { Selectable } from 'kysely';
import type { JobRow } from '../database.ts';
import type { Store } from '../store.ts';

const VIEW = ['id', 'kind', 'title', 'state', 'stepName', 'progressRatio', 'message', 'runId', 'startedAt', 'endedAt'] as const;

function toView(row: Pick<Selectable<JobRow>, (typeof VIEW)[number]>): JobView {
  return { ...row, startedAt: row.startedAt?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null };
}

/** Jobs, the last asked for first. */
export async function listJobs(store: Store, options: { limit?: number } = {}): Promise<JobView[]> {
  const rows = await store.db
    .selectFrom('app.job')
    .select(VIEW)
    .orderBy('position', 'desc')
    .limit(options.limit ?? 50)
    .execute();
  return rows.map(toView);
}

/** One job, or undefined when none has this id. */
export async function findJob(store: Store, jobId: string): Promise<JobView | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(jobId)) return undefined;
  const row = await store.db.selectFrom('app.job').select(VIEW).where('id', '=', jobId).executeTakeFirst();
  return row && toView(row);
}
