import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { diagnosisQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { labels } from './labels.ts';

interface FrameProps {
  title: string;
  lead: string;
  children(diagnosis: Diagnosis, run: RunSummary): ReactNode;
}

/** A page of the diagnosis: its question, its answer once read, and the way to its method. */
export function DiagnosisFrame(props: FrameProps) {
  return (
    <RequireRun>
      {(run) => (
        <main id="contenu" className="page" tabIndex={-1}>
          <h1>{props.title}</h1>
          <p className="lead">{props.lead}</p>
          <Content {...props} run={run} />
          <p>
            <Link to="/methode/territoires">{labels.method}</Link>
          </p>
        </main>
      )}
    </RequireRun>
  );
}

function Content({ run, children }: FrameProps & { run: RunSummary }) {
  const { data, error, refetch } = useQuery(diagnosisQuery(run.id));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="50vh" label={labels.loading} />;
  return children(data, run);
}
