import type { ValueStatus } from '@maillage/domain/sources/records.ts';

/** A number read from a cell: `value` is null unless `known`. `invalid` is text that is neither a number nor a known marker. */
export type ParsedNumber = { status: 'known'; value: number } | { status: Exclude<ValueStatus, 'known'> | 'invalid'; value: null };

/** Statistical secrecy: the figure exists and may not be published. INSEE writes `s`, `c` (confidentiel) or `ns` (non significatif). */
const SECRET = new Set(['s', 'c', 'ns', 'secret', 'secret statistique', 'n.s.']);
/** Nothing is known. `_U` undetermined and `_Z` not applicable are the BPE's and Melodi's. */
const MISSING = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  'nd',
  'n.d.',
  'nan',
  'null',
  'none',
  '///',
  '//',
  '/',
  '...',
  '…',
  '-',
  '–',
  '_z',
  '_u',
  '_n',
]);

/** Spaces that French typography and spreadsheets put between thousands. */
const SPACES = /[\s\u00a0\u202f\u2009]/g;

/** Whether a cell says that nothing is known, in any of the producers' spellings; an empty cell is not zero. */
export function isMissing(cell: string | undefined): boolean {
  return cell === undefined || MISSING.has(cell.toLowerCase());
}

/** The text of a cell, or null when it is absent, empty or a marker such as `_Z`. */
export function parseText(cell: string | undefined): string | null {
  return cell === undefined || isMissing(cell) ? null : cell;
}

/** A decimal number with a comma or a point, and spaces between thousands: « 1 234,5 » → 1234.5. */
export function parseDecimal(cell: string | undefined): ParsedNumber {
  if (cell === undefined || isMissing(cell)) return { status: 'missing', value: null };
  if (SECRET.has(cell.toLowerCase())) return { status: 'secret', value: null };
  const text = cell.replace(SPACES, '').replace(',', '.').replace('−', '-');
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return { status: 'invalid', value: null };
  const value = Number(text);
  return Number.isFinite(value) ? { status: 'known', value } : { status: 'invalid', value: null };
}

/** A count: a whole number from 0. « 3.0 » is 3, as statistical software writes it; « 2,5 » and « -1 » are invalid. */
export function parseCount(cell: string | undefined): ParsedNumber {
  const parsed = parseDecimal(cell);
  if (parsed.status !== 'known' || (Number.isInteger(parsed.value) && parsed.value >= 0)) return parsed;
  return { status: 'invalid', value: null };
}

const COMMUNE_CODE = /^(?:\d{2}|2[AB])\d{3}$/;

/** A commune code of five characters, or a French reason why the cell is not one. Codes are never mended: a lost zero is said. */
export function parseCommuneCode(cell: string | undefined): { code: string } | { reason: string } {
  if (cell === undefined || cell === '') return { reason: 'code commune absent' };
  const code = cell.toUpperCase();
  if (COMMUNE_CODE.test(code)) return { code };
  if (/^\d{4}$/.test(cell))
    return {
      reason: `code commune « ${cell} » de 4 chiffres : son zéro de tête a été perdu dans un tableur, mettez la colonne au format texte`,
    };
  return { reason: `« ${cell.slice(0, 40)} » n’est pas un code commune (5 caractères)` };
}
