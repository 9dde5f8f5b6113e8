import type { TerritoryLabel } from '@maillage/domain/sources/records.ts';
import { importTable, isCommuneInScope, yearInPath } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { parseText } from '../tables/cells.ts';

const SOURCE_ID = 'etiquettes';
const HEADERS = [
  { code: 'territory_code', label: 'label' },
  { code: 'code_territoire', label: 'etiquette' },
] as const;

/**
 * Names that no open file gives to territories (mining basin, coast, suburban…): `territory_code,label` or
 * `code_territoire,etiquette`, a row per name; the code is that of a commune (5 characters) or of an intercommunality (9 digits).
 */
export const territoryLabelImporter: SourceImporter = {
  sourceId: SOURCE_ID,
  parserVersion: 1,
  recognise(probe) {
    const columns = probe.columns.map((column) => column.toLowerCase());
    const known = HEADERS.some(({ code, label }) => columns.includes(code) && columns.includes(label));
    // Exports of the software have these columns among others: only a table of names is a table of names.
    return probe.format === 'table' && known && columns.length <= 3 ? { vintage: yearInPath(probe.path), cogYear: null } : null;
  },
  async importFile(file, scope) {
    const table = await file.table();
    const { code: codeColumn, label: labelColumn } = HEADERS.find(({ code }) => table.hasColumn(code)) ?? HEADERS[0];
    const records: TerritoryLabel[] = [];
    const seen = new Set<string>();
    const tally = await importTable(file, [codeColumn, labelColumn], (row) => {
      const territoryCode = parseText(row.cell(codeColumn))?.toUpperCase() ?? '';
      const label = parseText(row.cell(labelColumn));
      if (label === null) return { reason: `l’étiquette est vide (colonne « ${labelColumn} »)` };
      if (!/^(?:[0-9][0-9AB][0-9]{3}|[0-9]{9})$/.test(territoryCode))
        return {
          reason: `« ${territoryCode.slice(0, 20)} » n’est ni un code de commune (5 caractères) ni un numéro d’intercommunalité (9 chiffres)`,
        };
      if (territoryCode.length === 5 && !isCommuneInScope(territoryCode, scope)) return 'out-of-scope';
      const key = `${territoryCode} ${label.toLowerCase()}`;
      if (seen.has(key)) return { reason: `le territoire ${territoryCode} porte déjà l’étiquette « ${label} » plus haut` };
      seen.add(key);
      records.push({ territoryCode, label });
      return 'record';
    });
    return {
      ...{ sourceId: SOURCE_ID, tally, notices: [] },
      datasets: [{ kind: 'territory-labels', vintage: yearInPath(file.path), cogYear: null, records }],
    };
  },
};
