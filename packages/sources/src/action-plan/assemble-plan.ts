import { checkPlan, type PlanProblem } from '@maillage/domain/plans/check-plan.ts';
import {
  type ActionPlan,
  type ActionSheet,
  type Axis,
  actionIndicator,
  actionPlace,
  actionPlan,
  actionSheet,
  actionStep,
  axis,
  budgetLine,
  type Organisation,
  operation,
  organisation,
  organisationsOfSheet,
  sortPlan,
} from '@maillage/domain/plans/plan.ts';
import { inGivenOrder } from '@maillage/domain/plans/plan-heading.ts';
import type { z } from 'zod';
import type { ChildTableName, FlatRow, PlanTableName } from './plan-tables.ts';
import { FRENCH, type Issue, tellIssues } from './tell-issues.ts';

/** A row of a plan file: where it stands, and the fields that its file gives. */
export interface PlanRow {
  table: PlanTableName;
  line: number;
  fields: FlatRow;
  /** The column of a field as its reader finds it: « début », or « début (C3) » in a workbook. */
  columnOf(field: string): string;
}
/** A row that was not taken, and why. */
export interface PlanReject {
  table: string;
  line: number | null;
  reason: string;
}

export interface AssembledPlan {
  plan: ActionPlan;
  rejects: PlanReject[];
  /** Contradictions between rows that are each sound. */
  problems: PlanProblem[];
  /** Sheets of the plan that the file does not have: kept. */
  absentSheetIds: string[];
}

interface ChildList {
  field: 'places' | 'steps' | 'operations' | 'budget' | 'indicators';
  /** What tells two rows of one sheet apart. */
  key: readonly string[];
  /** True: two rows of one key are two items, the first and the second of that name. */
  mayRepeat?: boolean;
  schema: z.ZodType<Record<string, unknown>>;
}
const CHILD_LISTS: Record<Exclude<ChildTableName, 'mesures'>, ChildList> = {
  lieux: { field: 'places', key: ['kind', 'code', 'name'], schema: actionPlace },
  étapes: { field: 'steps', key: ['label'], mayRepeat: true, schema: actionStep },
  opérations: { field: 'operations', key: ['id'], schema: operation },
  budget: { field: 'budget', key: ['funder', 'year', 'nature'], schema: budgetLine },
  indicateurs: { field: 'indicators', key: ['id'], schema: actionIndicator },
};
const CHILD_NAMES = ['lieux', 'étapes', 'opérations', 'budget', 'indicateurs'] as const;
/** Fields that always have a value: an empty cell leaves the one they have. */
const NEVER_EMPTY = ['status', 'axisId', 'kind', 'direction', 'nature'];

interface Assembly {
  rowsOf(table: PlanTableName): PlanRow[];
  reject(row: PlanRow, reason: string): void;
  sheets: Map<string, ActionSheet>;
  /** Sheets that the file itself has: the rows that belong to them replace those they had. */
  given: Set<string>;
}

/**
 * The plan that the rows of a file make of the current one. A field that the file does not have stays as it is, and so does a sheet.
 * Rows that belong to a sheet (places, budget…) replace those of the sheet when the file has the sheet itself; otherwise they are
 * added to them, or correct the one of the same key: a file of new values is enough to bring new values.
 */
export function assemblePlan(current: ActionPlan, rows: readonly PlanRow[], readTables: ReadonlySet<PlanTableName>): AssembledPlan {
  const rejects: PlanReject[] = [];
  const assembly: Assembly = {
    rowsOf: (table) => rows.filter((row) => row.table === table),
    reject: (row, reason) => rejects.push({ table: row.table, line: row.line, reason }),
    sheets: new Map(current.actionSheets.map((one) => [one.id, one])),
    given: new Set(),
  };
  const fields = assembleHeading(assembly, current);
  const organisations = assembleOrganisations(assembly, current);
  const axes = assembleAxes(assembly, current);
  assembleSheets(assembly);
  for (const table of CHILD_NAMES) if (readTables.has(table)) assembleChildren(assembly, table);
  if (readTables.has('mesures')) assembleSeries(assembly);

  const { sheets, given } = assembly;
  const parsed = actionPlan.safeParse({ ...current, ...fields, organisations, axes, actionSheets: [...sheets.values()] }, FRENCH);
  if (!parsed.success) {
    rejects.push({
      table: 'plan',
      line: null,
      reason: tellIssues(parsed.error.issues, (path) => (path.length === 0 ? '' : `« ${path.join('.')} »`)),
    });
    return { plan: current, rejects, problems: [], absentSheetIds: [] };
  }
  const plan = sortPlan(withNamedOrganisations(parsed.data));
  return {
    plan,
    rejects,
    problems: checkPlan(plan),
    absentSheetIds: given.size === 0 ? [] : current.actionSheets.map(({ id }) => id).filter((id) => !given.has(id)),
  };
}

