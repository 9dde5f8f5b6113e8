import { formatMinutes, formatNumber } from '@maillage/domain/format.ts';
import { useQuery } from '@tanstack/react-query';
import { errorText } from '../api/error-messages.ts';
import { roadJourneysQuery } from '../api/road-queries.ts';

/** The way by the road from the centre of the commune, in minutes, kilometres and stretches: the very line of the map. */
export function JourneyDetail({ runId, code, serviceType }: { runId: string; code: string; serviceType: string }) {
  const { data, error } = useQuery(roadJourneysQuery(runId, code, serviceType));
  if (error) return <p className="small soft">{errorText(error).what} Le trait de la carte reste droit.</p>;
  if (data === undefined) return <p className="small soft">Recherche de l’itinéraire…</p>;
  const { nearest, second, attribution } = data;
  if (nearest === null) return <p className="small soft">Aucune route ne mène à ce lieu : le trait de la carte est droit.</p>;
  const say = ({ minutes, metres }: { minutes: number; metres: number }) =>
    `${formatMinutes(minutes, 1)} pour ${formatNumber(metres / 1000, 1)}\u00a0km`;
  return (
    <>
      <p className="small">
        Par la route, du centre de la commune : {say(nearest)}
        {second && ` ; jusqu’au suivant, ${say(second)}`}.
      </p>
      <details className="journey-detail small">
        <summary>L’itinéraire, rue par rue</summary>
        <ol>
          {nearest.sentences.slice(1).map((sentence, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the stretches are the way, in its order
            <li key={index}>{sentence}</li>
          ))}
        </ol>
        <p className="soft">{attribution}.</p>
      </details>
    </>
  );
}
