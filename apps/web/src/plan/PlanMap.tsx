import './plan-map.css';
import type { SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { layOutCommunes } from '@maillage/maps/svg/lay-out-communes.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { geometryQuery } from '../api/queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { communesOfSheet } from './plan-filters.ts';
import { listSites } from './plan-sites.ts';

const CLASSES = [0, 1, 2, 3, 4, 5];
const CLASS_COUNT = CLASSES.length - 1;

interface PlanMapProps {
  run: RunSummary;
  sheets: readonly SheetListItem[];
  groups: ReadonlyMap<string, readonly string[]>;
  communes: readonly CommuneListItem[];
}

/** Where the plan acts: how many of the sheets shown concern each commune. Choosing a commune filters the plan; the table is the twin. */
export function PlanMap({ run, sheets, groups, communes }: PlanMapProps) {
  const { write } = useChoices();
  const { data: topology } = useQuery(geometryQuery(run.id));
  const layout = useMemo(() => topology && layOutCommunes(topology, 720), [topology]);
  const counts = useMemo(() => {
    const byCommune = new Map<string, number>();
    for (const sheet of sheets) for (const code of communesOfSheet(sheet, groups)) byCommune.set(code, (byCommune.get(code) ?? 0) + 1);
    return byCommune;
  }, [sheets, groups]);
  if (layout === undefined) return <Skeleton size="page" label="Dessin de la carte…" />;
  const most = Math.max(1, ...counts.values());
  // Actions of the whole Département concern every commune: the classes tell apart what is beyond them.
  const least = Math.min(most, ...communes.map(({ code }) => counts.get(code) ?? 0).filter((count) => count > 0));
  const classOf = (count: number) => (count === 0 ? 0 : 1 + Math.floor(((count - least) / (most - least + 1)) * CLASS_COUNT));
  const rows = communes.map((commune) => ({ ...commune, count: counts.get(commune.code) ?? 0 }));
  const touched = rows.filter(({ count }) => count > 0).length;
  const nameByCode = new Map(communes.map(({ code, name }) => [code, name]));
  const sites = listSites(sheets, communes);
  return (
    <div className="plan-map">
      {layout === null ? (
        <p>Donnée absente : ce calcul n’a pas de contours de communes.</p>
      ) : (
        <figure>
          <svg
            viewBox={`0 0 ${layout.width} ${layout.height}`}
            role="img"
            aria-label={`Nombre de fiches qui concernent chaque commune : ${touched} communes sur ${rows.length} sont concernées, au plus par ${most} fiches.`}
          >
            {layout.communes.map(({ code, d }) => (
              <path key={code} d={d} className="plan-commune" data-class={classOf(counts.get(code) ?? 0)}>
                <title>
                  {nameByCode.get(code) ?? code} : {counts.get(code) ?? 0}
                </title>
              </path>
            ))}
            <path d={layout.departement} className="plan-limit" />
            {sites.map(({ sheetId, name, spot }) => {
              if (spot === null) return null;
              const [x, y] = layout.point(spot.lon, spot.lat);
              return (
                <circle key={`${sheetId} ${name}`} cx={x} cy={y} r="5" className="plan-site">
                  <title>
                    {name} (fiche {sheetId})
                  </title>
                </circle>
              );
            })}
          </svg>
          <figcaption>
            <strong>Fiches par commune</strong>
            <ul className="plan-legend">
              {CLASSES.map((index) => (
                <li key={index}>
                  <span data-class={index} /> {index === 0 ? 'aucune' : rangeText(index, least, most)}
                </li>
              ))}
            </ul>
            {sites.length > 0 && (
              <>
                <p className="small">
                  <span className="plan-site-key" /> Sites nommés
                </p>
                <ul className="small plan-sites">
                  {sites.map(({ sheetId, name, commune, isExact, spot }) => (
                    <li key={`${sheetId} ${name}`}>
                      {name}
                      {commune !== null && `, ${commune}`} (<Link to={`/plan/fiches/${sheetId}`}>fiche {sheetId}</Link>)
                      {spot === null ? ' : place inconnue' : !isExact && ' : montré au centre de la commune'}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </figcaption>
        </figure>
      )}
      <DataTable
        caption="Fiches par commune"
        rows={rows}
        columns={[
          {
            ...{ id: 'name', header: 'Commune', kind: 'text' },
            value: ({ name }) => name,
            cell: ({ code, name }) => (
              <button type="button" className="text-button" onClick={() => write('commune', code)}>
                {name}
              </button>
            ),
          },
          { id: 'count', header: 'Fiches', kind: 'number', value: ({ count }) => count },
          {
            ...{ id: 'portrait', header: 'Portrait', kind: 'text' },
            value: ({ code }) => code,
            cell: ({ code, name }) => (
              <Link to={`/commune/${code}`} aria-label={`${code}, portrait de ${name}`}>
                {code}
              </Link>
            ),
          },
        ]}
        rowKey={({ code }) => code}
        initialSort={{ columnId: 'count', descending: true }}
        fileName="fiches-par-commune.csv"
        filterLabel="Chercher une commune"
      />
    </div>
  );
}

function rangeText(index: number, least: number, most: number): string {
  const width = (most - least + 1) / CLASS_COUNT;
  const low = Math.ceil(least + (index - 1) * width);
  const high = Math.ceil(least + index * width) - 1;
  if (high < low) return '–';
  return high === low ? String(low) : `${low} à ${high}`;
}
