import { formatMinutes } from '@maillage/domain/format.ts';
import { SERVICE_RANGE_LABELS } from '@maillage/domain/services/ranges.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { portraitQuery } from '../api/queries.ts';
import { serviceAccessQuery } from '../api/territory-queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { serviceOfFigure } from './explained-service.ts';
import { JourneyDetail } from './JourneyDetail.tsx';

/** Where the people of a commune go for each service, where else they could, and what a closure would cost; the map draws the journey. */
export function ServiceExplanation({
  runId,
  code,
  figureId,
  hasRoads,
}: {
  runId: string;
  code: string;
  figureId: string;
  hasRoads: boolean;
}) {
  const { read, write } = useChoices();
  const { data: portrait } = useQuery(portraitQuery(runId, code));
  const services = portrait?.services ?? [];
  const chosen = read('service') ?? serviceOfFigure(figureId) ?? '';
  const { data } = useQuery({ ...serviceAccessQuery(runId, code, chosen), enabled: chosen !== '' });
  if (portrait === undefined) return <Skeleton size="panel" label="Lecture des services…" />;
  return (
    <div className="service-explanation">
      <ChoiceField
        label="Où va-t-on pour…"
        value={chosen}
        choices={[
          { id: '', label: 'Choisir un service' },
          ...services.map(({ serviceType, label, range, minutes }) => ({
            id: serviceType,
            label: minutes === null ? label : `${label} — ${formatMinutes(minutes)}`,
            group: `Gamme ${SERVICE_RANGE_LABELS[range]}`,
          })),
        ]}
        onChange={(id) => write('service', id === '' ? null : id)}
      />
      {data && (
        <ul className="small" aria-live="polite">
          {data.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {data.nearest?.lon != null && !hasRoads && (
            <li className="soft">
              Minutes estimées : les traits de la carte sont droits. Pour les vrais itinéraires et les isochrones, déposez un extrait
              OpenStreetMap (« .osm.pbf ») dans <Link to="/donnees">Données</Link>, puis relancez le calcul.
            </li>
          )}
        </ul>
      )}
      {data?.nearest && hasRoads && <JourneyDetail runId={runId} code={code} serviceType={chosen} />}
    </div>
  );
}
