import type { ValueStatus } from '@maillage/domain/sources/records.ts';

/** A number, or the reason why there is none: an empty cell is never zero. */
export interface CellValue {
  value: number | null;
  status: ValueStatus;
}

/** INSEE's marks: `s`, `c` secrecy; `ns` not significant, withheld for the same reason of small numbers. */
const SECRET_MARKS = new Set(['s', 'c', 'ns', 'secret']);
/** `nd`, `na` not available; `///` no result by nature; `_Z`, `_U` SDMX not applicable and unknown. */
const MISSING_MARKS = new Set(['', 'nd', 'na', 'n/a', 'n.d.', 'nan', 'null', '-', '///', '//', '…', '...', '_z', '_u', '_o']);
const THOUSANDS = /[\s\u00a0\u202f]/g;
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;

export const MISSING: CellValue = { value: null, status: 'missing' };
export const SECRET: CellValue = { value: null, status: 'secret' };

/**
 * The number of a cell, decimal comma or point, spaces between thousands allowed; `emptyIs` says what an empty
 * cell means in this source. `null` when the text is neither a number nor a known mark: the row is then a reject.
 */
export function readCellValue(text: string | undefined, emptyIs: 'missing' | 'secret' = 'missing'): CellValue | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return emptyIs === 'secret' ? SECRET : MISSING;
  const mark = trimmed.toLowerCase();
  if (SECRET_MARKS.has(mark)) return SECRET;
  if (MISSING_MARKS.has(mark)) return MISSING;
  const digits = trimmed.replace(THOUSANDS, '');
  if (!NUMBER.test(digits)) return null;
  const value = Number(digits.replace(',', '.'));
  return Number.isFinite(value) ? { value, status: 'known' } : null;
}

/** What is said of a cell that is neither a number nor a known mark. */
export function unreadableCell(column: string, text: string | undefined): string {
  return `« ${(text ?? '').slice(0, 40)} » n’est pas un nombre (colonne ${column}) : corrigez la cellule ou laissez-la vide`;
}
