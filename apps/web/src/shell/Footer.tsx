import { formatDate } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { manifestQuery } from '../api/queries.ts';

/** What the page was made of: run, date, sources by producer and licence, folded on a screen and whole on paper. */
export function Footer({ run }: { run: RunSummary | undefined }) {
  return (
    <footer className="footer">
      {run && (
        <>
          <p>
            Calcul publié <code>{run.id}</code> le {formatDate(run.publishedAt)} · géographie {run.cogYear} · moteur {run.engineVersion}
            {run.fictional && ' · données fictives'}
          </p>
          <SourceLine runId={run.id} />
        </>
      )}
      <p className="no-print">
        Maillage est un logiciel libre, sous licence EUPL-1.2. Les données gardent la licence de leur producteur. ·{' '}
        <a href="/api/docs">API ouverte</a> · <Link to="/methode">Méthode</Link>
      </p>
    </footer>
  );
}

function SourceLine({ runId }: { runId: string }) {
  const { data: manifest } = useQuery(manifestQuery(runId));
  const used = new Set(manifest?.files.filter((file) => file.state === 'loaded').map((file) => file.sourceId));
  const sources = manifest?.sources.filter((source) => used.has(source.id) || source.role === 'npm');
  if (sources === undefined) return <p className="footer-sources">{'\u00a0'}</p>;
  const byOrigin = Map.groupBy(sources, ({ producer, licence }) => `${producer}, ${licence}`);
  return (
    <details className="footer-sources">
      <summary>
        {sources.length > 1 ? `Les ${sources.length} sources du calcul, leurs producteurs` : 'La source du calcul, son producteur'} et leurs
        licences
      </summary>
      <ul>
        {[...byOrigin].map(([origin, group]) => (
          <li key={origin}>
            {origin} : {group.map(({ title }) => title).join(' ; ')}.
          </li>
        ))}
      </ul>
    </details>
  );
}
