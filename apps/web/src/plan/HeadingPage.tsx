import './sheet.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { planQuery } from '../api/plan-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { HeadingForm } from './HeadingForm.tsx';

const TITLE = 'Axes, objectifs et organismes';

/** What the sheets stand under, edited by the owners of the plan. */
export function HeadingPage() {
  usePageTitle(TITLE);
  const { data, error, refetch } = useQuery(planQuery);
  return (
    <RequireRun>
      {() => (
        <main id="contenu" className="page" tabIndex={-1}>
          <p className="small">
            <Link to="/plan">Le plan</Link>
          </p>
          <h1>{TITLE}</h1>
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
          {!error && data === undefined && <Skeleton size="page" label="Lecture du plan…" />}
          {data &&
            (data.rights.includes('plan.write') ? (
              <HeadingForm plan={data} />
            ) : (
              <p className="lead">Seuls les propriétaires du schéma changent les axes, les objectifs et les organismes.</p>
            ))}
        </main>
      )}
    </RequireRun>
  );
}
