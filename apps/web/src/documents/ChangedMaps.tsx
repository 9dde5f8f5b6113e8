import type { DocumentChanges } from '@maillage/domain/documents/document-view.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import { Link } from 'react-router';
import { ThemedPicture } from '../ui/ThemedPicture.tsx';
import { WordChange } from '../ui/WordChange.tsx';

type ChangedMap = DocumentChanges['maps'][number];

/** The maps that moved: what they say, the classes that grew or shrank, and the drawing of the change where the atlas has one. */
export function ChangedMaps({ maps }: { maps: readonly ChangedMap[] }) {
  return (
    <section>
      <h2>Carte par carte</h2>
      {maps.some(({ evolutionUrl }) => evolutionUrl === null) && (
        <p className="small soft">
          L’évolution est dessinée entre deux calculs qui se suivent, pour les cartes d’une seule grandeur ; ailleurs, le tableau dit
          quelles classes ont bougé.
        </p>
      )}
      {maps.map((map) => (
        <ChangedMapItem key={map.mapId} map={map} />
      ))}
    </section>
  );
}

function ChangedMapItem({ map }: { map: ChangedMap }) {
  const { mapId, title, headlineBefore, headlineAfter, classes, movedCommuneCount, evolutionUrl } = map;
  return (
    <section className="changes-map">
      <h3>
        <Link to={`/cartes/${mapId}`}>{title}</Link>
      </h3>
      {headlineBefore === headlineAfter ? (
        <p>{headlineAfter}</p>
      ) : (
        <p>
          <WordChange before={headlineBefore} after={headlineAfter} />
        </p>
      )}
      <p>{sayMoved(movedCommuneCount)}</p>
      <div className="changes-map-body">
        {evolutionUrl !== null && (
          <ThemedPicture
            className="changes-picture"
            address={evolutionUrl}
            alt={`Carte de l’évolution : ${title}. ${sayMoved(movedCommuneCount)}`}
            isLazy
          />
        )}
        {classes.length > 0 && (
          <table className="changes-classes">
            <caption>Communes par classe</caption>
            <thead>
              <tr>
                <th scope="col">Classe</th>
                <th scope="col">Avant</th>
                <th scope="col">Après</th>
              </tr>
            </thead>
            <tbody>
              {classes.map(({ label, before, after }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{before || 'aucune'}</td>
                  <td>{after || 'aucune'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}

function sayMoved(count: number): string {
  if (count === 0) return 'Aucune commune n’a changé de classe.';
  return count === 1 ? 'Une commune a changé de classe.' : `${formatNumber(count)} communes ont changé de classe.`;
}
