import { formatNumber } from '@maillage/domain/format.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { countBands } from './isochrone-bands.ts';
import type { IsochroneChoice } from './use-isochrones.ts';

/** The minutes of the sentence: the threshold that most schemes speak of. */
const TOLD_MINUTES = 15;

/** What the map shows instead of its figure, in a sentence, and the way back. */
export function IsochroneNotice({ choice, communes }: { choice: IsochroneChoice; communes: readonly CommuneListItem[] }) {
  const { fromText, isochrones, error, stop } = choice;
  const within = isochrones && countBands(isochrones, communes).filter(({ minutes }) => minutes !== null && minutes <= TOLD_MINUTES);
  const sum = (name: 'communeCount' | 'populationCount') => formatNumber(within?.reduce((total, band) => total + band[name], 0) ?? 0);
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <div className="map-changed notice" role="status">
        <p>
          {isochrones === null
            ? `Recherche des routes depuis ${fromText}…`
            : `À ${TOLD_MINUTES} minutes de route ou moins depuis ${fromText} : ${sum('communeCount')} communes, ${sum('populationCount')} habitants. Un clic sur la carte part d’ailleurs.`}
          {isochrones && <span className="small soft"> {isochrones.attribution}.</span>}
        </p>
        <button type="button" className="button" onClick={stop}>
          Revenir à la carte
        </button>
      </div>
    </>
  );
}
