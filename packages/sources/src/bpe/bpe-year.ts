import { yearInPath } from '../import-table.ts';

/**
 * The year that a file of the BPE bears in its name: whole (« BPE_gammes_equipements_2021.xlsx » → 2021), or as INSEE shortens it
 * (« bpe19_ensemble_xy.csv » → 2019); else the year of a folder. Null when there is none.
 */
export function bpeYearInPath(path: string): number | null {
  const name = path.split(/[/»]/).at(-1) ?? path;
  return yearInPath(name) ?? shortYear(name) ?? yearInPath(path) ?? shortYear(path);
}

function shortYear(text: string): number | null {
  const digits = /bpe[_-]?(\d{2})(?!\d)/i.exec(text)?.[1];
  return digits === undefined ? null : 2000 + Number(digits);
}
