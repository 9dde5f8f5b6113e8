import './around.css';
import { formatMinutes, formatNumber } from '@maillage/domain/format.ts';
import type { Around, AroundPlace } from '@maillage/domain/inventory/around.ts';
import { CHANNEL_LABELS } from '@maillage/domain/inventory/inventory.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { aroundQuery } from '../api/around-query.ts';
import { communesQuery } from '../api/queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { CommuneSearch } from '../ui/CommuneSearch.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { MissingData } from '../ui/MissingData.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type Spot, spotFromPosition, spotText } from './spot.ts';

/** « Autour de moi »: the nearest places of each service, from a commune or from where the reader stands. On a phone first. */
export function AroundPage() {
  return <RequireRun>{(run) => <Found run={run} />}</RequireRun>;
}

function Found({ run }: { run: RunSummary }) {
  const { read, change } = useChoices();
  const { data: communes } = useQuery(communesQuery(run.id));
  // Where somebody stands is nobody else's business: it is kept out of the address.
  const [position, setPosition] = useState<Spot | null>(null);
  const commune = communes?.find(({ code }) => code === read('commune'));
  const spot = position ?? commune ?? null;
  const { data, error, refetch } = useQuery({
    ...aroundQuery(run.id, spot === null ? '' : spotText(spot)),
    enabled: spot !== null,
  });
  usePageTitle('Autour de moi');
  return (
    <main id="contenu" className="page around" tabIndex={-1}>
      <h1>Autour de moi</h1>
      <p className="lead">Les services les plus proches, leurs horaires et leur téléphone.</p>
      {run.fictional && <p className="notice notice-warning">Ces lieux sont inventés : le Département est fictif.</p>}
      <div className="around-where no-print">
        {communes && (
          <CommuneSearch
            communes={communes}
            label="Ma commune"
            onChoose={(code) => {
              setPosition(null);
              change({ commune: code });
            }}
          />
        )}
        <Locate onFound={setPosition} />
      </div>
      {spot === null && <p>Choisissez votre commune, ou laissez votre téléphone dire où vous êtes.</p>}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {spot !== null && !error && data === undefined && <Skeleton size="page" label="Recherche des lieux…" />}
      {spot !== null && data && <Themes around={data} from={position === null ? (commune ?? null) : null} />}
    </main>
  );
}

function Locate({ onFound }: { onFound(spot: Spot): void }) {
  const [state, setState] = useState<'ready' | 'asking' | 'refused'>('ready');
  const locate = () => {
    if (!('geolocation' in navigator)) return setState('refused');
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('ready');
        onFound(spotFromPosition(coords.longitude, coords.latitude));
      },
      () => setState('refused'),
      { timeout: 15_000 },
    );
  };
  return (
    <div className="around-locate">
      <button type="button" className="button" onClick={locate} disabled={state === 'asking'}>
        {state === 'asking' ? 'Recherche de votre position…' : 'Utiliser ma position'}
      </button>
      <p className="small soft" role="status">
        {state === 'refused'
          ? 'Votre appareil n’a pas donné sa position. Choisissez votre commune.'
          : 'Votre position est arrondie à cent mètres et n’est pas gardée.'}
      </p>
    </div>
  );
}

/** A short list is read at once; a long one is opened service by service. */
const FEW_SERVICES = 4;

function Themes({ around, from }: { around: Around; from: CommuneListItem | null }) {
  const { read, write } = useChoices();
  const full = around.themes.filter(({ services }) => services.length > 0);
  const empty = around.themes.filter(({ services }) => services.length === 0);
  const theme = full.find(({ id }) => id === read('theme')) ?? full[0];
  const isByRoad = around.themes.some(({ services }) => services.some(({ places }) => places.some((place) => place.byRoad)));
  if (theme === undefined) return <MissingData>aucun lieu de service n’est connu.</MissingData>;
  return (
    <>
      <ChoiceField
        label="Je cherche"
        value={theme.id}
        choices={full.map(({ id, label }) => ({ id, label }))}
        onChange={(id) => write('theme', id === full[0]!.id ? null : id)}
      />
      <h2 className="around-title">
        {theme.label}
        {from !== null && (
          <>
            {' '}
            autour de <Link to={`/commune/${from.code}`}>{from.name}</Link>
          </>
        )}
      </h2>
      <p className="small soft">
        Minutes en voiture, {isByRoad ? 'par la route,' : 'estimées'} depuis {from === null ? 'votre position' : 'le centre de la commune'}.{' '}
        {around.error}
      </p>
      {theme.services.map(({ serviceType, label, places }) => (
        <details key={serviceType} className="around-service" open={theme.services.length <= FEW_SERVICES || undefined}>
          <summary>
            <span className="around-name">
              <strong>{label}</strong>
              <span className="around-minutes">{formatMinutes(places[0]!.minutes)}</span>
            </span>
            <span className="small soft">{places[0]!.name ?? places[0]!.communeName}</span>
          </summary>
          <ol>
            {places.map((place) => (
              <li key={place.placeId}>
                <Place place={place} isMarked={isByRoad && !place.byRoad} />
              </li>
            ))}
          </ol>
        </details>
      ))}
      {empty.length > 0 && (
        <p className="small soft">
          Aucun lieu connu dans les sources chargées : {empty.map(({ label }) => label).join(', ')}. <Link to="/donnees">Les ajouter</Link>
        </p>
      )}
    </>
  );
}

function Place({ place, isMarked }: { place: AroundPlace /** Its minutes are estimated among others that are not. */; isMarked: boolean }) {
  const { name, communeName, address, channel, hoursText, telephone, count, atCommune, distanceKm, minutes } = place;
  const many = count > 1 ? ` (${formatNumber(count)})` : '';
  return (
    <>
      <p className="around-name">
        <strong>{name ?? `${communeName}${many}`}</strong>
        <span className="around-minutes">
          {formatMinutes(minutes)}
          {isMarked && <span className="small soft"> (estimé)</span>}
        </span>
      </p>
      <p className="small">
        {address === null ? communeName : `${address}, ${communeName}`} · {formatNumber(distanceKm, 1)} km
        {atCommune && ' jusqu’au centre de la commune (adresse absente des sources)'}
        {channel !== 'site' && ` · ${CHANNEL_LABELS[channel]}`}
      </p>
      <p className="small">
        {hoursText === null ? <span className="missing">horaires non renseignés</span> : hoursText}
        {' · '}
        {telephone === null ? (
          <span className="missing">téléphone non renseigné</span>
        ) : (
          <a href={`tel:${telephone.replace(/[^+\d]/g, '')}`}>{telephone}</a>
        )}
      </p>
    </>
  );
}
