import type { Block } from '@maillage/domain/documents/document.ts';
import { type ActionSheet, type Axis, SHEET_STATUSES } from '@maillage/domain/plans/plan.ts';
import { SHEET_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import { joinFrench } from '../../views/french.ts';
import { named } from '../prose-inlines.ts';
import { day, said, sheetSection } from './plan-sheet.ts';
import { isKnown, isSome, type Kit, keyFiguresOf, type Section, tableOf, valueAt } from './section.ts';

const NO_PLAN =
  'Le programme d’actions n’est pas encore écrit : saisissez-le sur la page « Que faisons-nous ? », ou importez votre tableau.';
/** What the whole programme holds, in figures and by axis. */
export function planOverviewSection(kit: Kit, prefix: string): Section {
  const { plan } = kit.facts;
  const sheets = plan?.plan.actionSheets ?? [];
  const states = SHEET_STATUSES.filter((status) => isSome(kit, `plan.sheets.${status}`));
  const years = [...new Set(sheets.flatMap(({ budget }) => budget.map(({ year }) => year)))].sort();
  return {
    ...{ id: `${prefix}.ensemble`, level: 1, title: 'Le programme en bref' },
    draft:
      plan === null || sheets.length === 0
        ? [NO_PLAN]
        : [
            `Le programme compte {{plan.sheets}} ${sheets.length >= 2 ? 'réparties' : 'répartie'} en {{plan.axes}}${plan.plan.startDate === null || plan.plan.endDate === null ? '' : `, du ${day(plan.plan.startDate)} au ${day(plan.plan.endDate)}`}. ${isKnown(kit, 'plan.budget.planned') ? 'Le budget prévu est de {{plan.budget.planned}}.' : 'Aucun budget n’est encore prévu.'}`,
            `Par état : ${joinFrench(states.map((status) => `{{plan.sheets.${status}:bare}} ${SHEET_STATUS_LABELS[status]}${valueAt(kit, `plan.sheets.${status}`)! >= 2 && !/en cours/.test(SHEET_STATUS_LABELS[status]) ? 's' : ''}`))}.`,
            ...sayGaps(kit),
          ],
    blocks: () =>
      plan === null
        ? []
        : [
            ...keyFiguresOf(kit, [
              ['plan.sheets', 'dans le programme'],
              ['plan.budget.planned', 'prévus'],
              ['plan.indicators', 'pour suivre les actions'],
            ]),
            ...tableOf(kit, {
              caption: 'Les axes du programme',
              columns: ['Axe||left|4', 'Fiches||right', 'Budget prévu|€|right|1.4', 'Étapes faites||right', 'Étapes||right'],
              rows: plan.plan.axes.map(({ id, title }) => [
                axisTitle({ id, title }),
                ...['plan.sheets', 'plan.budget.planned', 'plan.steps.done', 'plan.steps'].map((figure) => `{{${figure}:bare@axis:${id}}}`),
              ]),
              totals: [
                'Ensemble',
                ...['plan.sheets', 'plan.budget.planned', 'plan.steps.done', 'plan.steps'].map((figure) => `{{${figure}:bare}}`),
              ],
            }),
            ...(years.length === 0
              ? []
              : tableOf(kit, {
                  caption: 'Le budget prévu, par année (€)',
                  columns: ['Axe||left|1', ...years.map((year) => `[[${year}]]||right`)],
                  rows: plan.plan.axes.map(({ id }) => [
                    `[[Axe ${id}]]`,
                    ...years.map((year) => `{{plan.budget.planned.year${year}:bare@axis:${id}}}`),
                  ]),
                  totals: ['Ensemble', ...years.map((year) => `{{plan.budget.planned.year${year}:bare}}`)],
                })),
          ],
  };
}

export const axisTitle = ({ id, title }: Pick<Axis, 'id' | 'title'>) => `[[Axe ${id}]] : ${named(title)}`;
export const sheetTitle = ({ id, title }: Pick<ActionSheet, 'id' | 'title'>) => `[[${id}]] ${named(title)}`;

/** What sheets lack, said only when they lack it. */
function sayGaps(kit: Kit): string[] {
  const gaps = (
    [
      ['unled', 'n’ont pas de pilote', 'n’a pas de pilote'],
      ['unbudgeted', 'n’ont pas de budget prévu', 'n’a pas de budget prévu'],
      ['untargeted', 'n’ont pas de cible chiffrée', 'n’a pas de cible chiffrée'],
    ] as const
  ).flatMap(([what, many, one]) => {
    const reference = `plan.sheets.${what}`;
    return isSome(kit, reference) ? [`{{${reference}}} ${valueAt(kit, reference)! >= 2 ? many : one}`] : [];
  });
  return gaps.length === 0 ? [] : [`Reste à compléter : ${joinFrench(gaps)}.`];
}

/** What each sheet of an axis plans, year by year. */
function axisBudgetTable(kit: Kit, axis: Axis, sheets: readonly ActionSheet[]): Block[] {
  const years = [...new Set(sheets.flatMap(({ budget }) => budget.map(({ year }) => year)))].sort();
  if (years.length === 0) return [];
  const plans = (sheet: ActionSheet, year: number) => sheet.budget.some((line) => line.year === year);
  return tableOf(kit, {
    caption: 'Le budget prévu de l’axe, par année (€)',
    columns: ['Fiche||left|1', ...years.map((year) => `[[${year}]]||right`)],
    rows: sheets
      .filter(({ budget }) => budget.length > 0)
      .map((sheet) => [
        `[[${sheet.id}]]`,
        ...years.map((year) => (plans(sheet, year) ? `{{sheet.${sheet.id}.budget.planned.year${year}:bare}}` : '')),
      ]),
    totals: ['Ensemble', ...years.map((year) => `{{plan.budget.planned.year${year}:bare@axis:${axis.id}}}`)],
  });
}

/** Axes, objectives and sheets, each sheet with all that it says. */
export function axisSections(kit: Kit, prefix: string): Section[] {
  const plan = kit.facts.plan?.plan;
  return (plan?.axes ?? []).flatMap((axis): Section[] => {
    const sheets = plan!.actionSheets.filter(({ axisId }) => axisId === axis.id);
    return [
      {
        ...{ id: `${prefix}.axe.${axis.id}`, level: 1, title: axisTitle(axis), isApart: true },
        draft: [
          sheets.length === 0
            ? 'Cet axe n’a pas encore de fiche.'
            : `Cet axe compte {{plan.sheets@axis:${axis.id}}}. ${isKnown(kit, `plan.budget.planned@axis:${axis.id}`) ? `Le budget prévu est de {{plan.budget.planned@axis:${axis.id}}}.` : 'Aucun budget n’y est encore prévu.'}`,
          ...(axis.objectives.length === 0
            ? []
            : ['Ses objectifs :', ...axis.objectives.map(({ id, title }) => `- [[${id}]] ${named(title)}`)]),
        ],
        blocks: () => [
          ...tableOf(kit, {
            caption: 'Les fiches de l’axe',
            columns: ['Fiche||left|4', 'État||left|1.2', 'Pilote||left|2', 'Budget prévu|€|right|1.2'],
            rows: sheets.map((sheet) => [
              sheetTitle(sheet),
              SHEET_STATUS_LABELS[sheet.status],
              said(sheet.lead ?? ''),
              `{{sheet.${sheet.id}.budget.planned:bare}}`,
            ]),
          }),
          ...axisBudgetTable(kit, axis, sheets),
        ],
      },
      ...sheets.map((sheet) => ({ ...sheetSection(kit, prefix, sheet), isApart: true })),
    ];
  });
}
