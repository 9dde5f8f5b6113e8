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
  // The list of maps is long to read: the answer does not wait for it when the first map of the scheme has one.
  const { data: first } = useQuery({ ...seriesQuery(run.id, DEFAULT_FIGURE_ID), enabled: asked === undefined });
  const known = asked ?? (first?.figure.available === true ? DEFAULT_FIGURE_ID : undefined);
  const figureId = known ?? (figures && resolveFigureId(figures, asked));
  return (
    <main id="contenu" className="page page-wide" tabIndex={-1}>
      <div className="atlas-tools no-print">
        <Suspense fallback={<FieldsToCome />}>
          {/* A field that is filled before its list is here would lose what is typed. */}
          {figures && figureId && communes ? (
            <>
              <FigureChooser
                figures={figures}
                figureId={figureId}
                onChoose={(id) => navigate({ pathname: `/atlas/${id}`, search: search.toString() })}
              />
              <CommuneSearch communes={communes} label={labels.commune} onChoose={select} />
            </>
          ) : (
            <FieldsToCome />
          )}
        </Suspense>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} isPage />}
      {!error && figureId === undefined && <Skeleton size="page" label="Lecture des cartes…" />}
      {figureId && <AtlasFigure run={run} figureId={figureId} selectedCode={search.get('commune')} onSelect={select} />}
    </main>
  );
}

/** The two fields before they answer, in their place, so that nothing jumps. */
function FieldsToCome() {
  return [labels.figure, labels.commune].map((label) => (
    <div key={label} className="field" aria-hidden="true">
      <span className="field-label">{label}</span>
      <span className="input" />
    </div>
  ));
}
