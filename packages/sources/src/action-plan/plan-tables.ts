/**
 * A plan as tables: one row per axis, objective, sheet, place, step, operation, budget line, indicator and value. The same tables
 * stand in the sheets of a workbook, and one under the other in a CSV file, told apart by their first column.
 */
import type { ActionPlan, ActionSheet } from '@maillage/domain/plans/plan.ts';
import {
  BUDGET_NATURE_LABELS,
  CHANNEL_LABELS,
  DIRECTION_LABELS,
  INDICATOR_KIND_LABELS,
  OPERATION_STATUS_LABELS,
  ORGANISATION_KIND_LABELS,
  PLACE_KIND_LABELS,
  PRIORITY_LABELS,
  PUBLIC_LABELS,
  SHEET_STATUS_LABELS,
} from '@maillage/domain/plans/plan-labels.ts';
import {
  type CellCodec,
  choiceCell,
  choicesCell,
  dateCell,
  listCell,
  numberCell,
  numberedCell,
  numberedListCell,
  textCell,
  textOrNone,
} from './cell-codecs.ts';

/** Column of a CSV file that says which table a row is of. */
export const RECORD_COLUMN = 'enregistrement';

export interface PlanColumn {
  /** Header, in French. */
  header: string;
  /** Field of the flat row. */
  field: string;
  // biome-ignore lint/suspicious/noExplicitAny: each column has the codec of its own field; rows are checked by the schema of the plan
  codec: CellCodec<any>;
  /** A row without it is of no use. */
  required?: boolean;
}
export interface PlanTable {
  name: PlanTableName;
  columns: PlanColumn[];
  /** The rows of a plan, flat: field → value. */
  rowsOf(plan: ActionPlan): FlatRow[];
}
export type FlatRow = Record<string, unknown>;
export const PLAN_TABLE_NAMES = [
  ...['plan', 'organismes', 'axes', 'objectifs', 'fiches', 'lieux', 'étapes', 'opérations', 'budget', 'indicateurs', 'mesures'],
] as const;
export type PlanTableName = 'plan' | 'organismes' | 'axes' | 'objectifs' | 'fiches' | ChildTableName;
/** Tables whose rows belong to a sheet. */
export type ChildTableName = 'lieux' | 'étapes' | 'opérations' | 'budget' | 'indicateurs' | 'mesures';

const column = (header: string, field: string, codec: PlanColumn['codec'], required = false): PlanColumn => ({
  header,
  field,
  codec,
  required,
});
const axis = numberedCell('Axe');
const objective = numberedCell('Objectif');
const sheet = numberedCell('Fiche');
const sheetKey = column('fiche', 'sheetId', sheet, true);
/** Rows of the sheets, each with the number of its sheet. */
const ofSheets = (plan: ActionPlan, rows: (one: ActionSheet) => readonly object[]): FlatRow[] =>
  plan.actionSheets.flatMap((one) => rows(one).map((row) => ({ sheetId: one.id, ...row })));

