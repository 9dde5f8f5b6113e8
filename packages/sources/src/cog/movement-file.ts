import type { CogMovement } from '@maillage/domain/sources/records.ts';
import { hasColumns, importTable, isCommuneInScope, yearInPath } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { parseCommuneCode } from '../tables/cells.ts';

/**
 * INSEE `v_mvt_commune_<year>.csv`: every event of the communes since 1943. Only events from commune to commune become
 * records; those of communes déléguées and associées are out of scope, as they do not move the facts of a commune.
 */
export const movementFileImporter: SourceImporter = {
  sourceId: 'cog-movements',
  parserVersion: 1,
  recognise(probe) {
    if (!hasColumns(probe, ['MOD', 'DATE_EFF', 'COM_AV', 'COM_AP', 'TYPECOM_AV', 'TYPECOM_AP'])) return null;
    const year = yearInPath(probe.path);
    return { vintage: year, cogYear: year };
  },
  async importFile(file, scope) {
    const records: CogMovement[] = [];
    const tally = await importTable(file, ['MOD', 'DATE_EFF', 'TYPECOM_AV', 'COM_AV', 'TYPECOM_AP', 'COM_AP'], (row) => {
      if (row.cell('TYPECOM_AV') !== 'COM' || row.cell('TYPECOM_AP') !== 'COM') return 'out-of-scope';
      const from = parseCommuneCode(row.cell('COM_AV'));
      const to = parseCommuneCode(row.cell('COM_AP'));
      if ('reason' in from) return { reason: `COM_AV : ${from.reason}` };
      if ('reason' in to) return { reason: `COM_AP : ${to.reason}` };
      if (!isCommuneInScope(from.code, scope) && !isCommuneInScope(to.code, scope)) return 'out-of-scope';
      const dateEffective = isoDate(row.cell('DATE_EFF') ?? '');
      if (dateEffective === null)
        return { reason: `date « ${(row.cell('DATE_EFF') ?? '').slice(0, 20)} » illisible (attendu : 2019-01-01)` };
      records.push({ kind: row.cell('MOD') ?? '', dateEffective, fromCode: from.code, toCode: to.code });
      return 'record';
    });
    const year = yearInPath(file.path);
    return { sourceId: this.sourceId, tally, notices: [], datasets: [{ kind: 'cog-movements', vintage: year, cogYear: year, records }] };
  },
};

function isoDate(text: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  return french ? `${french[3]}-${french[2]}-${french[1]}` : null;
}
