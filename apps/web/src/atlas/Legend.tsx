import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import type { LegendEntry, MapDescription } from '@maillage/maps/map-description.ts';
import { MAP_NEUTRALS, type MapTheme } from '@maillage/maps/palettes.ts';
import { markRadius, symbolRadius } from '@maillage/maps/symbol-size.ts';

interface LegendProps {
  description: MapDescription;
  figure: FigureDefinition;
  theme: MapTheme;
  /** Priority neighbourhoods drawn on the map; 0 while they are not known. */
  qpvCount: number;
  /** Communes are circles as large as their people are many. */
  asCircles?: boolean;
}

/** The classes of the map, with the communes and the people of each: a table, so that it can be read aloud. */
export function Legend({ description, figure, theme, qpvCount, asCircles = false }: LegendProps) {
  const peopleTotal = description.entries.reduce((sum, entry) => sum + entry.populationCount, 0);
  return (
    <table className="legend keep-together">
      <caption>
        {description.legendTitle}
        {figure.style === 'symbols' && <span className="soft small"> — la surface du rond suit la valeur</span>}
        {asCircles && <span className="soft small"> — un cercle par commune, d’autant plus grand qu’elle est peuplée</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">Classe</th>
          <th scope="col" className="number">
            Communes
          </th>
          <th scope="col" className="number">
            Habitants
          </th>
        </tr>
      </thead>
      <tbody>
        {description.entries.map((entry, index) => {
          // A map without a single value has no classes to explain.
          if (!figure.available && entry.communeCount === 0) return null;
          return (
            <tr key={entry.id}>
              <th scope="row">
                <span className="legend-class">
                  <Swatch entry={entry} radius={radiusOf(description, index)} />
                  {entry.label}
                </span>
              </th>
              <td className="number">{formatNumber(entry.communeCount)}</td>
              <td className="number">
                {formatNumber(entry.populationCount)}
                <span
                  className="legend-bar"
                  aria-hidden="true"
                  style={{ width: `${peopleTotal === 0 ? 0 : (100 * entry.populationCount) / peopleTotal}%` }}
                />
              </td>
            </tr>
          );
        })}
        {description.greyZones && (
          <tr>
            <th scope="row">
              <span className="legend-class">
                <HatchSwatch />
                {description.greyZones.label}
              </span>
            </th>
            <td className="number">{formatNumber(description.greyZones.communeCount)}</td>
            <td className="number">{formatNumber(description.greyZones.populationCount)}</td>
          </tr>
        )}
        {description.style === 'marks' && (
          <tr>
            <th scope="row" colSpan={3}>
              <span className="legend-class">
                <svg className="legend-swatch" width="30" height="30" viewBox="0 0 30 30" aria-hidden="true">
                  <path d="M4 22 26 8" stroke="currentColor" strokeWidth="1.2" />
                </svg>
                vers le centre dont la commune dépend
              </span>
            </th>
          </tr>
        )}
        {qpvCount > 0 && !asCircles && (
          <tr>
            <th scope="row" colSpan={3}>
              <span className="legend-class">
                <QpvSwatch colour={MAP_NEUTRALS[theme].qpv} />
                {qpvCount === 1 ? 'quartier prioritaire (QPV)' : 'quartiers prioritaires (QPV)'}
              </span>
            </th>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** Symbols show the size of the top of their class, marks their own; areas have none, nor a commune without a mark. */
function radiusOf(description: MapDescription, index: number): number | null {
  if (description.style === 'areas' || description.entries[index]!.kind !== 'class') return null;
  if (description.style === 'marks') return markRadius(index) || null;
  return symbolRadius(description.breaks[index] ?? description.maxValue, description.maxValue) / 2.4;
}

function HatchSwatch() {
  return (
    <svg className="legend-swatch" width="30" height="30" viewBox="0 0 30 30" aria-hidden="true">
      <rect x="3" y="6" width="24" height="18" fill="none" stroke="currentColor" />
      <path d="M3 14 11 6M3 22 19 6M9 24 27 6M17 24 27 14" stroke="var(--ink)" strokeWidth="1.4" />
    </svg>
  );
}

function QpvSwatch({ colour }: { colour: string }) {
  return (
    <svg className="legend-swatch" width="30" height="30" viewBox="0 0 30 30" aria-hidden="true">
      <path d="M8 10h9l5 6-6 6H7z" fill="none" stroke={colour} strokeWidth="2" />
    </svg>
  );
}

function Swatch({ entry, radius }: { entry: LegendEntry; radius: number | null }) {
  const dotted = entry.kind === 'missing' || entry.kind === 'secret';
  return (
    <svg className="legend-swatch" width="30" height="30" viewBox="0 0 30 30" aria-hidden="true">
      {radius === null ? (
        <rect
          x="3"
          y="6"
          width="24"
          height="18"
          fill={entry.colour}
          stroke="currentColor"
          strokeWidth="1"
          strokeDasharray={dotted ? '1.5 2.5' : undefined}
        />
      ) : (
        <circle cx="15" cy="15" r={Math.max(2, radius)} fill={entry.colour} stroke="currentColor" strokeWidth="0.8" />
      )}
    </svg>
  );
}
