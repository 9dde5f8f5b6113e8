import { formatDate, formatEuros, formatNumber, MISSING_TEXT } from '@maillage/domain/format.ts';
import type { ActionPlan, ActionSheet, Axis } from '@maillage/domain/plans/plan.ts';
import {
  BUDGET_NATURE_LABELS,
  CHANNEL_LABELS,
  INDICATOR_KIND_LABELS,
  OPERATION_STATUS_LABELS,
  PLACE_KIND_LABELS,
  PRIORITY_LABELS,
  PUBLIC_LABELS,
  SHEET_STATUS_LABELS,
} from '@maillage/domain/plans/plan-labels.ts';
import { totalBudget } from '@maillage/domain/plans/progress.ts';

/** What a plan says, in the order in which it is read: laid out by whoever writes a format. */
export type PlanBlock =
  | { kind: 'title' | 'axis' | 'sheet' | 'section' | 'paragraph' | 'note'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; caption: string; table: PlanBlockTable };
export interface PlanBlockTable {
  columns: readonly { header: string; isNumber: boolean /** Share of the width. */; width: number }[];
  rows: readonly (readonly string[])[];
  /** Last row, set apart. */
  total: readonly string[] | null;
}

/** Names of what a plan gives by its code: « commune 62041 » → « Arras », and the titles of findings by « finding id ». */
export type PlanNames = ReadonlyMap<string, string>;

export function describePlan(plan: ActionPlan, names: PlanNames): PlanBlock[] {
  const dates = plan.startDate && plan.endDate ? `Du ${formatDate(plan.startDate)} au ${formatDate(plan.endDate)}.` : '';
  return [
    { kind: 'title', text: plan.title || 'Programme d’actions' },
    ...(plan.fictional ? [{ kind: 'note', text: 'Exemple fictif : rien de ce plan n’a été décidé par personne.' } as const] : []),
    ...(dates === '' ? [] : [{ kind: 'paragraph', text: dates } as const]),
    ...describeWhole(plan),
    ...plan.axes.flatMap((axis) => describeAxis(axis, plan, names)),
  ];
}

function describeWhole({ axes, actionSheets }: ActionPlan): PlanBlock[] {
  const row = (name: string, sheets: readonly ActionSheet[]) => {
    const { plannedEuros, spentEuros } = totalBudget(sheets.flatMap(({ budget }) => budget));
    return [name, String(sheets.length), formatEuros(plannedEuros), formatEuros(spentEuros)];
  };
  return [
    {
      kind: 'table',
      caption: 'Les axes',
      table: {
        columns: [column('Axe', 46), column('Fiches', 12, true), column('Prévu', 21, true), column('Dépensé', 21, true)],
        rows: axes.map(({ id, title }) =>
          row(
            `${id}. ${title}`,
            actionSheets.filter(({ axisId }) => axisId === id),
          ),
        ),
        total: row('Ensemble', actionSheets),
      },
    },
  ];
}

function describeAxis(axis: Axis, plan: ActionPlan, names: PlanNames): PlanBlock[] {
  const sheets = plan.actionSheets.filter(({ axisId }) => axisId === axis.id);
  return [
    { kind: 'axis', text: `Axe ${axis.id}. ${axis.title}` },
    ...(axis.objectives.length === 0
      ? []
      : [{ kind: 'list', items: axis.objectives.map(({ id, title }) => `Objectif ${id} : ${title}`) } as const]),
    ...(sheets.length === 0 ? [{ kind: 'paragraph', text: 'Cet axe n’a pas encore de fiche.' } as const] : []),
    ...sheets.flatMap((sheet) => describeSheet(sheet, axis, names)),
  ];
}

function describeSheet(sheet: ActionSheet, axis: Axis, names: PlanNames): PlanBlock[] {
  const texts: PlanBlock[] = (
    [
      ['Pourquoi', sheet.context],
      ['Ce que l’on vise', sheet.aims],
      ['Ce que l’on fait', sheet.description],
      ['Ce qui pourrait l’empêcher', sheet.risks],
    ] as const
  ).flatMap(([title, text]): PlanBlock[] => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.length === 0
      ? []
      : [{ kind: 'section', text: title }, ...lines.map((line) => ({ kind: 'paragraph' as const, text: line }))];
  });
  return [
    { kind: 'sheet', text: `Fiche ${sheet.id}. ${sheet.title}` },
    ...(sheet.blockedReason === '' ? [] : [{ kind: 'note', text: `Bloquée : ${sheet.blockedReason}` } as const]),
    {
      kind: 'table',
      caption: `Fiche ${sheet.id} : qui, quand, pour qui, où`,
      table: { columns: [column('Rubrique', 28), column('Contenu', 72)], rows: factsOf(sheet, axis, names), total: null },
    },
    ...texts,
    ...describeIndicators(sheet),
    ...describeBudget(sheet),
    ...describeSteps(sheet),
  ];
}

