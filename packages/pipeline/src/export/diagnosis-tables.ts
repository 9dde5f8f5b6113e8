import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import { type ExportTable, number, round, text, yesNo } from './table.ts';

export const DIAGNOSIS_TABLE_NAMES = ['typology', 'test-territories', 'test-constraints', 'survey', 'findings'] as const;

/** The tables of the diagnosis, in the columns that the project promises to keep; headers alone for a run that has none. */
export function listDiagnosisTables(diagnosis: Diagnosis | null): ExportTable[] {
  const tables: Record<(typeof DIAGNOSIS_TABLE_NAMES)[number], Omit<ExportTable, 'name'>> = {
    typology: {
      columns: [text('territory_code'), number('class'), text('label'), text('territory_kind')],
      *rows() {
        for (const row of diagnosis?.typology ?? []) yield [row.territoryCode, row.class, row.label, row.kind];
      },
    },
    'test-territories': {
      columns: [
        number('rank'),
        text('territory_code'),
        text('name'),
        text('type'),
        number('represented_share_ratio'),
        text('territory_kind'),
        number('gap_ratio'),
        text('labels'),
        text('farthest'),
      ],
      *rows() {
        for (const row of diagnosis?.testTerritories ?? [])
          yield [
            row.rank,
            row.territoryCode,
            row.name,
            row.type,
            round(row.representedShareRatio, 6),
            row.kind,
            round(diagnosis?.testTerritoriesGapRatio ?? null, 6),
            row.labels.join(' | '),
            row.farthest,
          ];
      },
    },
    'test-constraints': {
      columns: [text('constraint_kind'), text('label'), text('met_by'), number('cost_ratio')],
      *rows() {
        for (const row of diagnosis?.testConstraints ?? []) yield [row.kind, row.label, row.metBy.join(' '), round(row.costRatio, 6)];
      },
    },
    survey: {
      columns: [
        text('question'),
        text('answer'),
        text('group'),
        number('share_ratio'),
        number('low'),
        number('high'),
        number('effective_count'),
        text('kind'),
        text('survey'),
      ],
      *rows() {
        for (const row of diagnosis?.survey ?? [])
          yield [
            row.question,
            row.answer,
            row.group,
            round(row.shareRatio, 6),
            round(row.low, 6),
            round(row.high, 6),
            round(row.effectiveCount, 3),
            row.kind,
            row.survey,
          ];
      },
    },
    findings: {
      columns: [text('finding_id'), text('rule'), text('holds'), text('figures'), text('territories'), text('public'), text('title')],
      *rows() {
        for (const row of diagnosis?.findings ?? [])
          yield [
            row.id,
            row.rule,
            yesNo(row.holds),
            row.figures.map(({ label, text: value }) => `${label} = ${value}`).join(' | '),
            row.territories.join(' '),
            row.public,
            row.title,
          ];
      },
    },
  };
  return DIAGNOSIS_TABLE_NAMES.map((name) => ({ name, ...tables[name] }));
}
