import { formatMinutes, formatNumber } from '@maillage/domain/format.ts';
import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';
import { Link } from 'react-router';
import { FigureButton } from '../ui/FigureButton.tsx';

/** Who the commune is, in sentences then in four figures. */
export function CommuneIdentity({ portrait }: { portrait: CommunePortrait }) {
  const { centre, epci, arrondissement } = portrait;
  return (
    <>
      <h1>
        <span className="soft">{portrait.code}</span> {portrait.name}
      </h1>
      <p className="soft">
        {epci === null ? 'sans intercommunalité' : <Link to={`/territoire/epci/${epci.code}`}>{epci.name}</Link>}
        {arrondissement && (
          <>
            {' · arrondissement : '}
            <Link to={`/territoire/arrondissement/${arrondissement.code}`}>{arrondissement.name}</Link>
          </>
        )}
        {` · ${portrait.departementName}`}
      </p>
      <div className="lead">
        {portrait.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <dl className="key-figures keep-together">
        <div>
          <dt>Population municipale</dt>
          <dd>
            <FigureButton target={{ figureId: 'population', kind: 'commune', code: portrait.code }} about="Population municipale">
              {formatNumber(portrait.populationCount)}
            </FigureButton>
          </dd>
        </div>
        <div>
          <dt>Superficie</dt>
          <dd>{portrait.areaKm2 === null ? formatNumber(null) : `${formatNumber(portrait.areaKm2, 1)}\u00a0km²`}</dd>
        </div>
        <div>
          <dt>Niveau de centre</dt>
          <dd>
            <FigureButton target={{ figureId: 'centre-level', kind: 'commune', code: portrait.code }} about="Niveau de centre">
              {centre.levelLabel}
            </FigureButton>
            <span className="key-note">
              {formatNumber(centre.servicesCount)} services sur {formatNumber(centre.servicesTotal)}
            </span>
          </dd>
        </div>
        <div>
          <dt>Dépend de</dt>
          <dd>
            {centre.attractedTo === null ? (
              'aucun centre supérieur'
            ) : (
              <>
                <Link to={`/commune/${centre.attractedTo.code}`}>{centre.attractedTo.name}</Link>
                <span className="key-note">{formatMinutes(centre.attractedTo.minutes)}</span>
              </>
            )}
          </dd>
        </div>
      </dl>
      <button type="button" className="button no-print" onClick={() => globalThis.print()}>
        Imprimer le portrait
      </button>
    </>
  );
}
