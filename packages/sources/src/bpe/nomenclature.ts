import type { FacilityTypeLabel } from '@maillage/domain/sources/records.ts';
import { hasColumns, importTable } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { parseText } from '../tables/cells.ts';
import { bpeYearInPath } from './bpe-year.ts';

/** Labels of the BPE types: a `TYPEQU, libelle` table, or INSEE's own dictionary (`COD_VAR, COD_MOD, LIB_MOD`). */
export const nomenclatureImporter: SourceImporter = {
  sourceId: 'bpe-nomenclature',
  parserVersion: 2,
  recognise(probe) {
    const isPlain = hasColumns(probe, ['TYPEQU', 'libelle']) && !hasColumns(probe, ['DEPCOM']);
    return isPlain || hasColumns(probe, ['COD_VAR', 'COD_MOD', 'LIB_MOD']) ? { vintage: bpeYearInPath(probe.path), cogYear: null } : null;
  },
  async importFile(file) {
    const records: FacilityTypeLabel[] = [];
    const seen = new Set<string>();
    const tally = await importTable(file, [], (row, table) => {
      const isDictionary = table.hasColumn('COD_MOD');
      if (isDictionary && row.cell('COD_VAR')?.toUpperCase() !== 'TYPEQU') return 'out-of-scope';
      const code = parseText(row.cell(isDictionary ? 'COD_MOD' : 'TYPEQU'));
      const label = parseText(row.cell(isDictionary ? 'LIB_MOD' : 'libelle'));
      if (code === null || label === null) return { reason: 'code ou libellé absent' };
      if (seen.has(code)) return { reason: `le type ${code} a déjà un libellé plus haut` };
      seen.add(code);
      records.push({ code, label, domain: parseText(row.cell('libelle_domaine')) });
      return 'record';
    });
    return {
      sourceId: this.sourceId,
      tally,
      notices: [],
      datasets: [{ kind: 'facility-type-labels', vintage: bpeYearInPath(file.path), cogYear: null, records }],
    };
  },
};
