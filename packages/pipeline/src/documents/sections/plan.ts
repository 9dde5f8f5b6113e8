import type { Block, Inline } from '@maillage/domain/documents/document.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { type ActionSheet, type Axis, SHEET_STATUSES } from '@maillage/domain/plans/plan.ts';
import {
  BUDGET_NATURE_LABELS,
  CHANNEL_LABELS,
  INDICATOR_KIND_LABELS,
  PLACE_KIND_LABELS,
  PRIORITY_LABELS,
  PUBLIC_LABELS,
  SHEET_STATUS_LABELS,
} from '@maillage/domain/plans/plan-labels.ts';
import { nameTerritory } from '../../views/figure-series.ts';
import { joinFrench } from '../../views/french.ts';
import { indicatorKey } from '../figures/plan-figures.ts';
import { named, nameInline, statedInline } from '../prose-inlines.ts';
import { isKnown, isSome, type Kit, keyFiguresOf, type Section, tableOf, valueAt } from './section.ts';

const NO_PLAN =
  'Le programme d’actions n’est pas encore écrit : saisissez-le sur la page « Que faisons-nous ? », ou importez votre tableau.';
const day = (date: string | null) => (date === null ? 'non renseigné' : `[[${formatDate(date)}]]`);
/** A cell of the partners’ own words. */
const said = (text: string): Inline[] => (text === '' ? [nameInline('non renseigné')] : [statedInline(text)]);

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
            `Le programme compte {{plan.sheets}} réparties en {{plan.axes}}${plan.plan.startDate === null || plan.plan.endDate === null ? '' : `, du ${day(plan.plan.startDate)} au ${day(plan.plan.endDate)}`}. ${isKnown(kit, 'plan.budget.planned') ? 'Le budget prévu est de {{plan.budget.planned}}.' : 'Aucun budget n’est encore prévu.'}`,
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
        blocks: () =>
          tableOf(kit, {
            caption: 'Les fiches de l’axe',
            columns: ['Fiche||left|4', 'État||left|1.2', 'Pilote||left|2', 'Budget prévu|€|right|1.2'],
            rows: sheets.map((sheet) => [
              sheetTitle(sheet),
              SHEET_STATUS_LABELS[sheet.status],
              said(sheet.lead ?? ''),
              `{{sheet.${sheet.id}.budget.planned:bare}}`,
            ]),
          }),
      },
      ...sheets.map((sheet) => ({ ...sheetSection(kit, prefix, sheet), isApart: true })),
    ];
  });
}

export function sheetSection(kit: Kit, prefix: string, sheet: ActionSheet): Section {
  return {
    ...{ id: `${prefix}.fiche.${sheet.id}`, level: 2, title: `[[Fiche ${sheet.id}]] : ${named(sheet.title)}` },
    // What a sheet says is its authors’: it is cited, and rewritten in the plan, not here.
    draft: [],
    blocks: () => sheetBlocks(kit, sheet),
  };
}

function sheetBlocks(kit: Kit, sheet: ActionSheet): Block[] {
  const at = `sheet.${sheet.id}`;
  const facts: [string, Inline[] | string][] = [
    ['État', `${SHEET_STATUS_LABELS[sheet.status]}${isKnown(kit, `${at}.days-late`) ? `, en retard de {{${at}.days-late}}` : ''}`],
    ['Pilote', said([sheet.lead, ...sheet.coLeads].filter((name) => name !== null).join(', '))],
    ...(sheet.partners.length === 0 ? [] : [['Partenaires', said(sheet.partners.join(', '))] as [string, Inline[]]]),
    [
      'Calendrier',
      sheet.startDate === null && sheet.endDate === null ? 'non renseigné' : `du ${day(sheet.startDate)} au ${day(sheet.endDate)}`,
    ],
    ...(sheet.publics.length === 0 ? [] : [['Publics', sheet.publics.map((one) => PUBLIC_LABELS[one]).join(', ')] as [string, string]]),
    ['Territoires', said(sayPlaces(kit, sheet))],
    ...(sheet.channels.length === 0
      ? []
      : [['Modes de présence', sheet.channels.map((one) => CHANNEL_LABELS[one]).join(', ')] as [string, string]]),
    ...(sheet.priority === null ? [] : [['Priorité', PRIORITY_LABELS[sheet.priority]] as [string, string]]),
    ...(sheet.budget.length > 0 ? [] : [['Budget prévu', 'non renseigné'] as [string, string]]),
    ...(sheet.fte === null ? [] : [['Équivalents temps plein', `{{${at}.fte}}`] as [string, string]]),
    ...(sheet.blockedReason === '' ? [] : [['Ce qui bloque', said(sheet.blockedReason)] as [string, Inline[]]]),
  ];
  const paragraphs = (
    [
      ['Contexte', sheet.context],
      ['Ce que l’action vise', sheet.aims],
      ['Contenu', sheet.description],
      ['Risques', sheet.risks],
    ] as const
  ).flatMap(([title, text]): Block[] =>
    text === ''
      ? []
      : [
          {
            kind: 'paragraph',
            content: [{ kind: 'text', text: `${title} : `, strong: true }, statedInline(text.replace(/\s*\n\s*/g, ' '))],
          },
        ],
  );
  return [
    ...tableOf(kit, {
      caption: `[[Fiche ${sheet.id}]]`,
      columns: ['Rubrique||left|1', 'Contenu||left|3'],
      rows: facts.map(([label, cell]) => [label, cell]),
    }),
    ...paragraphs,
    ...tableOf(kit, {
      caption: `[[Fiche ${sheet.id}]] : étapes`,
      columns: ['Étape||left|4', 'Échéance||left|1.5', 'Fait le||left|1.5'],
      rows: sheet.steps.map(({ label, dueDate, doneDate }) => [said(label), day(dueDate), doneDate === null ? '' : day(doneDate)]),
    }),
    ...budgetTable(kit, sheet),
    ...indicatorsTable(kit, [sheet], `[[Fiche ${sheet.id}]] : indicateurs`),
  ];
}

