import type { Inline, TableColumn } from '@maillage/domain/documents/document.ts';

export interface ColumnNeed {
  /** As the document asks, 1 for an ordinary column. */
  weight: number;
  /** Letters of the longest piece that should stay on one line. */
  whole: number;
  /** Letters of the longest word. */
  word: number;
}

/** A header may be cut at a syllable sooner than widen a column of short figures. */
const HEADER_WORD = 9;
/** A longer cell may go to a second line. */
const WHOLE_CELL = 36;
/** A figure as short as this never breaks over two lines. */
const WHOLE_FIGURE = 24;
/** Longer words are cut. */
export const longestWord = (text: string) => Math.min(16, Math.max(0, ...text.split(/[ \n-]/).map((word) => word.length)));

/** What each column of a table needs, from its head and its cells, row by row, totals included. `cutsHeads`: at a syllable. */
export function measureColumns(
  columns: readonly TableColumn[],
  lines: readonly (readonly (readonly Inline[])[])[],
  { cutsHeads = true }: { cutsHeads?: boolean } = {},
): ColumnNeed[] {
  return columns.map(({ label, unit, weight = 1 }, column): ColumnNeed => {
    const need = { weight, whole: 0, word: Math.min(cutsHeads ? HEADER_WORD : Infinity, longestWord(`${label} ${unit}`)) };
    for (const row of lines) {
      const texts = (row[column] ?? []).map((piece) => (piece.kind === 'figure' ? piece.figure.text : piece.text));
      need.whole = Math.max(need.whole, Math.min(texts.join('').length, WHOLE_CELL));
      for (const [index, piece] of (row[column] ?? []).entries()) {
        const text = texts[index]!;
        need.word = Math.max(need.word, piece.kind === 'figure' && text.length <= WHOLE_FIGURE ? text.length : longestWord(text));
      }
    }
    return need;
  });
}

/** Letters of sans that fit across the text, at the size of a table. */
export const TABLE_CAPACITY = { a4: 92, 'a3-landscape': 104 } as const;
const PADDING = 2.5;
/** Letters of a word that a column of this width holds: bold ones are wider. */
export const lettersOf = (width: number) => width - PADDING + 0.5;
/** Smaller than this, a table is no longer read on paper. */
const MIN_SCALE = 0.72;

/**
 * Widths of the columns of a table, in letters, and the scale of its letters (1, or less when even the words do not fit). A column is never
 * narrower than its longest word, nor than what should stay on one line as long as all have theirs; what is left is shared by weight.
 */
export function shareColumns(columns: readonly ColumnNeed[], capacity: number): { widths: number[]; scale: number } {
  const wanted = columns.map(({ whole, word }) => Math.max(whole, word) + PADDING);
  if (sum(wanted) <= capacity) return { widths: share(columns, wanted, capacity), scale: 1 };
  const least = columns.map(({ word }) => word + PADDING);
  const room = capacity - sum(least);
  if (room >= 0) {
    // What is left after the words goes where lines are the longest.
    const lacking = wanted.map((letters, index) => letters - least[index]!);
    return { widths: least.map((letters, index) => letters + (room * lacking[index]!) / sum(lacking)), scale: 1 };
  }
  const scale = Math.max(MIN_SCALE, Math.min(1, capacity / sum(least)));
  const squeeze = Math.min(1, capacity / scale / sum(least));
  return { widths: share(columns, least, capacity / scale).map((width) => width * squeeze), scale };
}

function share(columns: readonly ColumnNeed[], least: readonly number[], capacity: number): number[] {
  const widths = least.map(() => -1);
  // Each turn fixes the columns whose share would be too narrow, and shares again among the others.
  for (let turn = 0; turn <= columns.length; turn++) {
    const free = columns.flatMap((column, index) => (widths[index] === -1 ? [{ ...column, index }] : []));
    const room = capacity - sum(widths.filter((width) => width !== -1));
    const weight = sum(free.map((column) => column.weight));
    const narrow = free.filter((column) => (room * column.weight) / weight < least[column.index]!);
    for (const { index } of narrow) widths[index] = least[index]!;
    if (narrow.length > 0) continue;
    for (const column of free) widths[column.index] = (room * column.weight) / weight;
    break;
  }
  return widths;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
