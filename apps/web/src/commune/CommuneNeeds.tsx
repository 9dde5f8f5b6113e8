import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';
import { FigureButton } from '../ui/FigureButton.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { componentText } from './comparison-text.ts';

type Need = CommunePortrait['needs'][number];

/** The four need indicators, each with what it is made of and what is missing from it. */
export function CommuneNeeds({ portrait }: { portrait: CommunePortrait }) {
  return (
    <section className="section">
      <h2>Besoins de la population</h2>
      <div className="needs">
        {portrait.needs.map((need) => (
          <NeedCard key={need.indicator} need={need} code={portrait.code} />
        ))}
      </div>
    </section>
  );
}

function NeedCard({ need, code }: { need: Need; code: string }) {
  return (
    <article className="need keep-together">
      <h3>{need.label}</h3>
      <p className="need-score">
        <FigureButton target={{ figureId: `need.${need.indicator}`, kind: 'commune', code }} about={need.label}>
          {formatNumber(need.score, 1)}
        </FigureButton>{' '}
        {need.rank !== null && (
          <span className="small soft">
            rang {formatNumber(need.rank)} sur {formatNumber(need.rankedCount)}
          </span>
        )}
      </p>
      {need.missingWeightRatio > 0 && (
        <p className="small">
          Données manquantes : {formatRatioAsPercent(need.missingWeightRatio, 0)} du poids de l’indicateur.
          {need.score === null && ' Le score n’est donc pas calculé.'}
        </p>
      )}
      <ScrollZone label={`Composantes de « ${need.label} »`}>
        <table className="small">
          <caption className="visually-hidden">Composantes de « {need.label} »</caption>
          <thead>
            <tr>
              <th scope="col">Composante</th>
              <th scope="col" className="number">
                Commune
              </th>
              <th scope="col" className="number">
                Département
              </th>
            </tr>
          </thead>
          <tbody>
            {need.components.map((component) => (
              <tr key={component.id}>
                <th scope="row">
                  {component.label}
                  <span className="need-formula">{component.formula}</span>
                </th>
                <td className="number">{componentText(component.unit, component.value, component.status)}</td>
                <td className="number">
                  {componentText(component.unit, component.departement, component.departement === null ? 'missing' : 'known')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
    </article>
  );
}
