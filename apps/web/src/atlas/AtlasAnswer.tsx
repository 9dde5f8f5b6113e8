import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { Link } from 'react-router';
import { ProvenanceButton } from '../ui/FigureButton.tsx';
import { labels } from './labels.ts';

interface AtlasAnswerProps {
  figure: FigureDefinition;
  /** The sentence of the published run. */
  headline: string;
  /** What the sentence becomes with what the reader has moved; null when nothing has. */
  trialHeadline: string | null;
  departementCode: string;
}

/** The question of the map, and its answer: the published one, or that of a trial, which says that it is one. */
export function AtlasAnswer({ figure, headline, trialHeadline, departementCode }: AtlasAnswerProps) {
  const departement = { figureId: figure.id, kind: 'departement', code: departementCode };
  return (
    <div className="atlas-answer">
      <h1>
        {figure.title} {figure.estimated && figure.available && <span className="tag tag-warning">estimé</span>}
      </h1>
      <p className="atlas-headline" aria-live="polite">
        {trialHeadline ? (
          <>
            <span className="tag tag-warning">essai</span> {trialHeadline}
          </>
        ) : (
          headline
        )}
      </p>
      <p className="atlas-description">
        {figure.description} {figure.estimated && figure.available && labels.estimated}{' '}
        <ProvenanceButton target={departement} about={figure.title} />
      </p>
      {!figure.available && (
        <div className="notice notice-warning">
          {!saysReason(headline, figure.missingReason) && (
            <p>{figure.missingReason ?? 'Les données de cette carte ne sont pas chargées.'}</p>
          )}
          <p>
            {labels.bringData} <Link to="/donnees">Voir les sources qui manquent</Link>
          </p>
        </div>
      )}
    </div>
  );
}

/** The sentence of a map without data is its reason; a fictional one says besides that it is. */
const saysReason = (headline: string, reason: string | null) => reason !== null && headline.startsWith(typeset(reason).replace(/\.$/, ''));