export const PLAN_TABLES: readonly PlanTable[] = [
  {
    name: 'plan',
    columns: [
      column('département', 'departementCode', textCell, true),
      column('titre', 'title', textCell),
      column('fictif', 'fictional', choiceCell({ yes: 'oui', no: 'non' })),
      column('début', 'startDate', dateCell),
      column('fin', 'endDate', dateCell),
    ],
    rowsOf: ({ departementCode, title, fictional, startDate, endDate }) => [
      { departementCode, title, fictional: fictional ? 'yes' : 'no', startDate, endDate },
    ],
  },
  {
    name: 'organismes',
    columns: [column('nom', 'name', textCell, true), column('type', 'kind', choiceCell(ORGANISATION_KIND_LABELS))],
    rowsOf: (plan) => plan.organisations,
  },
  {
    name: 'axes',
    columns: [column('axe', 'id', axis, true), column('titre', 'title', textCell)],
    rowsOf: (plan) => plan.axes.map(({ id, title }) => ({ id, title })),
  },
  {
    name: 'objectifs',
    columns: [column('objectif', 'id', objective, true), column('axe', 'axisId', axis, true), column('titre', 'title', textCell)],
    rowsOf: (plan) => plan.axes.flatMap((one) => one.objectives.map(({ id, title }) => ({ id, axisId: one.id, title }))),
  },
  {
    name: 'fiches',
    columns: [
      column('fiche', 'id', sheet, true),
      column('axe', 'axisId', axis),
      column('objectif', 'objectiveId', objective),
      column('titre', 'title', textCell),
      column('état', 'status', choiceCell(SHEET_STATUS_LABELS)),
      column('priorité', 'priority', choiceCell(PRIORITY_LABELS)),
      column('pilote', 'lead', textOrNone),
      column('copilotes', 'coLeads', listCell),
      column('partenaires', 'partners', listCell),
      column('responsable juridique', 'legalOwner', textOrNone),
      column('début', 'startDate', dateCell),
      column('fin', 'endDate', dateCell),
      column('publics', 'publics', choicesCell(PUBLIC_LABELS)),
      column('canaux', 'channels', choicesCell(CHANNEL_LABELS)),
      column('blocage', 'blockedReason', textCell),
      column('équivalents temps plein', 'fte', numberCell),
      column('dépend de', 'dependsOn', numberedListCell('Fiche')),
      column('constats', 'findingIds', listCell),
      column('schémas liés', 'relatedSchemes', listCell),
      column('contexte', 'context', textCell),
      column('finalités', 'aims', textCell),
      column('description', 'description', textCell),
      column('risques', 'risks', textCell),
    ],
    rowsOf: (plan) => plan.actionSheets.map((one) => ({ ...one })),
  },
  {
    name: 'lieux',
    columns: [
      sheetKey,
      column('type', 'kind', choiceCell(PLACE_KIND_LABELS), true),
      column('code', 'code', textCell, true),
      column('nom', 'name', textCell),
      column('longitude', 'lon', numberCell),
      column('latitude', 'lat', numberCell),
    ],
    rowsOf: (plan) => ofSheets(plan, ({ places }) => places),
  },
  {
    name: 'étapes',
    columns: [
      sheetKey,
      column('étape', 'label', textCell, true),
      column('échéance', 'dueDate', dateCell),
      column('faite le', 'doneDate', dateCell),
    ],
    rowsOf: (plan) => ofSheets(plan, ({ steps }) => steps),
  },
  {
    name: 'opérations',
    columns: [
      sheetKey,
      column('opération', 'id', textCell, true),
      column('titre', 'title', textCell),
      column('pilote', 'lead', textOrNone),
      column('état', 'status', choiceCell(OPERATION_STATUS_LABELS)),
      column('début', 'startDate', dateCell),
      column('fin', 'endDate', dateCell),
    ],
    rowsOf: (plan) => ofSheets(plan, ({ operations }) => operations),
  },
  {
    name: 'budget',
    columns: [
      sheetKey,
      column('financeur', 'funder', textCell, true),
      column('année', 'year', numberCell, true),
      column('nature', 'nature', choiceCell(BUDGET_NATURE_LABELS), true),
      column('prévu (€)', 'plannedEuros', numberCell),
      column('dépensé (€)', 'spentEuros', numberCell),
    ],
    rowsOf: (plan) => ofSheets(plan, ({ budget }) => budget),
  },
  {
    name: 'indicateurs',
    columns: [
      sheetKey,
      column('indicateur', 'id', textCell, true),
      column('libellé', 'label', textCell),
      column('type', 'kind', choiceCell(INDICATOR_KIND_LABELS)),
      column('unité', 'unit', textCell),
      column('sens favorable', 'direction', choiceCell(DIRECTION_LABELS)),
      column('départ', 'baselineValue', numberCell),
      column('date de départ', 'baselineDate', dateCell),
      column('cible', 'targetValue', numberCell),
      column('date de la cible', 'targetDate', dateCell),
      column('périodicité (mois)', 'frequencyMonths', numberCell),
      column('source', 'source', textCell),
      column('formule', 'formula', textCell),
      column('responsable', 'owner', textCell),
    ],
    rowsOf: (plan) =>
      ofSheets(plan, ({ indicators }) =>
        indicators.map(({ baseline, target, series: _, ...rest }) => ({
          ...rest,
          ...{ baselineValue: baseline?.value ?? null, baselineDate: baseline?.date ?? null },
          ...{ targetValue: target?.value ?? null, targetDate: target?.date ?? null },
        })),
      ),
  },
  {
    name: 'mesures',
    columns: [
      sheetKey,
      column('indicateur', 'indicatorId', textCell, true),
      column('date', 'date', dateCell, true),
      column('valeur', 'value', numberCell, true),
    ],
    rowsOf: (plan) =>
      ofSheets(plan, ({ indicators }) => indicators.flatMap(({ id, series }) => series.map((point) => ({ indicatorId: id, ...point })))),
  },
];

export const getPlanTable = (name: PlanTableName): PlanTable => PLAN_TABLES.find((table) => table.name === name)!;

/** Characters that make a spreadsheet run a text cell as a formula; behind apostrophes too, so that ours can be told and taken away. */
const FORMULA_START = /^'*[=+\-@\t]/;
const GUARDED = /^'(?='*[=+\-@\t])/;

/** A text that no spreadsheet runs: an apostrophe before what looks like a formula. Only for CSV: a workbook types its cells. */
export const guardFormula = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text);
/** The text before `guardFormula`. */
export const unguardFormula = (text: string): string => text.replace(GUARDED, '');
