import type { ImportedDataset, IndicatorValue } from '@maillage/domain/sources/records.ts';
import { hasColumns, importTable, isCommuneInScope, parseYear, yearInPath } from '../import-table.ts';
import type { FileProbe, SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseCount } from '../tables/cells.ts';
import type { TableRow } from '../tables/table.ts';

const CODE_COLUMNS = ['CODGEO', 'DEPCOM', 'COM', 'CODCOM'] as const;

/** INSEE « populations légales » (`donnees_communes.csv`): municipal population PMUN of each commune, as indicator `population`. */
export const legalPopulationImporter: SourceImporter = {
  sourceId: 'populations',
  parserVersion: 1,
  recognise(probe) {
    if (!hasColumns(probe, ['PMUN']) || !CODE_COLUMNS.some((column) => hasColumns(probe, [column]))) return null;
    return { vintage: yearInPath(probe.path), cogYear: null };
  },
  async importFile(file, scope) {
    const records: IndicatorValue[] = [];
    const tally = await importTable(file, ['PMUN'], (row) =>
      readPopulation(row, 'PMUN', legalCode(row), records, (code) => isCommuneInScope(code, scope)),
    );
    return {
      sourceId: this.sourceId,
      tally,
      notices: [],
      datasets: [{ kind: 'indicators', vintage: yearInPath(file.path), cogYear: null, records }],
    };
  },
};

/** A population history, one block of rows per COG year (`COG, CODGEO, LIBGEO, POP`): one dataset per year. */
export const populationHistoryImporter: SourceImporter = {
  sourceId: 'populations',
  parserVersion: 1,
  recognise: (probe: FileProbe) =>
    hasColumns(probe, ['COG', 'CODGEO', 'POP']) ? { vintage: yearInPath(probe.path), cogYear: yearInPath(probe.path) } : null,
  async importFile(file, scope) {
    const byYear = new Map<number, IndicatorValue[]>();
    const tally = await importTable(file, ['COG', 'CODGEO', 'POP'], (row) => {
      const year = parseYear(row.cell('COG'));
      if (year === null) return { reason: `« ${(row.cell('COG') ?? '').slice(0, 20)} » n’est pas une année de COG` };
      const records = byYear.get(year) ?? [];
      byYear.set(year, records);
      return readPopulation(row, 'POP', row.cell('CODGEO'), records, (code) => isCommuneInScope(code, scope));
    });
    const datasets: ImportedDataset[] = [...byYear]
      .toSorted(([a], [b]) => a - b)
      .map(([year, records]) => ({ kind: 'indicators', vintage: year, cogYear: year, records }));
    const notice =
      'L’année indiquée est celle du COG ; le recensement dont vient chaque population est antérieur, et le fichier ne dit pas lequel.';
    return { sourceId: this.sourceId, tally, notices: [notice], datasets };
  },
};

function readPopulation(
  row: TableRow,
  column: string,
  codeCell: string | undefined,
  records: IndicatorValue[],
  isInScope: (code: string) => boolean,
) {
  const parsed = parseCommuneCode(codeCell);
  if ('reason' in parsed) return parsed;
  if (!isInScope(parsed.code)) return 'out-of-scope';
  // « 1 234 » is typed with spaces in older files; the census itself never keeps a commune secret.
  const count = parseCount(row.cell(column));
  if (count.status === 'invalid') return { reason: `population « ${(row.cell(column) ?? '').slice(0, 20)} » illisible` };
  records.push({ geography: 'commune', areaCode: parsed.code, indicatorId: 'population', value: count.value, status: count.status });
  return 'record';
}

/** INSEE writes the code whole, or the Département and three digits apart, with the commune's name in COM. */
function legalCode(row: TableRow): string | undefined {
  const departement = row.cell('CODDEP');
  const short = row.cell('CODCOM');
  if (departement !== undefined && short !== undefined && /^\d{1,3}$/.test(short))
    return departement.padStart(2, '0').slice(0, 2) + short.padStart(3, '0');
  return (
    CODE_COLUMNS.map((column) => row.cell(column)).find((cell) => cell !== undefined && 'code' in parseCommuneCode(cell)) ??
    row.cell('COM') ??
    row.cell('CODGEO')
  );
}
