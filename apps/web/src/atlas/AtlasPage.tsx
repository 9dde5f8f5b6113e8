import './atlas.css';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { communesQuery, figuresQuery, seriesQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AtlasFigure } from './AtlasFigure.tsx';
import { DEFAULT_FIGURE_ID, resolveFigureId } from './figure-choice.ts';
import { labels } from './labels.ts';

// The search fields weigh as much as the rest of the page: the answer never waits for them.
const FigureChooser = lazy(async () => ({ default: (await import('./FigureChooser.tsx')).FigureChooser }));
const CommuneSearch = lazy(async () => ({ default: (await import('../ui/CommuneSearch.tsx')).CommuneSearch }));

/** A map with its answer, its legend and its twin table. The address names the figure and the commune. */
export function AtlasPage() {
  return <RequireRun>{(run) => <Atlas run={run} />}</RequireRun>;
}

function Atlas({ run }: { run: RunSummary }) {
  const asked = useParams().figureId;
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const { data: figures, error, refetch } = useQuery(figuresQuery(run.id));
  usePrefetchQuery(seriesQuery(run.id, asked ?? DEFAULT_FIGURE_ID));
  const { data: communes } = useQuery(communesQuery(run.id));
  const select = (code: string | null) =>
    setSearch(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (code === null) next.delete('commune');
        else next.set('commune', code);
        return next;
      },
      { preventScrollReset: true },
    );
  const figureId = figures && resolveFigureId(figures, asked);
  return (
    <main id="contenu" className="page page-wide" tabIndex={-1}>
      <div className="atlas-tools no-print">
        <Suspense fallback={<div style={{ height: TOOLS_HEIGHT }} />}>
          <FigureChooser
            figures={figures ?? []}
            figureId={figureId ?? null}
            onChoose={(id) => navigate({ pathname: `/atlas/${id}`, search: search.toString() })}
          />
          <CommuneSearch communes={communes ?? []} label={labels.commune} onChoose={select} />
        </Suspense>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && figureId === undefined && <Skeleton height="70vh" label="Lecture des cartes…" />}
      {figureId && <AtlasFigure run={run} figureId={figureId} selectedCode={search.get('commune')} onSelect={select} />}
    </main>
  );
}

/** A label and a field: what the search fields take once loaded, so that nothing jumps. */
const TOOLS_HEIGHT = '61px';
