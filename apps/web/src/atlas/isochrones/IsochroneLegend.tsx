import type { Isochrones } from '@maillage/domain/accessibility/road-answers.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { isochroneColours, MAP_NEUTRALS, type MapTheme } from '@maillage/maps/palettes.ts';
import { countBands } from './isochrone-bands.ts';

interface IsochroneLegendProps {
  isochrones: Isochrones;
  communes: readonly CommuneListItem[];
  theme: MapTheme;
}

/** The bands of the map, with the communes whose centre is in each and their people. */
export function IsochroneLegend({ isochrones, communes, theme }: IsochroneLegendProps) {
  const colours = isochroneColours(isochrones.bands.length, theme);
  const everybody = communes.reduce((sum, { populationCount }) => sum + (populationCount ?? 0), 0);
  return (
    <table className="legend keep-together">
      <caption>
        Par la route, en voiture <span className="soft small">— communes dont le centre est atteint</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Durée</th>
          <th scope="col" className="number">
            Communes
          </th>
          <th scope="col" className="number">
            Habitants
          </th>
        </tr>
      </thead>
      <tbody>
        {countBands(isochrones, communes).map(({ label, communeCount, populationCount }, index) => (
          <tr key={label}>
            <th scope="row">
              <span className="legend-class">
                <svg className="legend-swatch" width="30" height="30" viewBox="0 0 30 30" aria-hidden="true">
                  <rect x="3" y="6" width="24" height="18" fill={colours[index] ?? MAP_NEUTRALS[theme].missing} stroke="currentColor" />
                </svg>
                {label}
              </span>
            </th>
            <td className="number">{formatNumber(communeCount)}</td>
            <td className="number">
              {formatNumber(populationCount)}
              <span
                className="legend-bar"
                aria-hidden="true"
                style={{ width: `${everybody === 0 ? 0 : (100 * populationCount) / everybody}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
