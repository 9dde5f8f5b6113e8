import type { ServiceGrouping, ServiceRange } from '@maillage/domain/services/ranges.ts';
import type { ImportedFile } from '@maillage/domain/sources/records.ts';
import { hasColumns, importTable } from '../import-table.ts';
import type { FileProbe, OpenedFile, SourceImporter } from '../importer.ts';
import { parseText } from '../tables/cells.ts';
import type { TableRow } from '../tables/table.ts';
import { bpeYearInPath } from './bpe-year.ts';

/** INSEE's ranges of services (gammes): its XLSX (`TYPEQU, GAMME`, a row per type) or a CSV with a row per grouping. */
export const rangeImporter: SourceImporter = {
  sourceId: 'bpe-ranges',
  parserVersion: 1,
  recognise: (probe: FileProbe) =>
    hasColumns(probe, ['gamme', 'code_equipement', 'regroupement_1']) ||
    (hasColumns(probe, ['TYPEQU', 'GAMME']) && !hasColumns(probe, ['DEPCOM']))
      ? { vintage: bpeYearInPath(probe.path), cogYear: null }
      : null,
  async importFile(file) {
    const table = await file.table();
    return table.hasColumn('regroupement_1') ? importGroupingRows(file) : importTypeRows(file);
  },
};

async function importGroupingRows(file: OpenedFile): Promise<ImportedFile> {
  const groupings: ServiceGrouping[] = [];
  const tally = await importTable(file, ['gamme', 'regroupement_1', 'libelle'], (row) => {
    const range = rangeOf(row);
    if (range === null) return 'out-of-scope';
    const facilityTypes = ['regroupement_1', 'regroupement_2', 'regroupement_3'].flatMap((column) => parseText(row.cell(column)) ?? []);
    const code = facilityTypes[0];
    if (code === undefined) return { reason: 'aucun code d’équipement' };
    if (groupings.some((grouping) => grouping.code === code)) return { reason: `le type ${code} est déjà dans un regroupement plus haut` };
    groupings.push({ code, label: parseText(row.cell('libelle')) ?? code, range, facilityTypes });
    return 'record';
  });
  return rangeFile(file, groupings, tally);
}

async function importTypeRows(file: OpenedFile): Promise<ImportedFile> {
  const groupings = new Map<string, ServiceGrouping>();
  const seenTypes = new Set<string>();
  const tally = await importTable(file, ['TYPEQU', 'GAMME'], (row) => {
    const range = rangeOf(row);
    if (range === null) return 'out-of-scope';
    const code = parseText(row.cell('TYPEQU'));
    if (code === null) return { reason: 'aucun code d’équipement' };
    if (seenTypes.has(code)) return { reason: `le type ${code} est déjà dans un regroupement plus haut` };
    seenTypes.add(code);
    const key = parseText(row.cell('TYPEQU_REGROUPEMENT')) ?? code;
    const grouping = groupings.get(key);
    const label = parseText(row.cell('LIBELLE_TYPEQU_REGROUPEMENT')) ?? parseText(row.cell('LIBELLE_TYPEQU')) ?? code;
    if (grouping === undefined) groupings.set(key, { code, label, range, facilityTypes: [code] });
    else if (grouping.range !== range) return { reason: `le regroupement « ${key} » est dans deux gammes` };
    else grouping.facilityTypes.push(code);
    return 'record';
  });
  return rangeFile(file, [...groupings.values()], tally);
}

function rangeFile(file: OpenedFile, records: ServiceGrouping[], tally: ImportedFile['tally']): ImportedFile {
  const counts = (['proximity', 'intermediate', 'superior'] as const).map(
    (range) => records.filter((grouping) => grouping.range === range).length,
  );
  const notices = counts.includes(0) ? ['Une des trois gammes est vide : les équipements de cette gamme ne seront pas étudiés.'] : [];
  return {
    sourceId: rangeImporter.sourceId,
    tally,
    notices,
    datasets: [{ kind: 'service-groupings', vintage: bpeYearInPath(file.path), cogYear: null, records }],
  };
}

/** « Gamme intermédiaire », « proximité », with or without accents; null for « hors gamme » and empty cells. */
function rangeOf(row: TableRow): ServiceRange | null {
  const text = (row.cell('gamme') ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (text.includes('proximit')) return 'proximity';
  if (text.includes('interm')) return 'intermediate';
  return text.includes('sup') ? 'superior' : null;
}
