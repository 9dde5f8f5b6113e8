import type { PublishedCommuneValue, PublishedTerritoryValue } from '@maillage/domain/sources/records.ts';
import type { SourceImporter } from '../importer.ts';
import { isInScope, readAreaCode } from '../indicator-tables/area-code.ts';
import { readCellValue, unreadableCell } from '../indicator-tables/cell-value.ts';
import { type RowOutcome, requireColumns, tallyRows } from '../indicator-tables/row-tally.ts';
import type { TableRow } from '../tables/table.ts';

const MEASURES = [
  ['remote-proximity-percent', /^pct_eloignee_proximite_(\d{4})$/i],
  ['remote-intermediate-percent', /^pct_eloignee_intermediaires?_(\d{4})$/i],
  ['remote-superior-percent', /^pct_eloignee_superieurs?_(\d{4})$/i],
] as const;
const SCALES: Record<string, PublishedTerritoryValue['kind'] | 'commune'> = {
  commune: 'commune',
  departement: 'departement',
  region: 'region',
  france: 'france',
};

/** The percent columns of the newest year; null when the file has none for the nearest range. */
function findColumns(
  columns: readonly string[],
): { year: number; found: { measure: PublishedCommuneValue['measure']; column: string }[] } | null {
  const years = columns
    .flatMap((column) => MEASURES.flatMap(([, pattern]) => Number(pattern.exec(column.trim())?.[1] ?? Number.NaN)))
    .filter(Number.isFinite);
  if (years.length === 0) return null;
  const year = Math.max(...years);
  const found = MEASURES.flatMap(([measure, pattern]) =>
    columns.filter((column) => pattern.exec(column.trim())?.[1] === String(year)).map((column) => ({ measure, column })),
  );
  return { year, found };
}

/**
 * INSEE’s share of the population more than 7, 15 or 30 minutes from the services of each range, in percent:
 * by commune, and by Département, région and France, all of which are kept whatever the scope.
 * A région and a Département can share a code: the scale is part of the key.
 */
export const remotenessImporter: SourceImporter = {
  sourceId: 'insee-population-eloignee',
  parserVersion: 1,
  recognise(probe) {
    const measures = findColumns(probe.columns);
    const hasCode = probe.columns.some((column) => column.trim().toLowerCase() === 'code_insee');
    return probe.format === 'table' && hasCode && measures !== null ? { vintage: measures.year, cogYear: null } : null;
  },
  async importFile(file, scope) {
    const table = await file.table();
    requireColumns(file, table, ['code_insee']);
    const measures = findColumns(table.columns);
    if (measures === null) requireColumns(file, table, ['pct_eloignee_proximite_2021']);
    const { year, found } = measures ?? { year: null, found: [] };
    const communes: PublishedCommuneValue[] = [];
    const territories: PublishedTerritoryValue[] = [];
    const seen = new Map<string, string>();
    const readRow = (row: TableRow): RowOutcome => {
      const code = (row.cell('code_insee') ?? '').toUpperCase();
      const kind = scaleOf(row.cell('scale'), code);
      if (kind === null)
        return { reject: `échelle inconnue : « ${(row.cell('scale') ?? '').slice(0, 40)} » (Commune, Département, Région ou France)` };
      if (kind === 'commune') {
        const communeCode = readAreaCode(code, 'commune');
        if (typeof communeCode !== 'string') return communeCode;
        if (!isInScope(communeCode, 'commune', scope)) return 'out-of-scope';
      } else if (!/^(?:[0-9A-Z]{1,3}|FRANCE|METRO|FRM)$/.test(code))
        return { reject: `code de territoire non reconnu : « ${code.slice(0, 20)} »` };
      const values: (number | null)[] = [];
      for (const { column } of found) {
        const cell = readCellValue(row.cell(column));
        if (cell === null) return { reject: unreadableCell(column, row.cell(column)) };
        if (cell.value !== null && (cell.value < 0 || cell.value > 100))
          return { reject: `${cell.value} n’est pas un pourcentage (colonne ${column})` };
        values.push(cell.value);
      }
      const earlier = seen.get(`${kind} ${code}`);
      if (earlier === values.join()) return 'record';
      if (earlier !== undefined) return { reject: `le territoire ${code} figure déjà plus haut avec d’autres valeurs` };
      seen.set(`${kind} ${code}`, values.join());
      for (const [index, { measure }] of found.entries()) {
        const value = values[index] ?? null;
        if (kind === 'commune') communes.push({ communeCode: code, measure, text: null, value });
        else territories.push({ kind, code, measure, value });
      }
      return 'record';
    };
    const tally = await tallyRows(table, readRow);
    const header = { vintage: year, cogYear: null };
    return {
      sourceId: 'insee-population-eloignee',
      tally,
      notices: [],
      datasets: [
        { kind: 'published-communes', ...header, records: communes },
        { kind: 'published-territories', ...header, records: territories },
      ],
    };
  },
};

/** Without a scale column, only a commune can be told by its code: five characters. */
function scaleOf(scale: string | undefined, code: string): PublishedTerritoryValue['kind'] | 'commune' | null {
  if (scale === undefined) return code.length === 5 ? 'commune' : null;
  const plain = scale
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
  return SCALES[plain] ?? null;
}
