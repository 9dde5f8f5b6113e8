import { z } from 'zod';

/**
 * The plan of a scheme (methods §11.1): axes → objectives → action sheets → operations. Texts are plain: spaces at the ends and
 * control characters are dropped, lines end with a line feed, so that a plan is the same after a file and back.
 */

/** What no text of a plan keeps: control characters, except the tabulation and the line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu;

/** A text as a plan keeps it. Passing twice changes nothing. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .replace(/[^\S\n]+$/gm, '')
    .trim();
}

const lineText = (max: number) =>
  z
    .string()
    .max(max, `${max} caractères au plus`)
    .overwrite((text) => cleanText(text).replace(/\s*\n\s*/g, ' '));
/** Short texts that a table holds together in one cell, apart by semicolons: a text has none of its own, and is not empty. */
const listedTexts = (max: number) =>
  z
    .array(lineText(max).overwrite((text) => text.replaceAll(';', ',')))
    .max(50)
    .overwrite((texts) => texts.filter((text) => text !== ''))
    .default([]);
const longText = z.string().max(20_000, '20 000 caractères au plus').overwrite(cleanText).default('');
const title = lineText(300).refine((text) => text !== '', 'un titre est attendu');
export const isoDate = z.iso.date('une date s’écrit 2026-05-31');
const euros = z
  .number()
  .min(0, 'un montant ne peut pas être négatif')
  .max(1e12, 'ce montant dépasse mille milliards')
  .overwrite((value) => Math.round(value * 100) / 100);
const year = z.number().int().min(1990, 'une année de 1990 à 2100').max(2100, 'une année de 1990 à 2100');

export const axisId = z.string().regex(/^[1-9]\d?$/, 'un axe porte un numéro, par exemple 3');
export const objectiveId = z.string().regex(/^[1-9]\d?\.[a-z]$/, 'un objectif porte son axe et une lettre, par exemple 3.b');
export const sheetId = z.string().regex(/^[1-9]\d?\.[1-9]\d{0,2}$/, 'une fiche porte deux nombres, par exemple 3.2');
export const operationId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'un repère fait de lettres, de chiffres et de tirets');
/** Names of organisations stand in cells that hold several, apart by a semicolon. */
export const organisationName = lineText(120)
  .refine((text) => text !== '', 'un nom est attendu')
  .refine((text) => !text.includes(';'), 'un nom d’organisme ne contient pas de point-virgule');

export const ORGANISATION_KINDS = ['departement', 'prefecture', 'region', 'epci', 'commune', 'operator', 'association', 'other'] as const;
export const SHEET_STATUSES = ['idea', 'proposed', 'validated', 'underway', 'done', 'suspended', 'abandoned'] as const;
export const OPERATION_STATUSES = ['planned', 'underway', 'done', 'abandoned'] as const;
export const PUBLICS = ['all', 'families', 'elderly', 'young', 'precarious', 'disabled', 'jobSeekers', 'carless', 'professionals'] as const;
export const PRIORITIES = ['high', 'medium', 'low'] as const;
export const CHANNELS = ['fixedSite', 'permanence', 'itinerant', 'kiosk', 'partnerRelay', 'phone', 'digital', 'homeVisit'] as const;
export const PLACE_KINDS = ['departement', 'epci', 'commune', 'qpv', 'site'] as const;
export const INDICATOR_KINDS = ['means', 'output', 'result', 'impact'] as const;
export const BUDGET_NATURES = ['investment', 'operating'] as const;

export type SheetStatus = (typeof SHEET_STATUSES)[number];
export type PlaceKind = (typeof PLACE_KINDS)[number];

export const organisation = z.strictObject({ name: organisationName, kind: z.enum(ORGANISATION_KINDS).default('other') });
export type Organisation = z.infer<typeof organisation>;

