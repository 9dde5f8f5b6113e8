import './multiples.css';
import type { FigureDefinition, FigureSeries } from '@maillage/domain/figures/figure.ts';
import { NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { formatFigureValue } from '@maillage/maps/figure-text.ts';
import { buildMapDescription } from '@maillage/maps/map-description.ts';
import { type CommuneLayout, layOutCommunes } from '@maillage/maps/svg/lay-out-communes.ts';
import { useQueries, useQuery } from '@tanstack/react-query';
import { memo, type PointerEvent, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { communesQuery, figuresQuery, geometryQuery, seriesQuery } from '../api/queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { CommuneSearch } from '../ui/CommuneSearch.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ChoiceField, RangeField } from '../ui/RangeField.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useDrawingTheme } from '../ui/theme.ts';

/** The four needs; where one of them has no data, what every run can tell. */
const DEFAULT_FIGURES = [
  ...NEED_INDICATORS.map((id) => `need.${id}`),
  ...SERVICE_RANGES.map((range) => `range-minutes.${range}`),
  'services-count',
];
const DEFAULT_MAPS = 4;
const MAX_MAPS = 9;
const ZOOM = { min: 1, max: 6, step: 0.5 };

/** Several maps at once, small: the same place and the same commune in each. The address names the maps. */
export function MultiplesPage() {
  return <RequireRun>{(run) => <Multiples run={run} />}</RequireRun>;
}

function Multiples({ run }: { run: RunSummary }) {
  usePageTitle('Plusieurs cartes côte à côte');
  const { read, write } = useChoices();
  const { data: figures = [] } = useQuery(figuresQuery(run.id));
  const { data: communes } = useQuery(communesQuery(run.id));
  const { data: topology } = useQuery(geometryQuery(run.id));
  const known = new Map(figures.map((figure) => [figure.id, figure]));
  const usual = DEFAULT_FIGURES.filter((id) => known.get(id)?.available).slice(0, DEFAULT_MAPS);
  const asked = (read('cartes')?.split(',') ?? usual).filter((id) => known.has(id)).slice(0, MAX_MAPS);
  const series = useQueries({ queries: asked.map((id) => seriesQuery(run.id, id)) });
  const layout = useMemo(() => topology && layOutCommunes(topology), [topology]);
  const [hovered, setHovered] = useState<string | null>(null);
  const [zoom, setZoom] = useState(1);
  const chosen = hovered ?? read('commune');
  const commune = communes?.find(({ code }) => code === chosen);
  const setMaps = (ids: readonly string[]) => write('cartes', ids.join(',') === usual.join(',') ? null : ids.join(','));
  return (
    <main id="contenu" className="page page-wide" tabIndex={-1}>
      <h1>Plusieurs cartes côte à côte</h1>
      <p className="lead no-print">Le même endroit et la même commune sur chaque carte : survolez-la, ou cherchez-la.</p>
      <div className="multiples-tools no-print">
        <ChoiceField
          label="Ajouter une carte"
          value=""
          choices={[
            { id: '', label: asked.length >= MAX_MAPS ? 'Neuf cartes au plus' : 'Choisir' },
            ...figures
              .filter(({ id, available, style }) => available && style !== 'categories' && !asked.includes(id))
              .map(({ id, title }) => ({ id, label: title, disabled: asked.length >= MAX_MAPS })),
          ]}
          onChange={(id) => id !== '' && setMaps([...asked, id])}
        />
        {communes && <CommuneSearch communes={communes} label="Chercher une commune" onChoose={(code) => write('commune', code)} />}
        <RangeField label="Agrandir" {...ZOOM} value={zoom} text={(times) => `× ${String(times).replace('.', ',')}`} onChange={setZoom} />
      </div>
      <p role="status" className={`multiples-said ${commune === undefined ? 'no-print' : ''}`}>
        {commune === undefined ? 'Aucune commune choisie.' : <Link to={`/commune/${commune.code}`}>{commune.name}</Link>}
      </p>
      {(layout === undefined || communes === undefined) && <Skeleton size="page" label="Dessin des cartes…" />}
      {layout === null && <p>Donnée absente : ce calcul n’a pas de contours de communes.</p>}
      {figures.length > 0 && asked.length === 0 && (
        <p>
          Aucune carte à montrer : ajoutez-en une, ou{' '}
          <button type="button" className="text-button" onClick={() => setMaps(usual)}>
            reprenez celles du début
          </button>
          .
        </p>
      )}
      {layout && communes && (
        <ul className="multiples">
          {asked.map((id, index) => (
            <li key={id}>
              <SmallMap
                figure={known.get(id)!}
                series={series[index]?.data}
                {...{ layout, communes, zoom }}
                chosen={chosen ?? null}
                middle={read('commune')}
                onHover={setHovered}
                onRemove={() => setMaps(asked.filter((other) => other !== id))}
              />
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}

interface SmallMapProps {
  figure: FigureDefinition;
  series: FigureSeries | undefined;
  layout: CommuneLayout;
  communes: readonly CommuneListItem[];
  zoom: number;
  chosen: string | null;
  /** The commune that an enlarged view is about: a hover must not move the ground under the pointer. */
  middle: string | null;
  onHover(code: string | null): void;
  onRemove(): void;
}

function SmallMap({ figure, series, layout, communes, zoom, chosen, middle, onHover, onRemove }: SmallMapProps) {
  const theme = useDrawingTheme();
  const description = useMemo(() => {
    if (series === undefined) return null;
    const populations = new Map(communes.map(({ code, populationCount }) => [code, populationCount]));
    return buildMapDescription({ figure, communes: series.communes, populations, theme });
  }, [figure, series, communes, theme]);
  const colourOf = useMemo(
    () => new Map(description && [...description.entryIndexByCode].map(([code, entry]) => [code, description.entries[entry]!.colour])),
    [description],
  );
  const shape = layout.communes.find(({ code }) => code === chosen);
  const value = series?.communes.find(({ code }) => code === chosen);
  const { width, height } = layout;
  const centred = layout.communes.find(({ code }) => code === middle);
  const centre = centred === undefined ? [width / 2, height / 2] : startOf(centred.d);
  const [w, h] = [width / zoom, height / zoom];
  const at = (middle: number, part: number, whole: number) => Math.min(whole - part, Math.max(0, middle - part / 2));
  const point = (event: PointerEvent<SVGSVGElement>) => onHover((event.target as SVGElement).dataset.code ?? null);
  return (
    <figure className="multiple">
      <figcaption>
        <Link to={`/atlas/${figure.id}`}>{figure.title}</Link>
        <button type="button" className="text-button small no-print" onClick={onRemove}>
          Ôter<span className="visually-hidden"> la carte {figure.title}</span>
        </button>
      </figcaption>
      <svg
        viewBox={`${at(centre[0]!, w, width)} ${at(centre[1]!, h, height)} ${w} ${h}`}
        role="img"
        aria-label={`${figure.title}. ${series?.headline ?? ''}`}
        onPointerMove={point}
        onPointerLeave={() => onHover(null)}
      >
        <Areas layout={layout} colourOf={colourOf} />
        {shape && <path d={shape.d} className="multiple-chosen" />}
      </svg>
      <p className="multiple-value">{value === undefined ? ' ' : formatFigureValue(value.value, value.status, figure)}</p>
      <ul className="multiple-legend">
        {description?.entries.map((entry) => (
          <li key={entry.id}>
            <span style={{ background: entry.colour }} /> {entry.label}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Drawn again when the values change only: a hover touches one outline. */
const Areas = memo(function Areas({ layout, colourOf }: { layout: CommuneLayout; colourOf: ReadonlyMap<string, string> }) {
  return (
    <>
      {layout.communes.map(({ code, d }) => (
        <path key={code} data-code={code} d={d} fill={colourOf.get(code) ?? 'none'} className="multiple-commune" />
      ))}
      <path d={layout.departement} className="multiple-limit" />
    </>
  );
});

/** Where an outline begins: near enough to its middle for a view that follows it. */
function startOf(d: string): [number, number] {
  const [, x = '0', y = '0'] = /^M(-?[\d.]+) (-?[\d.]+)/.exec(d) ?? [];
  return [Number(x), Number(y)];
}
