import type { PublishedComparison } from '@maillage/domain/comparison/published-comparison.ts';
import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { CENTRE_LEVEL_LABELS, SERVICE_RANGE_LABELS, serviceRange } from '@maillage/domain/services/ranges.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ApiFailure } from '../api/client.ts';
import { comparisonQuery, latestRunQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

/** Our results beside those that others publish. They are compared with, never computed from. */
export function PublishedComparisonSection() {
  const { data: run, error } = useQuery(latestRunQuery);
  return (
    <>
      <h1>Comparaison avec les résultats publiés</h1>
      <p>Ces résultats publiés ne servent qu’à comparer : ils n’entrent jamais dans le calcul.</p>
      {error && <ErrorNotice error={error} />}
      {run && <Comparison run={run} />}
    </>
  );
}

function Comparison({ run }: { run: RunSummary }) {
  const { data, error, refetch } = useQuery(comparisonQuery(run.id));
  // No published result was brought: nothing failed, there is nothing to compare with.
  if (error instanceof ApiFailure && error.code === 'data-missing') return <NothingToCompare />;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton size="page" label="Lecture de la comparaison…" />;
  if (data.remoteness.length === 0 && data.centres === null && data.services === null) return <NothingToCompare />;
  return (
    <>
      {data.remoteness.length > 0 && <Remoteness rows={data.remoteness} />}
      {data.centres && <Centres centres={data.centres} />}
      {data.services && <Services services={data.services} />}
    </>
  );
}

function NothingToCompare() {
  return (
    <p>
      Aucun résultat publié n’est dans le dossier de données : il n’y a rien à comparer.{' '}
      <Link to="/donnees">Voir les sources qui servent à comparer</Link>
    </p>
  );
}

function Remoteness({ rows }: { rows: PublishedComparison['remoteness'] }) {
  return (
    <section className="section">
      <h2>Communes éloignées (Insee)</h2>
      <ScrollZone label="Communes éloignées">
        <table className="comparison-fit">
          <caption>Nos temps moyens face à la population éloignée publiée</caption>
          <thead>
            <tr>
              <th scope="col">Gamme</th>
              {[
                'Seuil',
                'Aire sous la courbe (AUC)',
                'F1',
                'Communes éloignées, ici',
                'Communes éloignées, Insee',
                'Population éloignée, ici',
                'Population éloignée, Insee',
              ].map((header) => (
                <th key={header} scope="col" className="number">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.range}>
                <th scope="row">{rangeText(row.range)}</th>
                <td className="number">{formatNumber(row.thresholdMinutes)}&nbsp;min</td>
                <td className="number">{formatNumber(row.fit.auc, 3)}</td>
                <td className="number">{formatNumber(row.fit.f1, 2)}</td>
                <td className="number">{formatNumber(row.fit.farCount)}</td>
                <td className="number">{formatNumber(row.fit.publishedFarCount)}</td>
                <td className="number">{formatRatioAsPercent(row.ourShareRatio)}</td>
                <td className="number">{formatRatioAsPercent(row.publishedShareRatio)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
      <h3 className="comparison-why">Pourquoi un écart</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.range}>
            <b>{rangeText(row.range)}</b> ({formatNumber(row.fit.comparedCount)} communes comparées) : {row.reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Centres({ centres }: { centres: NonNullable<PublishedComparison['centres']> }) {
  return (
    <section className="section">
      <h2>Centralités (INRAE / ANCT)</h2>
      <p>
        Accord pondéré (kappa quadratique) : {formatNumber(centres.kappa, 3)} sur {formatNumber(centres.comparedCount)} communes. Centres
        majeurs retrouvés : {formatNumber(centres.majorFound)} sur {formatNumber(centres.majorPublished)}.
      </p>
      <ScrollZone label="Centralités">
        <table>
          <caption>Niveau publié (lignes) et niveau calculé ici (colonnes), en communes</caption>
          <thead>
            <tr>
              <th scope="col">Publié</th>
              {CENTRE_LEVEL_LABELS.map((label) => (
                <th key={label} scope="col" className="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {CENTRE_LEVEL_LABELS.map((label, level) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {CENTRE_LEVEL_LABELS.map((column, ours) => (
                  <td key={column} className={ours === level ? 'number agreement' : 'number'}>
                    {formatNumber(centres.confusion[level]?.[ours] ?? null)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
    </section>
  );
}

function Services({ services }: { services: NonNullable<PublishedComparison['services']> }) {
  return (
    <section className="section">
      <h2>Niveaux de services (gammes de l’Insee)</h2>
      <p>
        Accord : {formatRatioAsPercent(services.agreementRatio)} des {formatNumber(services.comparedCount)} groupes de services.
      </p>
      <ScrollZone label="Désaccords sur les niveaux de services">
        <table>
          <caption>Désaccords</caption>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Gamme publiée</th>
              <th scope="col">Niveau calculé ici</th>
            </tr>
          </thead>
          <tbody>
            {services.disagreements.map((one) => (
              <tr key={one.serviceType}>
                <th scope="row">
                  {one.serviceType} {one.label}
                </th>
                <td>{rangeText(one.published)}</td>
                <td>{rangeText(one.ours)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
    </section>
  );
}

/** Ranges come as identifiers or already in French. */
function rangeText(range: string): string {
  const known = serviceRange.safeParse(range);
  return known.success ? SERVICE_RANGE_LABELS[known.data] : range;
}