/** Who promises what, year by year; what is spent stands beside the whole. */
function budgetTable(kit: Kit, sheet: ActionSheet): Block[] {
  const years = [...new Set(sheet.budget.map(({ year }) => year))].sort();
  const funders = [...new Set(sheet.budget.map(({ funder, nature }) => `${nature}\n${funder}`))];
  const at = `sheet.${sheet.id}.budget`;
  return tableOf(kit, {
    caption: `[[Fiche ${sheet.id}]] : budget prévu (€)`,
    columns: ['Financeur||left|3', 'Nature||left|1.6', ...years.map((year) => `[[${year}]]||right`)],
    rows: funders.map((key) => {
      const [nature, funder] = key.split('\n') as [keyof typeof BUDGET_NATURE_LABELS, string];
      const line = (year: number) => sheet.budget.findIndex((one) => one.year === year && one.funder === funder && one.nature === nature);
      return [
        said(funder),
        BUDGET_NATURE_LABELS[nature],
        ...years.map((year) => (line(year) < 0 ? '' : `{{${at}.planned.line${line(year) + 1}:bare}}`)),
      ];
    }),
    totals: ['Ensemble', '', ...years.map((year) => `{{${at}.planned.year${year}:bare}}`)],
    note: `Consommé à ce jour : {{${at}.spent}}, sur {{${at}.planned}} prévus.`,
  });
}

/** Indicators of sheets: where they started, where they are, where they go. */
export function indicatorsTable(
  kit: Kit,
  sheets: readonly ActionSheet[],
  caption: string,
  light?: (sheet: ActionSheet, index: number) => string,
): Block[] {
  return tableOf(kit, {
    caption,
    columns: [
      ...(light === undefined ? [] : ['Fiche||left|0.7']),
      'Indicateur||left|3',
      'Nature||left|1.3',
      'Départ||right',
      'Valeur||right',
      'Cible||right',
      'Avancement|%|right|1.2',
      ...(light === undefined ? [] : ['Feu||left|1']),
    ],
    rows: sheets.flatMap((sheet) =>
      sheet.indicators.map(({ label, kind, unit }, index) => {
        const at = `sheet.${sheet.id}.indicator.${indicatorKey(sheet, index)}`;
        return [
          ...(light === undefined ? [] : [`[[${sheet.id}]]`]),
          said(unit === '' ? label : `${label} (${unit})`),
          INDICATOR_KIND_LABELS[kind],
          ...['baseline', 'value', 'target'].map((what) => `{{${at}.${what}}}`),
          `{{${at}.progress:bare}}`,
          ...(light === undefined ? [] : [light(sheet, index)]),
        ];
      }),
    ),
  });
}

/** « tout le Département », « CA de Lens, Arras (62041) ». */
export function sayPlaces({ facts }: Kit, { places }: ActionSheet): string {
  const told = places.slice(0, MAX_PLACES).map(({ kind, code, name }) => {
    if (kind === 'departement') return 'tout le Département';
    if (kind === 'qpv') return `${facts.run.facts.qpvs.find((one) => one.code === code)?.name ?? 'quartier prioritaire'} (${code})`;
    if (kind === 'site') return `${name} (${nameTerritory(facts.run, 'commune', code)})`;
    const found = nameTerritory(facts.run, kind, code);
    return found === code ? `${PLACE_KIND_LABELS[kind]} ${code}` : kind === 'commune' ? `${found} (${code})` : found;
  });
  return told.join(', ') + (places.length > MAX_PLACES ? ` et d’autres lieux` : '');
}
const MAX_PLACES = 30;
