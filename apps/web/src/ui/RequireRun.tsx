import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiFailure } from '../api/client.ts';
import { latestRunQuery } from '../api/queries.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { usePageTitle } from './page-title.ts';
import { Skeleton } from './Skeleton.tsx';

/** Shows its children with the served run; without one, says why and leads to the page « Données ». */
export function RequireRun({ children }: { children: (run: RunSummary) => ReactNode }) {
  const { data: run, error, refetch } = useQuery(latestRunQuery);
  if (run !== undefined) return children(run);
  if (error instanceof ApiFailure && error.code === 'no-published-run') return <NoPublishedRun />;
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} isPage />
      ) : (
        <Skeleton size="page" label="Lecture du calcul publié…" />
      )}
    </main>
  );
}

function NoPublishedRun() {
  usePageTitle('Aucun calcul publié');
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Aucun calcul publié</h1>
      <p className="lead">Les cartes et les portraits apparaissent dès qu’un calcul est publié. Il faut d’abord les sources officielles.</p>
      <p>
        <Link className="button button-primary" to="/donnees">
          Charger les données
        </Link>
      </p>
    </main>
  );
}
