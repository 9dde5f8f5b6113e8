import { ACCESS_PROFILE_LABELS } from '@maillage/domain/accessibility/access-measures.ts';
import { formatMinutes, formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { accessWhatIfQuery } from '../api/what-if-queries.ts';
import { readNumber, useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField, RangeField } from '../ui/RangeField.tsx';
import { labels } from './labels.ts';

const BOUNDS = { min: 1, max: 60 };
const DEFAULTS = { scope: 'range.proximity', minutes: 7 };
/** Walking minutes have their own thresholds: the slider is that of the car. */
const PROFILES = ['all', 'over75', 'children'] as const;

interface SharesProps {
  run: RunSummary;
  names: ReadonlyMap<string, string>;
  /** Profiles that no source describes. */
  missing: Record<string, string>;
}

/** Who is beyond the duration of the slider, in the Département and in each EPCI. */
export function AccessShares({ run, names, missing }: SharesProps) {
  const { read, write, reset, isChanged } = useChoices();
  const scope = read('loin-de') ?? DEFAULTS.scope;
  const minutes = readNumber(read('minutes'), DEFAULTS.minutes, BOUNDS);
  const profile = PROFILES.find((one) => one === read('qui') && missing[one] === undefined) ?? 'all';
  const query = accessWhatIfQuery(run.id, { scope, profile, minutes: String(minutes) });
  const { data, error, refetch } = useQuery({ ...query, placeholderData: keepPreviousData });
  const scopes = names.size === 0 ? [{ id: scope, label: scope }] : [...names].map(([id, label]) => ({ id, label }));
  return (
    <section className="section">
      <h2>Qui est loin</h2>
      <div className="choices no-print">
        <ChoiceField
          label="De quoi"
          value={scope}
          choices={scopes}
          onChange={(id) => write('loin-de', id === DEFAULTS.scope ? null : id)}
        />
        <ChoiceField
          label="Qui"
          value={profile}
          choices={PROFILES.map((id) => ({ id, label: ACCESS_PROFILE_LABELS[id], disabled: missing[id] !== undefined }))}
          onChange={(id) => write('qui', id === 'all' ? null : id)}
        />
        <RangeField
          label="À plus de"
          {...BOUNDS}
          step={1}
          value={minutes}
          text={formatMinutes}
          onChange={(value) => write('minutes', value === DEFAULTS.minutes ? null : String(value))}
        />
        <button
          type="button"
          className="button"
          disabled={!isChanged(['minutes', 'qui', 'loin-de'])}
          onClick={() => reset(['minutes', 'qui', 'loin-de'])}
        >
          Revenir au départ
        </button>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <p className="atlas-headline" aria-live="polite">
            {formatNumber(data.departement.peopleCount)} personnes, soit {formatRatioAsPercent(data.departement.shareRatio)}, sont à plus de{' '}
            {formatMinutes(data.minutes)}.
          </p>
          <DataTable
            caption="Personnes au-delà de la durée choisie, par intercommunalité"
            rows={data.epcis}
            columns={[
              { id: 'name', header: 'Intercommunalité', kind: 'text', value: (row) => row.name },
              {
                id: 'people',
                header: 'Personnes',
                kind: 'number',
                value: (row) => row.peopleCount,
                cell: (row) => formatNumber(row.peopleCount),
              },
              {
                id: 'share',
                header: 'Part',
                kind: 'number',
                value: (row) => row.shareRatio,
                cell: (row) => formatRatioAsPercent(row.shareRatio),
              },
            ]}
            rowKey={(row) => row.code}
            initialSort={{ columnId: 'share', descending: true }}
            fileName="qui-est-loin.csv"
            filterLabel={labels.filter}
          />
        </>
      )}
    </section>
  );
}