/** Where an action takes place. A site is ours to name: it has a spot; the others have an official code. */
export const actionPlace = z.strictObject({
  kind: z.enum(PLACE_KINDS),
  /** Official code; of the commune for a site. */
  code: lineText(20).refine((text) => text !== '', 'un code est attendu'),
  /** Name of a site; empty for a territory, whose name is that of the run. */
  name: lineText(200).default(''),
  lon: z.number().min(-180).max(180).nullable().default(null),
  lat: z.number().min(-90).max(90).nullable().default(null),
});
export type ActionPlace = z.infer<typeof actionPlace>;

export const actionStep = z.strictObject({
  label: title,
  dueDate: isoDate.nullable().default(null),
  doneDate: isoDate.nullable().default(null),
});

/** Means promised and spent by one funder in one year. */
export const budgetLine = z.strictObject({
  funder: organisationName,
  year,
  nature: z.enum(BUDGET_NATURES),
  plannedEuros: euros.nullable().default(null),
  spentEuros: euros.nullable().default(null),
});
export type BudgetLine = z.infer<typeof budgetLine>;

const dated = z.strictObject({ value: z.number(), date: isoDate });
export const actionIndicator = z.strictObject({
  id: operationId,
  label: title,
  kind: z.enum(INDICATOR_KINDS),
  unit: lineText(40).default(''),
  /** Which way is better. */
  direction: z.enum(['up', 'down']).default('up'),
  baseline: dated.nullable().default(null),
  target: dated.nullable().default(null),
  /** Months between two values; null when nobody said. */
  frequencyMonths: z.number().int().min(1).max(120).nullable().default(null),
  source: lineText(300).default(''),
  formula: lineText(500).default(''),
  owner: lineText(120).default(''),
  /** Values observed, the oldest first. */
  series: z.array(dated).max(1000).default([]),
});
export type ActionIndicator = z.infer<typeof actionIndicator>;

export const operation = z.strictObject({
  id: operationId,
  title,
  lead: organisationName.nullable().default(null),
  status: z.enum(OPERATION_STATUSES).default('planned'),
  startDate: isoDate.nullable().default(null),
  endDate: isoDate.nullable().default(null),
});

const organisationNames = z.array(organisationName).max(100).default([]);
export const actionSheet = z.strictObject({
  id: sheetId,
  axisId,
  objectiveId: objectiveId.nullable().default(null),
  title,
  /** Why: what the diagnosis found. `findingIds` are those of a run. */
  context: longText,
  findingIds: listedTexts(80),
  aims: longText,
  description: longText,
  publics: z.array(z.enum(PUBLICS)).max(PUBLICS.length).default([]),
  priority: z.enum(PRIORITIES).nullable().default(null),
  places: z.array(actionPlace).max(2000, '2 000 lieux au plus').default([]),
  lead: organisationName.nullable().default(null),
  coLeads: organisationNames,
  partners: organisationNames,
  /** Who answers for it in law. */
  legalOwner: organisationName.nullable().default(null),
  startDate: isoDate.nullable().default(null),
  endDate: isoDate.nullable().default(null),
  steps: z.array(actionStep).max(200).default([]),
  dependsOn: z.array(sheetId).max(50).default([]),
  status: z.enum(SHEET_STATUSES).default('idea'),
  /** What stops it, and who can lift that; empty when nothing does. */
  blockedReason: lineText(1000).default(''),
  /** Full-time equivalents given to it. */
  fte: z.number().min(0).max(10_000).nullable().default(null),
  budget: z.array(budgetLine).max(500, '500 lignes de budget au plus').default([]),
  channels: z.array(z.enum(CHANNELS)).max(CHANNELS.length).default([]),
  risks: longText,
  /** Other schemes that it meets: SRADDET, contrat de ville, PRS… */
  relatedSchemes: listedTexts(120),
  operations: z.array(operation).max(200).default([]),
  indicators: z.array(actionIndicator).max(50).default([]),
});
export type ActionSheet = z.infer<typeof actionSheet>;

