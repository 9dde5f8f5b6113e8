import { readFile, stat } from 'node:fs/promises';
import { DomainError } from '@maillage/domain/errors.ts';
import { checkPlan } from '@maillage/domain/plans/check-plan.ts';
import { type ActionPlan, actionPlan, sortPlan } from '@maillage/domain/plans/plan.ts';
import { fr } from 'zod/locales';
import { readFirstBytes, storedFormat } from '../tables/byte-source.ts';
import { asFileRefusal, unreadable } from '../tables/file-errors.ts';
import { openTable } from '../tables/open-table.ts';
import { readWorkbook } from '../tables/read-workbook.ts';
import { type AssembledPlan, assemblePlan, issueText, type PlanReject, type PlanRow } from './assemble-plan.ts';
import { CellProblem, foldText } from './cell-codecs.ts';
import {
  getPlanTable,
  PLAN_TABLE_NAMES,
  PLAN_TABLES,
  type PlanTable,
  type PlanTableName,
  RECORD_COLUMN,
  unguardFormula,
} from './plan-tables.ts';

/** A plan of 5,000 sheets is a few tens of megabytes; past that the file is something else. */
const MAX_BYTES = 60e6;
const LIMITS = { maxBytes: 200e6, maxExpansionRatio: 250, ratioFreeBytes: 64e6, maxWorkbookBytes: 30e6 };
/** A description holds paragraphs: a quoted cell may span many lines. */
const MAX_CELL_LINES = 20_000;

/**
 * What a plan file makes of the current plan: JSON, CSV of any separator and encoding, or XLSX, told by its bytes. Nothing is
 * written. Rows that cannot be taken are in `rejects`. Throws `file-…` when the file is none of these, or has no row of a plan.
 */
