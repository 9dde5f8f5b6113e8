import type { FigureSeries, FigureValue } from '@maillage/domain/figures/figure.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { formatFigureValue } from '@maillage/maps/figure-text.ts';
import { Link } from 'react-router';
import { FigureButton, ProvenanceButton } from '../ui/FigureButton.tsx';
import { useIsochroneSwitch } from './isochrones/use-isochrones.ts';
import { ServiceExplanation } from './ServiceExplanation.tsx';

interface CommunePanelProps {
  code: string;
  series: FigureSeries;
  communes: readonly CommuneListItem[];
  value: FigureValue | undefined;
  /** The minutes of the run are those of the road. */
  hasRoads: boolean;
  onClose(): void;
}

/** The chosen commune: its value, beside those of its EPCI, its Département and its région. */
export function CommunePanel({ code, series, communes, value, hasRoads, onClose }: CommunePanelProps) {
  const isochrone = useIsochroneSwitch(code);
  const commune = communes.find((candidate) => candidate.code === code);
  const { figure } = series;
  if (commune === undefined) {
    return (
      <div className="commune-panel">
        <p>La commune {code} n’est pas dans ce Département.</p>
        <button type="button" className="button" onClick={onClose}>
          Fermer
        </button>
      </div>
    );
  }
  const references = series.references.filter((one) => one.kind !== 'epci' || one.code === commune.epciCode);
  const target = { figureId: figure.id, kind: 'commune', code };
  return (
    <section className="commune-panel" aria-label={`Commune choisie : ${commune.name}`}>
      <div className="commune-panel-head">
        <h2>
          <span className="soft">{commune.code}</span> {commune.name}
        </h2>
        <button type="button" className="text-button" onClick={onClose}>
          Fermer
        </button>
      </div>
      <p className="small soft">
        {commune.epciName ?? 'sans intercommunalité'} · {formatNumber(commune.populationCount)} habitants
      </p>
      <p className="commune-panel-value">
        <FigureButton target={target} about={`${figure.title}, ${commune.name}`}>
          {formatFigureValue(value?.value ?? null, value?.status ?? 'missing', figure)}
        </FigureButton>
      </p>
      {references.length > 0 && (
        <dl className="commune-panel-references">
          {references.map((reference) => (
            <div key={`${reference.kind}-${reference.code}`}>
              <dt>{reference.name}</dt>
              <dd>{formatFigureValue(reference.value, reference.value === null ? 'missing' : 'known', figure)}</dd>
            </div>
          ))}
        </dl>
      )}
      <ServiceExplanation runId={series.runId} code={code} figureId={figure.id} hasRoads={hasRoads} />
      <p className="commune-panel-links no-print">
        {hasRoads && (
          <button type="button" className="button" aria-pressed={isochrone.isOn} onClick={isochrone.toggle}>
            Isochrones : ce que l’on atteint en 5 à 30 min
          </button>
        )}
        <Link className="button" to={`/commune/${code}`}>
          Ouvrir le portrait
        </Link>
        <ProvenanceButton target={target} about={`${figure.title}, ${commune.name}`} />
      </p>
    </section>
  );
}
