import { MISSING_TEXT } from '@maillage/domain/format.ts';
import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';
import { Link } from 'react-router';
import { FigureButton } from '../ui/FigureButton.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { comparedText } from './comparison-text.ts';

/** The commune beside the one that the reader chose, its EPCI, its Département and its région. */
export function CommuneComparisons({ portrait, beside }: { portrait: CommunePortrait; beside: CommunePortrait | null }) {
  const epciName = portrait.epci?.name ?? 'Intercommunalité';
  return (
    <section className="section">
      <h2>La commune et les territoires autour</h2>
      <ScrollZone label="La commune et les territoires autour">
        <table className="comparisons">
          <caption className="visually-hidden">Indicateurs de la commune, de l’intercommunalité, du Département et de la région</caption>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              <th scope="col" className="number">
                {portrait.name}
              </th>
              {beside && (
                <th scope="col" className="number">
                  {beside.name}
                </th>
              )}
              <th scope="col" className="number">
                {epciName}
              </th>
              <th scope="col" className="number">
                {portrait.departementName}
              </th>
              <th scope="col" className="number">
                Région
              </th>
            </tr>
          </thead>
          <tbody>
            {portrait.comparisons.map((comparison) => (
              <tr key={comparison.figureId}>
                <th scope="row">
                  <Link to={`/atlas/${comparison.figureId}?commune=${portrait.code}`}>{comparison.label}</Link>
                </th>
                <td className="number" data-label={portrait.name}>
                  <FigureButton target={{ figureId: comparison.figureId, kind: 'commune', code: portrait.code }} about={comparison.label}>
                    {comparedText(comparison, comparison.commune, comparison.status)}
                  </FigureButton>
                </td>
                {beside && (
                  <td className="number" data-label={beside.name}>
                    {besideText(beside, comparison.figureId)}
                  </td>
                )}
                <td className="number" data-label={epciName}>
                  {comparedText(comparison, comparison.epci)}
                </td>
                <td className="number" data-label={portrait.departementName}>
                  {comparedText(comparison, comparison.departement)}
                </td>
                <td className="number" data-label="Région">
                  {comparedText(comparison, comparison.region)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
    </section>
  );
}

function besideText({ comparisons }: CommunePortrait, figureId: string): string {
  const found = comparisons.find((one) => one.figureId === figureId);
  return found === undefined ? MISSING_TEXT : comparedText(found, found.commune, found.status);
}
