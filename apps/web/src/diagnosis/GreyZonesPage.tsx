import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { GreyReferenceId, GreyScope, GreyZones } from '@maillage/domain/grey-zones/grey-zones.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { manifestQuery } from '../api/queries.ts';
import { greyWhatIfQuery } from '../api/what-if-queries.ts';
import { readNumber, useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField, RangeField } from '../ui/RangeField.tsx';
import { ChapterFrame } from './ChapterFrame.tsx';
import { useCommuneNames } from './commune-names.ts';
import { GreyAnswer } from './GreyAnswer.tsx';
import { labels } from './labels.ts';

const GROUPS: Record<GreyScope['kind'], string> = { range: 'Gammes', theme: 'Thèmes', basket: 'Paniers', service: 'Un seul service' };
const CHOICES = ['facteur', 'part'];
const FACTOR = { min: 0.5, max: 3 };
const SHARE = { min: 0, max: 1 };

/** Where services are farther than elsewhere: a scope, a reference, two thresholds, and the zones that they draw. */
export function GreyZonesPage() {
  return (
    <ChapterFrame title={labels.grey.title} lead={labels.grey.lead} chapter="greyZones" method="zones-grises">
      {(zones, run) => <Explored zones={zones} run={run} />}
    </ChapterFrame>
  );
}

function Explored({ zones, run }: { zones: GreyZones; run: RunSummary }) {
  const { data: manifest } = useQuery(manifestQuery(run.id));
  const empty = zones.scopes.filter(({ serviceTypes }) => serviceTypes.length === 0);
  const scopes = zones.scopes.filter(({ serviceTypes }) => serviceTypes.length > 0);
  if (scopes.length === 0) return <p>{zones.emptyReasons['grey-zone-areas']}</p>;
  return (
    <>
      {manifest && <Asked zones={zones} scopes={scopes} run={run} own={manifest.parameters.greyZones} />}
      <NotLookedAt scopes={empty} />
      <Published zones={zones} />
    </>
  );
}

interface AskedProps {
  zones: GreyZones;
  scopes: readonly GreyScope[];
  run: RunSummary;
  own: RunManifest['parameters']['greyZones'];
}

function Asked({ zones, scopes, run, own }: AskedProps) {
  const { read, write, reset, isChanged } = useChoices();
  const nameOf = useCommuneNames(run);
  const scope = scopes.find(({ id }) => id === read('services')) ?? scopes[0]!;
  const reference = zones.references.find(({ id, available }) => available && id === read('reference'))?.id ?? 'departement';
  const factor = readNumber(read('facteur'), own.factor, FACTOR);
  const minimumShare = readNumber(read('part'), own.minimumShare, SHARE);
  const query = { scope: scope.id, reference, factor: String(factor), minimumShare: String(minimumShare) };
  const { data, error, refetch } = useQuery({ ...greyWhatIfQuery(run.id, query), placeholderData: keepPreviousData });
  const same = (value: number, published: number) => (value === published ? null : String(value));
  return (
    <>
      <div className="choices no-print">
        <ChoiceField
          label="Services regardés"
          value={scope.id}
          choices={scopes.map(({ id, label, kind }) => ({ id, label, group: GROUPS[kind] }))}
          onChange={(id) => write('services', id === scopes[0]!.id ? null : id)}
        />
        <ChoiceField<GreyReferenceId>
          label="Comparés à"
          value={reference}
          choices={zones.references.map(({ id, label, available }) => ({ id, label, disabled: !available }))}
          onChange={(id) => write('reference', id === 'departement' ? null : id)}
        />
        <RangeField
          label="Un service est loin au-delà de"
          {...FACTOR}
          step={0.1}
          value={factor}
          text={(times) => `${formatNumber(times, 1)} fois la référence`}
          onChange={(value) => write('facteur', same(value, own.factor))}
        />
        <RangeField
          label="Une commune est grise à partir de"
          {...SHARE}
          step={0.05}
          value={minimumShare}
          text={(share) => `${formatRatioAsPercent(share, 0)} des services`}
          onChange={(value) => write('part', same(value, own.minimumShare))}
        />
        <button type="button" className="button" disabled={!isChanged(CHOICES)} onClick={() => reset(CHOICES)}>
          Revenir au calcul publié
        </button>
      </div>
      <p className="soft">{zones.references.find(({ id }) => id === reference)?.convention}</p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <GreyAnswer runId={run.id} answer={data} scope={scope} reference={reference} isChanged={isChanged(CHOICES)} nameOf={nameOf} />
      )}
      {scope.notCollected.length > 0 && (
        <p className="soft">Non recensés dans les sources de ce calcul, donc laissés de côté : {scope.notCollected.join(', ')}.</p>
      )}
    </>
  );
}

/** Themes and baskets that no source fills: told, with where to mend it. */
function NotLookedAt({ scopes }: { scopes: readonly GreyScope[] }) {
  const told = scopes.filter(({ kind }) => kind !== 'service');
  if (told.length === 0) return null;
  return (
    <section className="section">
      <h2>Ce qui ne peut pas être regardé</h2>
      <ul>
        {told.map(({ id, label, notCollected }) => (
          <li key={id}>
            <strong>{label}</strong> :{' '}
            {notCollected.length === 0
              ? 'aucun équipement de ce thème n’est dans les gammes de ce calcul. '
              : `aucun de ses services n’est recensé (${notCollected.join(', ')}). `}
            <Link to="/donnees">Ajouter une source</Link> ou <Link to="/parametres">corriger la liste</Link>.
          </li>
        ))}
      </ul>
    </section>
  );
}

function Published({ zones }: { zones: GreyZones }) {
  const [first] = zones.published;
  if (first === undefined) return null;
  return (
    <section className="section">
      <h2>Ailleurs en France, selon l’INSEE</h2>
      <p>{first.convention}</p>
      <DataTable
        caption="Part de la population éloignée, publiée"
        rows={zones.published}
        columns={[
          { id: 'territory', header: 'Territoire', kind: 'text', value: (row) => row.territory },
          { id: 'label', header: 'Mesure', kind: 'text', value: (row) => row.label },
          {
            id: 'value',
            header: 'Valeur',
            unit: '%',
            kind: 'number',
            value: (row) => row.value,
            cell: (row) => formatNumber(row.value, 1),
          },
        ]}
        rowKey={(row) => `${row.territory} ${row.label}`}
        initialSort={{ columnId: 'label', descending: false }}
        fileName="reference-publiee.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}
