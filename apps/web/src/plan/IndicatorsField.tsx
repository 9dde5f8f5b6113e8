import { type ActionIndicator, INDICATOR_KINDS } from '@maillage/domain/plans/plan.ts';
import { DIRECTION_LABELS, INDICATOR_KIND_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import { RowsField } from './RowsField.tsx';
import { readNumber, showNumber } from './sheet-fields.tsx';

/** Indicators with what is aimed at, and the values that come year after year. */
export function IndicatorsField({
  indicators,
  onChange,
}: {
  indicators: readonly ActionIndicator[];
  onChange(next: ActionIndicator[]): void;
}) {
  const put = (index: number, next: ActionIndicator) => onChange(indicators.map((one, at) => (at === index ? next : one)));
  const dated = (text: string, known: { value: number; date: string } | null) => {
    const value = readNumber(text);
    return value === null ? null : { value, date: known?.date ?? new Date().toISOString().slice(0, 10) };
  };
  return (
    <>
      <RowsField<ActionIndicator>
        legend="Indicateurs"
        noun="un indicateur"
        rows={indicators}
        empty={{
          ...{
            id: `indicateur-${indicators.length + 1}`,
            label: '',
            kind: 'output',
            unit: '',
            direction: 'up',
            baseline: null,
            target: null,
          },
          ...{ frequencyMonths: 12, source: '', formula: '', owner: '', series: [] },
        }}
        onChange={onChange}
        columns={[
          { label: 'Libellé', type: 'text', read: ({ label }) => label, write: (row, label) => ({ ...row, label }) },
          {
            ...{ label: 'Sorte', type: 'choice', choices: INDICATOR_KINDS.map((id) => ({ id, label: INDICATOR_KIND_LABELS[id] })) },
            read: ({ kind }) => kind,
            write: (row, text) => ({ ...row, kind: INDICATOR_KINDS.find((one) => one === text) ?? row.kind }),
          },
          { label: 'Unité', type: 'text', read: ({ unit }) => unit, write: (row, unit) => ({ ...row, unit }) },
          {
            ...{ label: 'Mieux si', type: 'choice', choices: (['up', 'down'] as const).map((id) => ({ id, label: DIRECTION_LABELS[id] })) },
            read: ({ direction }) => direction,
            write: (row, text) => ({ ...row, direction: text === 'down' ? 'down' : 'up' }),
          },
          {
            label: 'Départ',
            type: 'number',
            read: ({ baseline }) => showNumber(baseline?.value ?? null),
            write: (row, text) => ({ ...row, baseline: dated(text, row.baseline) }),
          },
          {
            label: 'Au (départ)',
            type: 'date',
            read: ({ baseline }) => baseline?.date ?? '',
            write: (row, date) => ({ ...row, baseline: row.baseline && date ? { ...row.baseline, date } : row.baseline }),
          },
          {
            label: 'Cible',
            type: 'number',
            read: ({ target }) => showNumber(target?.value ?? null),
            write: (row, text) => ({ ...row, target: dated(text, row.target) }),
          },
          {
            label: 'Au (cible)',
            type: 'date',
            read: ({ target }) => target?.date ?? '',
            write: (row, date) => ({ ...row, target: row.target && date ? { ...row.target, date } : row.target }),
          },
          {
            label: 'Relevé tous les (mois)',
            type: 'number',
            read: ({ frequencyMonths }) => showNumber(frequencyMonths),
            write: (row, text) => ({ ...row, frequencyMonths: readNumber(text) }),
          },
          { label: 'Source', type: 'text', read: ({ source }) => source, write: (row, source) => ({ ...row, source }) },
          { label: 'Formule', type: 'text', read: ({ formula }) => formula, write: (row, formula) => ({ ...row, formula }) },
          { label: 'Qui le relève', type: 'text', read: ({ owner }) => owner, write: (row, owner) => ({ ...row, owner }) },
        ]}
      />
      {indicators.map((indicator, index) => (
        <RowsField
          key={indicator.id}
          legend={`Valeurs de « ${indicator.label || indicator.id} »`}
          noun="une valeur"
          rows={indicator.series}
          empty={{ date: new Date().toISOString().slice(0, 10), value: 0 }}
          onChange={(series) => put(index, { ...indicator, series })}
          columns={[
            { label: 'Date', type: 'date', read: ({ date }) => date, write: (row, date) => ({ ...row, date: date || row.date }) },
            {
              label: 'Valeur',
              type: 'number',
              read: ({ value }) => showNumber(value),
              write: (row, text) => ({ ...row, value: readNumber(text) ?? row.value }),
            },
          ]}
        />
      ))}
    </>
  );
}
