/** What differs between two plans, or between two states of a sheet: shown before an import, kept in the history. */
import { z } from 'zod';
import { formatDate, formatNumber } from '../format.ts';
import { type ActionPlan, type ActionSheet, type Axis, compareNumbered, sortPlan, sortSheet } from './plan.ts';
import { CHANNEL_LABELS, ORGANISATION_KIND_LABELS, PRIORITY_LABELS, PUBLIC_LABELS, SHEET_STATUS_LABELS } from './plan-labels.ts';

export const planChange = z.object({
  kind: z.enum(['added', 'changed', 'removed']),
  record: z.enum(['plan', 'organisation', 'axis', 'objective', 'actionSheet']),
  id: z.string(),
  /** Null when the whole record is added or removed. */
  field: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  /** The same in a French sentence. */
  text: z.string(),
});
export type PlanChange = z.infer<typeof planChange>;

/** Names of the fields of a sheet, as a reader says them. */
export const SHEET_FIELD_LABELS: Readonly<Record<keyof ActionSheet, string>> = {
  id: 'numéro',
  axisId: 'axe',
  objectiveId: 'objectif',
  title: 'titre',
  context: 'contexte',
  findingIds: 'constats',
  aims: 'finalités',
  description: 'description',
  publics: 'publics',
  priority: 'priorité',
  places: 'lieux',
  lead: 'pilote',
  coLeads: 'copilotes',
  partners: 'partenaires',
  legalOwner: 'responsable juridique',
  startDate: 'début',
  endDate: 'fin',
  steps: 'étapes',
  dependsOn: 'fiches dont elle dépend',
  status: 'état',
  blockedReason: 'blocage',
  fte: 'équivalents temps plein',
  budget: 'budget',
  channels: 'canaux',
  risks: 'risques',
  relatedSchemes: 'schémas liés',
  operations: 'opérations',
  indicators: 'indicateurs',
};

const PLAN_FIELDS = { title: 'titre', fictional: 'caractère fictif', startDate: 'premier jour', endDate: 'dernier jour' } as const;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Everything that turns `before` into `after`, in the order of the plan; empty when they say the same. */
export function comparePlans(before: ActionPlan, after: ActionPlan): PlanChange[] {
  const [old, next] = [sortPlan(before), sortPlan(after)];
  const changes: PlanChange[] = [];
  for (const field of ['title', 'fictional', 'startDate', 'endDate'] as const)
    if (!same(old[field], next[field]))
      changes.push(change('plan', next.departementCode, field, old[field], next[field], `Plan : ${PLAN_FIELDS[field]}`));
  changes.push(
    ...compareLists(old.organisations, next.organisations, (one) => one.name, {
      record: 'organisation',
      noun: ({ name }) => `Organisme « ${name} »`,
      fields: { kind: 'type' },
    }),
    ...compareLists(old.axes, next.axes, (one) => one.id, {
      record: 'axis',
      noun: ({ id, title }) => `Axe ${id} « ${title} »`,
      fields: { title: 'titre' },
    }),
    ...compareLists(objectivesOf(old.axes), objectivesOf(next.axes), (one) => one.id, {
      record: 'objective',
      noun: ({ id, title }) => `Objectif ${id} « ${title} »`,
      fields: { title: 'titre', axisId: 'axe' },
    }),
    ...compareOrders(old, next),
    ...compareLists(old.actionSheets, next.actionSheets, (one) => one.id, {
      record: 'actionSheet',
      noun: ({ id, title }) => `Fiche ${id} « ${title} »`,
      fields: SHEET_FIELD_LABELS,
    }),
  );
  return changes;
}

/** The fields of a sheet that two states do not share, in the order of the sheet. */
export function compareSheets(before: ActionSheet, after: ActionSheet): PlanChange[] {
  return compareFields(sortSheet(before), sortSheet(after), {
    record: 'actionSheet',
    id: after.id,
    noun: `Fiche ${after.id}`,
    fields: SHEET_FIELD_LABELS,
  });
}

/** Axes, and objectives of an axis, that are read in another order; those that come or go are told apart. */
function compareOrders(before: ActionPlan, after: ActionPlan): PlanChange[] {
  const moved = (old: readonly { id: string }[], next: readonly { id: string }[]): [string[], string[]] | null => {
    const [was, is] = [old, next].map((list) => list.map(({ id }) => id)) as [string[], string[]];
    const [kept, still] = [was.filter((id) => is.includes(id)), is.filter((id) => was.includes(id))];
    return same(kept, still) ? null : [kept, still];
  };
  const axes = moved(before.axes, after.axes);
  const changes = axes === null ? [] : [change('plan', after.departementCode, 'axes', ...axes, 'Plan : ordre des axes')];
  for (const one of after.axes) {
    const objectives = moved(before.axes.find(({ id }) => id === one.id)?.objectives ?? [], one.objectives);
    if (objectives !== null)
      changes.push(change('axis', one.id, 'objectives', ...objectives, `Axe ${one.id} « ${one.title} » : ordre des objectifs`));
  }
  return changes;
}

