import type { Block, Inline } from '@maillage/domain/documents/document.ts';
import { formatDate } from '@maillage/domain/format.ts';
import type { ActionSheet } from '@maillage/domain/plans/plan.ts';
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
import { nameTerritory } from '../../views/figure-series.ts';
import { indicatorKey } from '../figures/sheet-figures.ts';
import { named, nameInline, statedInline } from '../prose-inlines.ts';
import { isKnown, type Kit, type Section, tableOf } from './section.ts';

export const day = (date: string | null) => (date === null ? 'non renseigné' : `[[${formatDate(date)}]]`);
/** A cell of the partners’ own words. */
export const said = (text: string): Inline[] => (text === '' ? [nameInline('non renseigné')] : [statedInline(text)]);

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
  const { plan, diagnosis } = kit.facts;
  const objectives = plan?.plan.axes.find(({ id }) => id === sheet.axisId)?.objectives ?? [];
  const titleOf = new Map(diagnosis?.findings.map(({ id, title }) => [id, title]));
  const optional = (label: string, text: string | null | undefined): [string, Inline[]][] => (text ? [[label, said(text)]] : []);
  const facts: [string, Inline[] | string][] = [
    [
      'État',
      `${SHEET_STATUS_LABELS[sheet.status]}${sheet.priority === null ? '' : `, priorité ${PRIORITY_LABELS[sheet.priority]}`}${isKnown(kit, `${at}.days-late`) ? `, en retard de {{${at}.days-late}}` : ''}`,
    ],
    ...optional('Objectif', objectives.find(({ id }) => id === sheet.objectiveId)?.title),
    ['Pilote', said([sheet.lead, ...sheet.coLeads].filter((name) => name !== null).join(', '))],
    ...optional('Partenaires', sheet.partners.join(', ')),
    // Most often the lead: said when it is somebody else.
    ...optional('Responsable juridique', sheet.legalOwner === sheet.lead ? null : sheet.legalOwner),
    [
      'Calendrier',
      sheet.startDate === null && sheet.endDate === null ? 'non renseigné' : `du ${day(sheet.startDate)} au ${day(sheet.endDate)}`,
    ],
    ...optional('Publics', sheet.publics.map((one) => PUBLIC_LABELS[one]).join(', ')),
    ['Territoires', said(sayPlaces(kit, sheet))],
    ...optional('Constats auxquels elle répond', sheet.findingIds.map((id) => titleOf.get(id) ?? id).join(' ; ')),
    ...optional('Modes de présence', sheet.channels.map((one) => CHANNEL_LABELS[one]).join(', ')),
    ...(sheet.budget.length > 0 ? [] : [['Budget prévu', 'non renseigné'] as [string, string]]),
    ...(sheet.fte === null ? [] : [['Équivalents temps plein', `{{${at}.fte}}`] as [string, string]]),
    ...optional('Dépend de', sheet.dependsOn.map((id) => `fiche ${id}`).join(', ')),
    ...optional('Schémas liés', sheet.relatedSchemes.join(', ')),
    ...optional('Ce qui bloque', sheet.blockedReason),
  ];
  const paragraphs = (
    [
      ['Contexte', sheet.context],
      ['Ce que l’action vise', sheet.aims],
      ['Contenu', sheet.description],
      ['Risques', sheet.risks],
    ] as const
  ).flatMap(([title, text]) => citedParagraphs(title, text));
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
    ...tableOf(kit, {
      caption: `[[Fiche ${sheet.id}]] : opérations`,
      columns: ['Opération||left|4', 'État||left|1.2', 'Pilote||left|2', 'Début||left|1.5', 'Fin||left|1.5'],
      rows: sheet.operations.map(({ title, status, lead, startDate, endDate }) => [
        ...[said(title), OPERATION_STATUS_LABELS[status], said(lead ?? '')],
        ...[day(startDate), day(endDate)],
      ]),
    }),
    ...budgetTable(kit, sheet),
    ...indicatorsTable(kit, [sheet], `[[Fiche ${sheet.id}]] : indicateurs`),
  ];
}

/** The authors’ text, line by line, after its title. */
function citedParagraphs(title: string, text: string): Block[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => ({
    kind: 'paragraph',
    content: [...(index === 0 ? [{ kind: 'text' as const, text: `${title} : `, strong: true }] : []), statedInline(line.trim())],
  }));
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
      'Avancement|%|right|2',
      ...(light === undefined ? [] : ['Feu||left|1']),
    ],
    rows: sheets.flatMap((sheet) =>
      sheet.indicators.map(({ label, kind, unit }, index) => {
        const at = `sheet.${sheet.id}.indicator.${indicatorKey(sheet, index)}`;
        return [
          ...(light === undefined ? [] : [`[[${sheet.id}]]`]),
          // A label that ends by its unit has said it.
          said(unit === '' || label.toLowerCase().endsWith(unit.toLowerCase()) ? label : `${label} (${unit})`),
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
