import type { ImportedDataset, NamedCode } from '@maillage/domain/sources/records.ts';
import { hasColumns, importTable, isDepartementInScope, yearInPath } from '../import-table.ts';
import type { FileProbe, SourceImporter } from '../importer.ts';
import { parseText } from '../tables/cells.ts';
import type { TableRow } from '../tables/table.ts';

type LabelKind = 'arrondissements' | 'departements' | 'regions';

/** INSEE `v_arrondissement_<year>.csv`, `v_departement_<year>.csv` and `v_region_<year>.csv`: told apart by their columns. */
export const labelFileImporter: SourceImporter = {
  sourceId: 'cog-labels',
  parserVersion: 1,
  recognise(probe) {
    if (labelKind(probe) === null) return null;
    const year = yearInPath(probe.path);
    return { vintage: year, cogYear: year };
  },
  async importFile(file, scope) {
    const named: (NamedCode & { regionCode: string | null })[] = [];
    let kind = 'regions' as LabelKind; // told by the first row; the cast keeps the compiler from freezing it
    const tally = await importTable(file, ['REG', 'CHEFLIEU', 'LIBELLE'], (row, table) => {
      kind = table.hasColumn('ARR') ? 'arrondissements' : table.hasColumn('DEP') ? 'departements' : 'regions';
      const code = parseText(row.cell(kind === 'arrondissements' ? 'ARR' : kind === 'departements' ? 'DEP' : 'REG'));
      const name = parseText(row.cell('LIBELLE'));
      if (code === null || name === null) return { reason: 'code ou libellé absent' };
      if (kind !== 'regions' && !isDepartementInScope(row.cell('DEP') ?? '', scope)) return 'out-of-scope';
      named.push({ code, name, regionCode: parseText(row.cell('REG')) });
      return 'record';
    });
    const year = yearInPath(file.path);
    const header = { vintage: year, cogYear: year };
    const plain = named.map(({ code, name }) => ({ code, name }));
    const dataset: ImportedDataset = kind === 'departements' ? { ...header, kind, records: named } : { ...header, kind, records: plain };
    return { sourceId: this.sourceId, tally, notices: [], datasets: [dataset] };
  },
};

function labelKind(probe: FileProbe): LabelKind | null {
  if (!hasColumns(probe, ['REG', 'CHEFLIEU', 'LIBELLE']) || hasColumns(probe, ['COM']) || hasColumns(probe, ['CAN'])) return null;
  return hasColumns(probe, ['ARR']) ? 'arrondissements' : hasColumns(probe, ['DEP']) ? 'departements' : 'regions';
}

const ZONINGS: Record<string, 'epcis' | 'arrondissements' | 'cantons' | 'departements' | 'regions'> = {
  EPCI: 'epcis',
  ARR: 'arrondissements',
  // Cantons, and the large communes that hold several of them: named CV before 2022.
  CANOV: 'cantons',
  CV: 'cantons',
  DEP: 'departements',
  REG: 'regions',
};

/** INSEE's labels of supra-communal zonings (`NIVGEO, CODGEO, LIBGEO`): EPCI, arrondissements, cantons, Départements and régions are kept. */
export const zoningLabelImporter: SourceImporter = {
  sourceId: 'cog-labels',
  parserVersion: 2,
  recognise(probe) {
    if (!hasColumns(probe, ['NIVGEO', 'CODGEO', 'LIBGEO', 'NB_COM'])) return null;
    const year = yearInPath(probe.path);
    return { vintage: year, cogYear: year };
  },
  async importFile(file) {
    const found: Record<string, NamedCode[]> = { epcis: [], arrondissements: [], cantons: [], departements: [], regions: [] };
    const tally = await importTable(file, ['NIVGEO', 'CODGEO', 'LIBGEO'], (row) => {
      const kind = ZONINGS[row.cell('NIVGEO') ?? ''];
      if (kind === undefined) return 'out-of-scope';
      const label = readLabel(row);
      if (label === null) return { reason: 'code ou libellé absent' };
      found[kind]?.push(label);
      return 'record';
    });
    const year = yearInPath(file.path);
    const header = { vintage: year, cogYear: year };
    return {
      sourceId: this.sourceId,
      tally,
      notices: [],
      datasets: [
        { ...header, kind: 'epcis', records: found.epcis ?? [] },
        { ...header, kind: 'arrondissements', records: found.arrondissements ?? [] },
        { ...header, kind: 'cantons', records: found.cantons ?? [] },
        { ...header, kind: 'departements', records: (found.departements ?? []).map((each) => ({ ...each, regionCode: null })) },
        { ...header, kind: 'regions', records: found.regions ?? [] },
      ],
    };
  },
};

function readLabel(row: TableRow): NamedCode | null {
  const code = parseText(row.cell('CODGEO'));
  const name = parseText(row.cell('LIBGEO'));
  return code === null || name === null ? null : { code, name };
}
