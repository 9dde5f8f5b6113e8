import type { ValueStatus } from '@maillage/domain/sources/records.ts';
import { parseDecimal } from '../tables/cells.ts';

/** A number, or the reason why there is none: an empty cell is never zero. */
export interface CellValue {
  value: number | null;
  status: ValueStatus;
}

export const MISSING: CellValue = { value: null, status: 'missing' };
export const SECRET: CellValue = { value: null, status: 'secret' };

/**
 * The number of a cell, decimal comma or point, spaces between thousands allowed; `emptyIs` says what an empty
 * cell means in this source. `null` when the text is neither a number nor a known mark: the row is then a reject.
 */
export function readCellValue(text: string | undefined, emptyIs: 'missing' | 'secret' = 'missing'): CellValue | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return emptyIs === 'secret' ? SECRET : MISSING;
  const parsed = parseDecimal(trimmed);
  return parsed.status === 'invalid' ? null : { value: parsed.value, status: parsed.status };
}

/** What is said of a cell that is neither a number nor a known mark. */
export function unreadableCell(column: string, text: string | undefined): string {
  return `« ${(text ?? '').slice(0, 40)} » n’est pas un nombre (colonne ${column}) : corrigez la cellule ou laissez-la vide`;
}
