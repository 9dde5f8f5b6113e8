import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatBytes } from '@maillage/domain/format.ts';
import type { ActionPlan } from '@maillage/domain/plans/plan.ts';
import { readFirstBytes, storedFormat } from '../tables/byte-source.ts';
import { asFileRefusal, unreadable } from '../tables/file-errors.ts';
import { type AssembledPlan, assemblePlan, type PlanReject, type PlanRow } from './assemble-plan.ts';
import { CellProblem } from './cell-codecs.ts';
import { type RawRow, type RawRows, readCsvRows, readWorkbookRows } from './plan-rows.ts';
import { looksLikeJson, readPlanJson } from './read-plan-json.ts';

/** A plan of 5,000 sheets is a few tens of megabytes; past that the file is something else. */
const MAX_BYTES = 60e6;
/** Nobody mends more at once. */
const MAX_REJECTS = 1000;
const UNREADABLE_LETTER = '\ufffd';

export interface ReadPlan extends AssembledPlan {
  /** Columns of the file that are none of a plan: they were not read. */
  ignoredColumns: string[];
}

/**
 * What a plan file makes of the current plan: JSON, CSV of any separator and encoding, or XLSX, told by its bytes. Nothing is
 * written. Rows that cannot be taken are in `rejects`, at most a thousand of them. Throws `file-…` when the file is none of these,
 * or has no row of a plan.
 */
export async function readPlanFile(path: string, displayPath: string, current: ActionPlan): Promise<ReadPlan> {
  const size = await stat(path).catch((error: unknown) => {
    throw asFileRefusal(error, displayPath, 'le fichier n’a pas pu être ouvert');
  });
  if (size.size > MAX_BYTES)
    throw new DomainError(
      'file-too-large',
      `« ${displayPath} » dépasse ${formatBytes(MAX_BYTES)}, trop pour un plan d’actions : il n’a pas été lu. Gardez-en le plan seul, sans image ni autre tableau.`,
      { file: displayPath },
    );
  const head = await readFirstBytes(path, displayPath, 512);
  if (storedFormat(head) === 'zip') return assembleRows(await readWorkbookRows(path, displayPath), current, { displayPath, refused: [] });
  if (looksLikeJson(head)) return { ...readPlanJson(await readFile(path), displayPath, current), ignoredColumns: [] };
  // A file in two encodings: its letters that neither explains are lost. Where all is UTF-8, that mark was typed by somebody.
  const isWhole = isUtf8(await readFile(path));
  return assembleRows(await readCsvRows(path, displayPath), current, { displayPath, refused: isWhole ? [] : [UNREADABLE_LETTER] });
}

function assembleRows(
  raw: RawRows,
  current: ActionPlan,
  { displayPath, refused }: { displayPath: string; refused: readonly string[] },
): ReadPlan {
  const rows: PlanRow[] = [];
  const rejects: PlanReject[] = [...raw.rejects];
  for (const row of raw.rows) {
    const { fields, problems } = decodeRow(row, refused);
    if (problems.length > 0) rejects.push({ table: row.table.name, line: row.line, reason: problems.join(' ; ') });
    else rows.push({ table: row.table.name, line: row.line, fields, columnOf: columnTeller(row) });
  }
  if (rows.length === 0 && rejects.length === 0)
    throw unreadable(displayPath, 'il n’a aucune ligne d’un plan d’actions sous son en-tête. Ajoutez-en, ou choisissez un autre fichier');
  const assembled = assemblePlan(current, rows, raw.tables);
  const { ignoredColumns } = raw;
  return { ...assembled, rejects: cutRejects([...rejects, ...assembled.rejects]), ignoredColumns };
}

/** The values of a row, and what keeps it from being read. `refused`: characters that no cell may hold. */
function decodeRow({ table, cellOf, tellColumn }: RawRow, refused: readonly string[]) {
  const fields: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const { header, field, codec, required } of table.columns) {
    try {
      const text = cellOf(header);
      if (text === undefined || text === '') {
        if (required) problems.push(`la cellule ${tellColumn(header)} est vide`);
        else if (text === '') fields[field] = codec.decode('');
      } else if (refused.some((one) => text.includes(one)))
        problems.push(
          `${tellColumn(header)} : des lettres sont illisibles (« ${text.slice(0, 40)} ») ; enregistrez tout le fichier en UTF-8`,
        );
      else fields[field] = codec.decode(text);
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error;
      problems.push(`${tellColumn(header)} : ${error.message}`);
    }
  }
  return { fields, problems };
}

function columnTeller({ table, tellColumn }: RawRow) {
  return (field: string) => {
    const column = table.columns.find((one) => one.field === field);
    return column === undefined ? '' : tellColumn(column.header);
  };
}

function cutRejects(rejects: PlanReject[]): PlanReject[] {
  if (rejects.length <= MAX_REJECTS) return rejects;
  const more = rejects.length - MAX_REJECTS;
  return [
    ...rejects.slice(0, MAX_REJECTS),
    { table: 'fichier', line: null, reason: `et ${more} autres lignes : corrigez d’abord celles-ci` },
  ];
}
