import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { manifestQuery } from '../api/queries.ts';

/** Under every map: the sources of its figure, the run, and the error of an estimate. */
export function SourceLine({ run, figure }: { run: RunSummary; figure: FigureDefinition }) {
  const { data: manifest } = useQuery(manifestQuery(run.id));
  const sources = manifest?.sources.filter((source) => figure.sourceIds.includes(source.id));
  const names = sources?.map((source) => `${source.title} (${source.producer})`).join(' ; ');
  return (
    <p className="source-line small soft">
      {names !== undefined && names !== '' && `Sources : ${names}. `}
      {run.fictional && 'Données fictives. '}
      Calcul {run.id}. {figure.error}
    </p>
  );
}