function assembleHeading({ rowsOf, reject }: Assembly, current: ActionPlan): FlatRow {
  const [row, ...others] = rowsOf('plan');
  for (const other of others) reject(other, 'un fichier n’a qu’un plan');
  if (row === undefined) return {};
  const { departementCode, fictional, ...fields } = row.fields;
  if (departementCode === current.departementCode) return { ...fields, ...(fictional == null ? {} : { fictional: fictional === 'yes' }) };
  reject(row, `ce plan est celui du Département ${String(departementCode)}, et non ${current.departementCode}`);
  return {};
}

function assembleOrganisations({ rowsOf, reject }: Assembly, current: ActionPlan): Organisation[] {
  const organisations = new Map<string, Organisation>(current.organisations.map((one) => [one.name, one]));
  takeEach(rowsOf('organismes'), ['name'], reject, (row) => {
    const parsed = organisation.safeParse({ ...organisations.get(String(row.fields.name)), ...withoutEmpty(row.fields) }, FRENCH);
    if (parsed.success) organisations.set(parsed.data.name, parsed.data);
    else reject(row, rowIssues(row, parsed.error.issues));
  });
  return [...organisations.values()];
}

function assembleAxes({ rowsOf, reject }: Assembly, current: ActionPlan): Axis[] {
  const axes = new Map(current.axes.map((one) => [one.id, one]));
  const put = (row: PlanRow, candidate: unknown) => {
    const parsed = axis.safeParse(candidate, FRENCH);
    if (parsed.success) axes.set(parsed.data.id, parsed.data);
    else reject(row, rowIssues(row, parsed.error.issues));
  };
  takeEach(rowsOf('axes'), ['id'], reject, (row) => put(row, { ...axes.get(String(row.fields.id)), ...row.fields }));
  takeEach(rowsOf('objectifs'), ['id'], reject, (row) => {
    const { axisId, ...fields } = row.fields;
    const owner = axes.get(String(axisId));
    if (owner === undefined) return reject(row, `l’axe ${String(axisId)} n’existe pas`);
    const known = [...axes.values()].flatMap((one) => one.objectives).find((one) => one.id === fields.id);
    const stays = owner.objectives.some(({ id }) => id === fields.id);
    for (const one of axes.values())
      if (one !== owner) axes.set(one.id, { ...one, objectives: one.objectives.filter(({ id }) => id !== fields.id) });
    const next = { ...known, ...fields };
    put(row, {
      ...owner,
      objectives: stays ? owner.objectives.map((one) => (one.id === fields.id ? next : one)) : [...owner.objectives, next],
    });
  });
  const givenIds = (table: PlanTableName) => rowsOf(table).map(({ fields }) => String(fields.id));
  const objectiveIds = givenIds('objectifs');
  return inGivenOrder([...axes.values()], givenIds('axes')).map((one) => ({
    ...one,
    objectives: inGivenOrder(one.objectives, objectiveIds),
  }));
}

function assembleSheets({ rowsOf, reject, sheets, given }: Assembly): void {
  takeEach(rowsOf('fiches'), ['id'], reject, (row) => {
    const id = String(row.fields.id);
    const parsed = actionSheet.safeParse({ axisId: id.split('.')[0], ...sheets.get(id), ...withoutEmpty(row.fields) }, FRENCH);
    if (!parsed.success) return reject(row, rowIssues(row, parsed.error.issues));
    sheets.set(id, parsed.data);
    given.add(id);
  });
}

