import type { JobView } from '@maillage/domain/jobs/job.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { jobsQuery, latestRunQuery, sourcesQuery } from '../api/queries.ts';
import { useJobRequest } from './job-actions.ts';
import { JOB_STATE_LABELS } from './labels.ts';

const SHOWN_JOBS = 3;

/** The last jobs with their progress. Leaving the page does not stop them. */
export function JobList() {
  const { data: jobs } = useQuery(jobsQuery);
  useRefreshAfter(jobs);
  if (jobs === undefined || jobs.length === 0) return null;
  return (
    <section aria-label="Travaux" aria-live="polite">
      {jobs.slice(0, SHOWN_JOBS).map((job) => (
        <JobNotice key={job.id} job={job} />
      ))}
    </section>
  );
}

function JobNotice({ job }: { job: JobView }) {
  const request = useJobRequest();
  const isActive = job.state === 'running' || job.state === 'waiting';
  const percent = job.progressRatio === null ? null : Math.round(job.progressRatio * 100);
  return (
    <div className={job.state === 'failed' ? 'notice notice-error' : 'notice'}>
      <h2>
        {job.title} — {JOB_STATE_LABELS[job.state]}
      </h2>
      {isActive && (
        <>
          <p className="small">
            {job.stepName}
            {percent !== null && ` · ${percent}\u00a0%`}
          </p>
          <progress
            className="progress"
            aria-label={job.title}
            max={1}
            {...(job.progressRatio === null ? {} : { value: job.progressRatio })}
          />
          <p className="small soft">Vous pouvez quitter cette page et revenir : le travail continue, et le calcul publié reste servi.</p>
          <button
            type="button"
            className="button"
            disabled={request.isPending}
            onClick={() => request.mutate({ kind: 'cancel', jobId: job.id })}
          >
            Annuler
          </button>
        </>
      )}
      {job.message !== null && <p>{job.message}</p>}
      {job.state === 'done' && job.runId !== null && (
        <p>
          Le calcul <code>{job.runId}</code> est publié. <Link to="/">Ouvrir l’atlas</Link>
        </p>
      )}
      {job.state === 'failed' && <p>Le dernier calcul publié reste servi, inchangé.</p>}
    </div>
  );
}

/** When a job ends, the sources and the served run may have changed. */
function useRefreshAfter(jobs: readonly JobView[] | undefined) {
  const client = useQueryClient();
  const ended = jobs
    ?.filter((job) => job.endedAt !== null)
    .map((job) => job.id + job.state)
    .join(' ');
  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({ queryKey: sourcesQuery.queryKey });
    void client.invalidateQueries({ queryKey: latestRunQuery.queryKey });
  }, [ended, client]);
}