export const objective = z.strictObject({ id: objectiveId, title });
export type Objective = z.infer<typeof objective>;
export const axis = z.strictObject({ id: axisId, title, objectives: z.array(objective).max(26).default([]) });
export type Axis = z.infer<typeof axis>;

/** A whole plan, as the JSON export holds it. */
export const actionPlan = z.strictObject({
  departementCode: z.string(),
  title: lineText(300).default(''),
  /** True: nothing of it was decided by anyone. */
  fictional: z.boolean().default(false),
  /** First and last day of the scheme; null until it is in force. */
  startDate: isoDate.nullable().default(null),
  endDate: isoDate.nullable().default(null),
  organisations: z.array(organisation).max(2000, '2 000 organismes au plus').default([]),
  axes: z.array(axis).max(50, '50 axes au plus'),
  actionSheets: z.array(actionSheet).max(5000, '5 000 fiches au plus'),
});
export type ActionPlan = z.infer<typeof actionPlan>;

/** « 3.2 » before « 3.10 » before « 4.1 »; letters after numbers. */
export function compareNumbered(a: string, b: string): number {
  const [first, second] = [a.split('.'), b.split('.')];
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    const [left = '', right = ''] = [first[index], second[index]];
    const difference = Number(left) - Number(right);
    if (Number.isFinite(difference) && left !== '' && right !== '') {
      if (difference !== 0) return difference;
    } else if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A sheet in the order in which it is kept: what has no order of its own is sorted, so that equal sheets are equal texts. */
export function sortSheet(sheet: ActionSheet): ActionSheet {
  const unique = <T extends string>(list: readonly T[]) => [...new Set(list)].sort(byText);
  const inOrder = <T extends string>(all: readonly T[], list: readonly T[]) => all.filter((one) => list.includes(one));
  return {
    ...sheet,
    findingIds: unique(sheet.findingIds),
    publics: inOrder(PUBLICS, sheet.publics),
    channels: inOrder(CHANNELS, sheet.channels),
    coLeads: unique(sheet.coLeads),
    partners: unique(sheet.partners),
    relatedSchemes: unique(sheet.relatedSchemes),
    dependsOn: [...new Set(sheet.dependsOn)].sort(compareNumbered),
    places: sheet.places.toSorted(
      (a, b) => PLACE_KINDS.indexOf(a.kind) - PLACE_KINDS.indexOf(b.kind) || byText(a.code, b.code) || byText(a.name, b.name),
    ),
    budget: sheet.budget.toSorted((a, b) => a.year - b.year || byText(a.funder, b.funder) || byText(a.nature, b.nature)),
    indicators: sheet.indicators.map((indicator) => ({
      ...indicator,
      series: indicator.series.toSorted((a, b) => byText(a.date, b.date)),
    })),
  };
}

/**
 * A plan in the order in which it is kept and exported: sheets by number, organisations by name. Axes and objectives stay in the order
 * that their owners gave them: their numbers are names, which rights, links and documents hold to.
 */
export function sortPlan(plan: ActionPlan): ActionPlan {
  return {
    ...plan,
    organisations: plan.organisations.toSorted((a, b) => byText(a.name, b.name)),
    actionSheets: plan.actionSheets.toSorted((a, b) => compareNumbered(a.id, b.id)).map(sortSheet),
  };
}

/** The fields of a sheet that name organisations. */
export type NamesOrganisations = Pick<ActionSheet, 'lead' | 'legalOwner' | 'coLeads' | 'partners' | 'budget' | 'operations'>;

/** Organisations that a sheet names, each once. */
export function organisationsOfSheet(sheet: NamesOrganisations): string[] {
  const names = [
    ...[sheet.lead, sheet.legalOwner],
    ...[...sheet.coLeads, ...sheet.partners],
    ...sheet.budget.map(({ funder }) => funder),
    ...sheet.operations.map(({ lead }) => lead),
  ];
  return [...new Set(names.filter((name) => name !== null))];
}