function assembleChildren({ rowsOf, reject, sheets, given }: Assembly, table: (typeof CHILD_NAMES)[number]): void {
  const { field, key, mayRepeat = false, schema } = CHILD_LISTS[table];
  const namer = () => {
    const counts = new Map<string, number>();
    return (item: object) => {
      const name = key.map((part) => String((item as FlatRow)[part] ?? '')).join('\u0000');
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return mayRepeat ? `${name}\u0000${count}` : name;
    };
  };
  const bySheet = Map.groupBy(rowsOf(table), (row) => String(row.fields.sheetId));
  for (const id of new Set([...bySheet.keys(), ...given])) {
    const childRows = bySheet.get(id) ?? [];
    const sheet = sheets.get(id);
    if (sheet === undefined) {
      for (const row of childRows) reject(row, `la fiche ${id} n’existe pas, ou sa ligne a été rejetée`);
      continue;
    }
    const keyOfKnown = namer();
    const keyOf = namer();
    const known = new Map<string, object>(sheet[field].map((item) => [keyOfKnown(item), item]));
    const items = new Map(given.has(id) ? [] : known);
    const taken = new Set<string>();
    for (const row of childRows) {
      const { sheetId: _, ...fields } = row.fields;
      const item = table === 'indicateurs' ? nestIndicator(fields) : fields;
      const itemKey = keyOf(item);
      const parsed = schema.safeParse({ ...known.get(itemKey), ...withoutEmpty(item) }, FRENCH);
      if (taken.has(itemKey)) reject(row, TWICE);
      else if (parsed.success) items.set(itemKey, parsed.data);
      else reject(row, rowIssues(row, parsed.error.issues));
      taken.add(itemKey);
    }
    // Each item went through the schema of its list.
    sheets.set(id, { ...sheet, [field]: [...items.values()] } as ActionSheet);
  }
}

function assembleSeries({ rowsOf, reject, sheets, given }: Assembly): void {
  const bySheet = Map.groupBy(rowsOf('mesures'), (row) => String(row.fields.sheetId));
  for (const id of new Set([...bySheet.keys(), ...given])) {
    const valueRows = bySheet.get(id) ?? [];
    const sheet = sheets.get(id);
    if (sheet === undefined) {
      for (const row of valueRows) reject(row, `la fiche ${id} n’existe pas, ou sa ligne a été rejetée`);
      continue;
    }
    const series = new Map(
      sheet.indicators.map((one) => [one.id, new Map(given.has(id) ? [] : one.series.map((point) => [point.date, point]))]),
    );
    takeEach(valueRows, ['indicatorId', 'date'], reject, (row) => {
      const { indicatorId, date, value } = row.fields as { indicatorId: string; date: string; value: number }; // required, of these codecs
      const points = series.get(indicatorId);
      if (points === undefined) reject(row, `la fiche ${id} n’a pas d’indicateur « ${indicatorId} »`);
      else points.set(date, { date, value });
    });
    sheets.set(id, {
      ...sheet,
      indicators: sheet.indicators.map((one) => ({ ...one, series: [...(series.get(one.id)?.values() ?? [])] })),
    });
  }
}

/** An organisation that a row names and that no list has is added to the list: a file of sheets alone is enough. */
function withNamedOrganisations(plan: ActionPlan): ActionPlan {
  const known = new Set(plan.organisations.map(({ name }) => name));
  const named = [...new Set(plan.actionSheets.flatMap(organisationsOfSheet))].filter((name) => !known.has(name));
  return { ...plan, organisations: [...plan.organisations, ...named.map((name) => ({ name, kind: 'other' as const }))] };
}

const TWICE =
  'cette ligne est donnée deux fois : gardez-en une (un numéro comme 1.10 s’écrit « Fiche 1.10 », sans quoi un tableur le lit 1.1)';

/** What a schema refused of a row, by the names of its columns. */
const rowIssues = (row: PlanRow, issues: readonly Issue[]) =>
  tellIssues(issues, (path) => {
    const [field = '', part] = path.filter((one) => typeof one === 'string' && one !== 'objectives').map(String);
    const nested = part === undefined ? field : `${field}${part.charAt(0).toUpperCase()}${part.slice(1)}`; // baseline.value → baselineValue
    return row.columnOf(nested) || row.columnOf(field);
  });

/** Calls `take` for the first row of each key; the others are rejected. */
function takeEach(
  rows: readonly PlanRow[],
  key: readonly string[],
  reject: (row: PlanRow, reason: string) => void,
  take: (row: PlanRow) => void,
): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const id = key.map((field) => String(row.fields[field])).join('\u0000');
    if (seen.has(id)) reject(row, TWICE);
    else take(row);
    seen.add(id);
  }
}

/** An empty cell of a field that always has a value leaves the value as it is. */
function withoutEmpty(fields: FlatRow): FlatRow {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== null || !NEVER_EMPTY.includes(name)));
}

function nestIndicator({ baselineValue, baselineDate, targetValue, targetDate, ...rest }: FlatRow): FlatRow {
  const dated = (value: unknown, date: unknown) =>
    value === undefined && date === undefined ? undefined : value === null && date === null ? null : { value, date };
  const [baseline, target] = [dated(baselineValue, baselineDate), dated(targetValue, targetDate)];
  return { ...rest, ...(baseline === undefined ? {} : { baseline }), ...(target === undefined ? {} : { target }) };
}
