import './diagnosis.css';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DiagnosisNavigation } from './DiagnosisNavigation.tsx';
import { labels } from './labels.ts';

interface FrameProps<Content> {
  title: string;
  lead: string;
  method: string;
  // The key is the query's own affair.
  query(runId: string): UseQueryOptions<Content, Error, Content, string[]>;
  children(content: Content, run: RunSummary): ReactNode;
}

/** A page of the diagnosis: the other pages, its question, its answer once read, and the way to its method. */
export function PageFrame<Content>(props: FrameProps<Content>) {
  usePageTitle(props.title);
  return (
    <RequireRun>
      {(run) => (
        <main id="contenu" className="page" tabIndex={-1}>
          <DiagnosisNavigation />
          <h1>{props.title}</h1>
          <p className="lead">{props.lead}</p>
          <Answer {...props} run={run} />
          <p>
            <Link to={`/methode/${props.method}`}>{labels.method}</Link>
          </p>
        </main>
      )}
    </RequireRun>
  );
}

function Answer<Content>({ run, query, children }: FrameProps<Content> & { run: RunSummary }) {
  const { data, error, refetch } = useQuery(query(run.id));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton size="page" label={labels.loading} />;
  return children(data, run);
}