export async function readPlanFile(path: string, displayPath: string, current: ActionPlan): Promise<AssembledPlan> {
  const size = await stat(path).catch((error: unknown) => {
    throw asFileRefusal(error, displayPath, 'le fichier n’a pas pu être ouvert');
  });
  if (size.size > MAX_BYTES)
    throw new DomainError('file-too-large', `« ${displayPath} » est trop lourd pour un plan d’actions : il n’a pas été lu.`, {
      file: displayPath,
    });
  const head = await readFirstBytes(path, displayPath, 512);
  if (storedFormat(head) === 'zip') return assembleSheets(await readWorkbookRows(path, displayPath), current, displayPath);
  if (/^\s*[{[]/.test(head.toString('utf8').replace(/^\uFEFF/, ''))) return readJson(await readFile(path, 'utf8'), displayPath, current);
  return assembleSheets(await readCsvRows(path, displayPath), current, displayPath);
}

/** Text cells of a file, before anything is made of them. */
interface RawRow {
  table: PlanTable;
  line: number;
  cellOf(header: string): string | undefined;
}
interface RawRows {
  rows: RawRow[];
  rejects: PlanReject[];
  tables: Set<PlanTableName>;
}

/** Where the engine stopped reading, from its English words. */
function tellSpot(error: unknown): string {
  const spot = /\(line (\d+) column (\d+)\)/.exec(error instanceof Error ? error.message : '');
  return spot === null ? ' (il s’arrête avant la fin)' : ` (ligne ${spot[1]}, caractère ${spot[2]})`;
}

function readJson(text: string, displayPath: string, current: ActionPlan): AssembledPlan {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw unreadable(
      displayPath,
      `ce n’est pas du JSON entier${tellSpot(error)}. Exportez de nouveau le plan en JSON, ou corrigez cet endroit`,
    );
  }
  const parsed = actionPlan.safeParse(document, { error: fr().localeError });
  if (!parsed.success) throw unreadable(displayPath, `ce n’est pas un plan d’actions : ${issueText(parsed.error.issues)}`);
  const { data } = parsed;
  if (data.departementCode !== current.departementCode)
    throw unreadable(displayPath, `ce plan est celui du Département ${data.departementCode}, et non ${current.departementCode}`);
  const ids = new Set(data.actionSheets.map(({ id }) => id));
  const absent = current.actionSheets.filter(({ id }) => !ids.has(id));
  // Kept, like a sheet that a table does not have; with what it leans on.
  const axes = current.axes.filter(({ id }) => !data.axes.some((one) => one.id === id) && absent.some(({ axisId }) => axisId === id));
  const names = new Set(data.organisations.map(({ name }) => name));
  const plan = sortPlan({
    ...data,
    axes: [...data.axes, ...axes],
    organisations: [...data.organisations, ...(absent.length === 0 ? [] : current.organisations.filter(({ name }) => !names.has(name)))],
    actionSheets: [...data.actionSheets, ...absent],
  });
  return { plan, rejects: [], problems: checkPlan(plan), absentSheetIds: absent.map(({ id }) => id) };
}

function assembleSheets(raw: RawRows, current: ActionPlan, displayPath: string): AssembledPlan {
  const rows: PlanRow[] = [];
  const rejects = [...raw.rejects];
  for (const { table, line, cellOf } of raw.rows) {
    const fields: Record<string, unknown> = {};
    const problems: string[] = [];
    for (const { header, field, codec, required } of table.columns) {
      const text = cellOf(header);
      if (text === undefined || text === '') {
        if (required) problems.push(`la cellule « ${header} » est vide`);
        else if (text === '') fields[field] = codec.decode('');
        continue;
      }
      try {
        fields[field] = codec.decode(text);
      } catch (error) {
        if (!(error instanceof CellProblem)) throw error;
        problems.push(`« ${header} » : ${error.message}`);
      }
    }
    if (problems.length > 0) rejects.push({ table: table.name, line, reason: problems.join(' ; ') });
    else rows.push({ table: table.name, line, fields });
  }
  if (rows.length === 0 && rejects.length === 0) throw unreadable(displayPath, 'il n’a aucune ligne d’un plan d’actions');
  const assembled = assemblePlan(current, rows, raw.tables);
  return { ...assembled, rejects: [...rejects, ...assembled.rejects] };
}

async function readCsvRows(path: string, displayPath: string): Promise<RawRows> {
  const table = await openTable(path, displayPath, { limits: LIMITS, maxCellLines: MAX_CELL_LINES });
  const headers = new Map(table.columns.map((header) => [foldText(header), header]));
  const recordHeader = headers.get(RECORD_COLUMN);
  const only = recordHeader === undefined ? recogniseTable(headers, displayPath) : null;
  const rejects: PlanReject[] = [];
  const rows: RawRow[] = [];
  for await (const row of table.rows((line, reason) => rejects.push({ table: only?.name ?? 'fichier', line, reason }))) {
    const cellOf = (header: string) => {
      const found = headers.get(foldText(header));
      return found === undefined ? undefined : unguardFormula(row.cell(found) ?? '');
    };
    const said = recordHeader === undefined ? '' : (row.cell(recordHeader) ?? '');
    const of = only ?? findTable(said);
    if (of === undefined) rejects.push({ table: 'fichier', line: row.line, reason: unknownTable(said) });
    else rows.push({ table: of, line: row.line, cellOf });
  }
  return { rows, rejects, tables: new Set(rows.map(({ table: { name } }) => name)) };
}

async function readWorkbookRows(path: string, displayPath: string): Promise<RawRows> {
  const raw: RawRows = { rows: [], rejects: [], tables: new Set() };
  for (const sheet of await readWorkbook(path, displayPath, LIMITS)) {
    const [top, ...body] = sheet.rows;
    if (top === undefined) continue;
    const headers = new Map(top.cells.map((header, index) => [foldText(header), index]));
    const table = findTable(sheet.name) ?? (sheet.isOnly ? recogniseTable(headers, displayPath) : undefined);
    if (table === undefined) {
      raw.rejects.push({ table: sheet.name, line: null, reason: unknownTable(sheet.name) });
      continue;
    }
    raw.tables.add(table.name);
    for (const { number, cells } of body) {
      if (cells.every((cell) => cell === '')) continue;
      const cellOf = (header: string) => {
        const index = headers.get(foldText(header));
        return index === undefined ? undefined : (cells[index] ?? '');
      };
      raw.rows.push({ table, line: number, cellOf });
    }
  }
  return raw;
}

const findTable = (name: string): PlanTable | undefined => {
  const asked = foldText(name);
  return PLAN_TABLES.find((table) => foldText(table.name) === asked || foldText(table.name).replace(/s$/, '') === asked);
};
const unknownTable = (name: string) => `« ${name.slice(0, 40)} » n’est pas une partie du plan (${PLAN_TABLE_NAMES.join(', ')})`;

/** The table whose columns these are, when nothing names it: the one with all it requires and the most columns found. */
function recogniseTable(headers: ReadonlyMap<string, unknown>, displayPath: string): PlanTable {
  const has = (header: string) => headers.has(foldText(header));
  const [best] = PLAN_TABLES.filter(({ columns }) => columns.every(({ header, required }) => !required || has(header)))
    .map((table) => ({ table, count: table.columns.filter(({ header }) => has(header)).length }))
    .toSorted((a, b) => b.count - a.count);
  if (best === undefined) {
    const expected = getPlanTable('fiches').columns.slice(0, 6);
    throw unreadable(
      displayPath,
      `ses colonnes ne sont pas celles d’un plan d’actions. Pour des fiches, il faut au moins « fiche » et « titre » (${expected.map(({ header }) => header).join(', ')}…) ; « maillage plan export » donne un modèle`,
    );
  }
  return best.table;
}
