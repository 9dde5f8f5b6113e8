/** A cell of an exported table; null is written empty, never as zero. */
export type Cell = string | number | null;
export interface ExportTable {
  name: string;
  columns: { name: string; type: 'text' | 'number' }[];
  rows: () => Iterable<Cell[]>;
}

export const text = (name: string) => ({ name, type: 'text' as const });
export const number = (name: string) => ({ name, type: 'number' as const });

/** Yes, no, or empty when the data do not let it be told. */
export const yesNo = (value: boolean | null): Cell => (value === null ? null : value ? 'true' : 'false');

/** Rounded for print, so that the last bits of a float never make two files differ in meaning; null stays null. */
export function round(value: number | null, decimals: number): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  const factor = 10 ** decimals;
  // Adding 0 turns −0 into 0.
  return Math.round(value * factor) / factor + 0;
}