const objectivesOf = (axes: readonly Axis[]) => axes.flatMap((one) => one.objectives.map((each) => ({ ...each, axisId: one.id })));

interface ListWords<Item> {
  record: PlanChange['record'];
  noun: (item: Item) => string;
  fields: Partial<Record<keyof Item & string, string>>;
}

function compareLists<Item extends object>(
  before: readonly Item[],
  after: readonly Item[],
  idOf: (item: Item) => string,
  { record, noun, fields }: ListWords<Item>,
): PlanChange[] {
  const [old, next] = [new Map(before.map((one) => [idOf(one), one])), new Map(after.map((one) => [idOf(one), one]))];
  const ids = [...new Set([...old.keys(), ...next.keys()])].sort(compareNumbered);
  return ids.flatMap((id): PlanChange[] => {
    const [was, is] = [old.get(id), next.get(id)];
    if (was === undefined && is !== undefined)
      return [{ kind: 'added', record, id, field: null, before: null, after: is, text: `${noun(is)} : ajout.` }];
    if (was !== undefined && is === undefined)
      return [{ kind: 'removed', record, id, field: null, before: was, after: null, text: `${noun(was)} : retrait.` }];
    return was === undefined || is === undefined ? [] : compareFields(was, is, { record, id, noun: noun(is), fields });
  });
}

function compareFields<Item extends object>(
  before: Item,
  after: Item,
  words: { record: PlanChange['record']; id: string; noun: string; fields: Partial<Record<keyof Item & string, string>> },
): PlanChange[] {
  return (Object.keys(words.fields) as (keyof Item & string)[])
    .filter((field) => !same(before[field], after[field]))
    .map((field) => change(words.record, words.id, field, before[field], after[field], `${words.noun} : ${words.fields[field] ?? field}`));
}

function change(record: PlanChange['record'], id: string, field: string, before: unknown, after: unknown, start: string): PlanChange {
  const isList = [before, after].some((value) => Array.isArray(value) && value.some((one) => typeof one === 'object'));
  const text = isList
    ? `${start}, ${toldRows(before as unknown[], after as unknown[])}.`
    : `${start}, ${told(field, before)} → ${told(field, after)}.`;
  return { kind: 'changed', record, id, field, before, after, text };
}

/** How many rows of a list differ. */
function toldRows(before: readonly unknown[], after: readonly unknown[]): string {
  const [old, next] = [new Set(before.map((one) => JSON.stringify(one))), new Set(after.map((one) => JSON.stringify(one)))];
  const [gone, added] = [[...old].filter((one) => !next.has(one)).length, [...next].filter((one) => !old.has(one)).length];
  const lines = (count: number) => `${count} ligne${count > 1 ? 's' : ''}`;
  if (gone === added) return gone === 0 ? 'ordre changé' : `${lines(gone)} modifiée${gone > 1 ? 's' : ''}`;
  return [added > 0 ? `${lines(added)} en plus` : '', gone > 0 ? `${lines(gone)} en moins` : ''].filter((one) => one !== '').join(', ');
}

/** Codes of a sheet or of an organisation, as a reader says them. */
const CODE_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: SHEET_STATUS_LABELS,
  priority: PRIORITY_LABELS,
  publics: PUBLIC_LABELS,
  channels: CHANNEL_LABELS,
  kind: ORGANISATION_KIND_LABELS,
};

/** A value in a few words: what a change sentence has room for. */
function told(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'rien';
  if (value === true || value === false) return value ? 'oui' : 'non';
  if (typeof value === 'number') return formatNumber(value, Number.isInteger(value) ? 0 : 2);
  if (typeof value === 'string') {
    const label = CODE_LABELS[field]?.[value];
    if (label !== undefined) return label;
    if (field === 'startDate' || field === 'endDate') return formatDate(value);
    const line = value.replace(/\s+/g, ' ');
    return `« ${line.length > 60 ? `${line.slice(0, 59)}…` : line} »`;
  }
  if (!Array.isArray(value)) return 'autre';
  if (value.length === 0) return 'aucun';
  if ((value.length <= 4 || value.every((one) => String(one).length <= 4)) && value.every((one) => typeof one === 'string'))
    return value.map((one) => CODE_LABELS[field]?.[one] ?? one).join(', ');
  return `${value.length} ligne${value.length > 1 ? 's' : ''}`;
}
