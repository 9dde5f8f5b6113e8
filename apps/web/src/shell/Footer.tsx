import { formatDate } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { manifestQuery } from '../api/queries.ts';

/** What the page was made of: run, date, sources with their licence. Printed too. */
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
  const texts = manifest?.sources
    .filter((source) => used.has(source.id) || source.role === 'npm')
    .map((source) => `${source.title} (${source.producer}, ${source.licence})`);
  return <p className="footer-sources">{texts === undefined ? '\u00a0' : `Sources : ${texts.join(' ; ')}.`}</p>;
}
