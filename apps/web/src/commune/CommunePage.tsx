import './commune.css';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { errorText } from '../api/error-messages.ts';
import { portraitQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CommuneComparisons } from './CommuneComparisons.tsx';
import { CommuneIdentity } from './CommuneIdentity.tsx';
import { CommuneLikeMine } from './CommuneLikeMine.tsx';
import { CommuneNeeds } from './CommuneNeeds.tsx';
import { CommunePlaces } from './CommunePlaces.tsx';
import { CommuneServices } from './CommuneServices.tsx';

/** The portrait of a commune, on screen and on A4 paper. */
export function CommunePage() {
  const code = useParams().code ?? '';
  return <RequireRun>{(run) => <Portrait run={run} code={code} />}</RequireRun>;
}

function Portrait({ run, code }: { run: RunSummary; code: string }) {
  const { data: portrait, error, refetch } = useQuery(portraitQuery(run.id, code));
  const asked = useSearchParams()[0].get('avec') ?? '';
  const { data: beside } = useQuery({ ...portraitQuery(run.id, asked), enabled: asked !== '' && asked !== code });
  usePageTitle(error ? errorText(error).title : portrait && `${portrait.name} (${portrait.code})`);
  return (
    <main id="contenu" className="page portrait" tabIndex={-1}>
      <p className="small no-print">
        <Link to="/commune">Mon territoire</Link>
        {portrait && (
          <>
            {' · '}
            <Link to={`/?commune=${code}`}>Voir sur la carte</Link>
          </>
        )}
      </p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} isPage />}
      {!error && portrait === undefined && <Skeleton size="page" label="Lecture du portrait…" />}
      {portrait && (
        <>
          <CommuneIdentity portrait={portrait} />
          <CommuneComparisons portrait={portrait} beside={beside ?? null} />
          <CommuneServices portrait={portrait} />
          <CommuneNeeds portrait={portrait} />
          <CommunePlaces portrait={portrait} runId={run.id} />
          <CommuneLikeMine portrait={portrait} />
        </>
      )}
    </main>
  );
}
