import type { ReactNode } from 'react';

/** One column of a table: what is sorted, what is read, what is exported. */
export interface TableColumn<Row> {
  id: string;
  header: string;
  /** Unit, written in the header. */
  unit?: string;
  kind: 'text' | 'number';
  /** A sentence: on a narrow screen it takes several lines. */
  isLong?: boolean;
  /** Null sorts last, whichever the direction: absent is neither least nor greatest. */
  value(row: Row): string | number | null;
  /** What the cell shows; the value itself when not given. */
  cell?(row: Row): ReactNode;
}
export interface TableSort {
  columnId: string;
  descending: boolean;
}

const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });

/** The rows in the order asked, equal values keeping their order; nulls at the end. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], sort: TableSort): Row[] {
  const column = columns.find((candidate) => candidate.id === sort.columnId);
  if (column === undefined) return [...rows];
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right)));
  });
}

/** Rows whose text columns hold every word typed, whatever the accents and the case. */
export function filterRows<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], typed: string): Row[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  const texts = foldRows(rows, columns);
  return rows.filter((_, index) => words.every((word) => texts[index]!.includes(word)));
}

/** The last table that was filtered: its texts are folded once, not at each letter. */
let folded: { rows: readonly unknown[]; columns: readonly unknown[]; texts: readonly string[] } | undefined;

function foldRows<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[]): readonly string[] {
  if (folded?.rows === rows && folded.columns === columns) return folded.texts;
  const textColumns = columns.filter((column) => column.kind === 'text');
  const texts = rows.map((row) => foldText(textColumns.map((column) => column.value(row) ?? '').join(' ')));
  folded = { rows, columns, texts };
  return texts;
}

/** « Éperlecques » → « eperlecques »; hyphens and apostrophes become spaces. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[-’'`]/g, ' ');
}