function factsOf(sheet: ActionSheet, axis: Axis, names: PlanNames): string[][] {
  const objective = axis.objectives.find(({ id }) => id === sheet.objectiveId)?.title ?? null;
  const dates = [sheet.startDate && `du ${formatDate(sheet.startDate)}`, sheet.endDate && `au ${formatDate(sheet.endDate)}`];
  const named = (kind: string, code: string) => names.get(`${kind} ${code}`);
  const places = sheet.places.map(({ kind, code, name }) => {
    const known = name || named(kind, code);
    const commune = kind === 'site' ? named('commune', code) : undefined;
    return `${PLACE_KIND_LABELS[kind]} : ${known === undefined ? code : `${known} (${commune === undefined ? '' : `${commune}, `}${code})`}`;
  });
  const facts: [string, string | null][] = [
    ['État', SHEET_STATUS_LABELS[sheet.status]],
    ['Objectif', objective],
    ['Priorité', sheet.priority && PRIORITY_LABELS[sheet.priority]],
    ['Pilote', sheet.lead],
    ['Copilotes', sheet.coLeads.join(', ')],
    ['Partenaires', sheet.partners.join(', ')],
    ['Responsable juridique', sheet.legalOwner],
    ['Calendrier', dates.filter(Boolean).join(' ')],
    ['Publics', sheet.publics.map((one) => PUBLIC_LABELS[one]).join(', ')],
    ['Canaux', sheet.channels.map((one) => CHANNEL_LABELS[one]).join(', ')],
    ['Lieux', places.join(' ; ')],
    ['Constats auxquels elle répond', sheet.findingIds.map((id) => named('finding', id) ?? id).join(' ; ')],
    ['Équivalents temps plein', sheet.fte === null ? null : formatNumber(sheet.fte, 2)],
    ['Dépend de', sheet.dependsOn.map((id) => `fiche ${id}`).join(', ') || 'aucune fiche'],
    ['Schémas liés', sheet.relatedSchemes.join(', ')],
  ];
  return facts.map(([name, text]) => [name, text || MISSING_TEXT]);
}

function describeIndicators({ id, indicators }: ActionSheet): PlanBlock[] {
  if (indicators.length === 0) return [];
  const measured = (known: { value: number; date: string } | null, unit: string) =>
    known === null
      ? MISSING_TEXT
      : `${formatNumber(known.value, Number.isInteger(known.value) ? 0 : 2)}${unit && ` ${unit}`} (${formatDate(known.date)})`;
  return [
    {
      kind: 'table',
      caption: `Fiche ${id} : indicateurs`,
      table: {
        columns: [
          column('Indicateur', 34),
          column('Sorte', 14),
          ...['Départ', 'Dernière valeur', 'Cible'].map((header) => column(header, 17, true)),
        ],
        rows: indicators.map(({ label, kind, unit, baseline, series, target, source }) => [
          source === '' ? label : `${label}. Source : ${source}`,
          INDICATOR_KIND_LABELS[kind],
          measured(baseline, unit),
          measured(series.at(-1) ?? null, unit),
          measured(target, unit),
        ]),
        total: null,
      },
    },
  ];
}

function describeBudget({ id, budget }: ActionSheet): PlanBlock[] {
  if (budget.length === 0) return [];
  const totals = totalBudget(budget);
  return [
    {
      kind: 'table',
      caption: `Fiche ${id} : moyens`,
      table: {
        columns: [
          column('Financeur', 31),
          column('Année', 11),
          column('Nature', 22),
          column('Prévu', 18, true),
          column('Dépensé', 18, true),
        ],
        rows: budget.map((line) => [
          ...[line.funder, String(line.year), BUDGET_NATURE_LABELS[line.nature]],
          ...[formatEuros(line.plannedEuros), formatEuros(line.spentEuros)],
        ]),
        total: ['Total', '', '', formatEuros(totals.plannedEuros), formatEuros(totals.spentEuros)],
      },
    },
  ];
}

function describeSteps({ id, steps, operations }: ActionSheet): PlanBlock[] {
  const day = (date: string | null) => (date === null ? MISSING_TEXT : formatDate(date));
  const table = (caption: string, headers: readonly string[], rows: string[][]): PlanBlock[] =>
    rows.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption,
            table: {
              columns: headers.map((header, index) => column(header, index === 0 ? 46 : 54 / (headers.length - 1))),
              rows,
              total: null,
            },
          },
        ];
  return [
    ...table(
      `Fiche ${id} : étapes`,
      ['Étape', 'Échéance', 'Faite le'],
      steps.map(({ label, dueDate, doneDate }) => [label, day(dueDate), doneDate === null ? 'pas encore' : formatDate(doneDate)]),
    ),
    ...table(
      `Fiche ${id} : opérations`,
      ['Opération', 'État', 'Pilote', 'Début', 'Fin'],
      operations.map(({ title, status, lead, startDate, endDate }) => [
        ...[title, OPERATION_STATUS_LABELS[status], lead ?? MISSING_TEXT],
        ...[day(startDate), day(endDate)],
      ]),
    ),
  ];
}

const column = (header: string, width: number, isNumber = false) => ({ header, width, isNumber });
