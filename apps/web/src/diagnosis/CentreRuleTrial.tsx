import { formatNumber } from '@maillage/domain/format.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { CENTRE_LEVEL_LABELS } from '@maillage/domain/services/ranges.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { centreWhatIfQuery } from '../api/what-if-queries.ts';
import { readNumber, useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { RangeField } from '../ui/RangeField.tsx';
import { labels } from './labels.ts';

const NAMES = ['local', 'intermediaire', 'structurant', 'majeur'] as const;
const BOUNDS = { min: 0, max: 1 };

interface TrialProps {
  run: RunSummary;
  rule: RunParameters['centreRule'];
  nameOf(code: string): string;
}

/** Four sliders: the endowment from which a commune is a centre of each level, and the communes that flip. */
export function CentreRuleTrial({ run, rule, nameOf }: TrialProps) {
  const { read, write, reset, isChanged } = useChoices();
  const thresholds = NAMES.map((name, index) => readNumber(read(name), rule.levelThresholds[index]!, BOUNDS));
  const { data, error, refetch } = useQuery({
    ...centreWhatIfQuery(run.id, { thresholds: thresholds.join(',') }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="section">
      <h2>Déplacer un seuil</h2>
      <div className="choices no-print">
        {NAMES.map((name, index) => (
          <RangeField
            key={name}
            label={`Un ${CENTRE_LEVEL_LABELS[index + 1]} à partir de`}
            {...BOUNDS}
            step={0.01}
            value={thresholds[index]!}
            text={(level) => formatNumber(level, 2)}
            onChange={(value) => write(name, value === rule.levelThresholds[index] ? null : String(value))}
          />
        ))}
        <button type="button" className="button" disabled={!isChanged(NAMES)} onClick={() => reset(NAMES)}>
          Revenir au calcul publié
        </button>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <p aria-live="polite">
            {data.counts
              .map((count, level) => `${formatNumber(count)} ${nameLevels(level, count)}`)
              .slice(1)
              .join(', ')}
            .{' '}
            {data.flips.length === 0
              ? 'Aucune commune ne change de niveau.'
              : `${formatNumber(data.flips.length)} ${data.flips.length > 1 ? 'communes changent' : 'commune change'} de niveau.`}
          </p>
          {data.flips.length > 0 && (
            <DataTable
              caption="Communes qui changent de niveau avec ces seuils"
              rows={data.flips}
              columns={[
                { id: 'code', header: 'Code', kind: 'text', value: (row) => row.communeCode },
                { id: 'name', header: 'Commune', kind: 'text', value: (row) => nameOf(row.communeCode) },
                { id: 'score', header: 'Dotation', kind: 'number', value: (row) => row.score, cell: (row) => formatNumber(row.score, 3) },
                { id: 'from', header: 'Niveau publié', kind: 'text', value: (row) => CENTRE_LEVEL_LABELS[row.fromLevel] ?? null },
                { id: 'to', header: 'Avec ces seuils', kind: 'text', value: (row) => CENTRE_LEVEL_LABELS[row.toLevel] ?? null },
              ]}
              rowKey={(row) => row.communeCode}
              initialSort={{ columnId: 'score', descending: true }}
              fileName="poles-essai.csv"
              filterLabel={labels.filter}
            />
          )}
        </>
      )}
    </section>
  );
}

/** « 1 centre local », « 154 centres locaux ». */
function nameLevels(level: number, count: number): string {
  const label = CENTRE_LEVEL_LABELS[level] ?? '';
  return count > 1
    ? label
        .replace('centre', 'centres')
        .replace(/local$/, 'locaux')
        .replace(/(intermédiaire|structurant|majeur)$/, '$1s')
    : label;
}
