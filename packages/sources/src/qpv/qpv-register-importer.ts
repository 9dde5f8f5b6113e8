import type { Qpv } from '@maillage/domain/sources/records.ts';
import type { SourceImporter } from '../importer.ts';
import { isInScope, readAreaCode } from '../indicator-tables/area-code.ts';
import { probeHasColumns, type RowOutcome, requireColumns, tallyRows } from '../indicator-tables/row-tally.ts';
import type { TableRow } from '../tables/table.ts';
import { type QpvGeneration, qpvGenerationOf, splitCodes } from './qpv-code.ts';

const COLUMNS = ['code_qp', 'insee_com'];

interface QpvInProgress {
  generation: QpvGeneration;
  communeCodes: Set<string>;
  /** The name that the source gives to this very QPV. */
  name: string | null;
  /** Names that each of its communes lists for all its QPV. */
  listedNames: string[][];
}

/**
 * The register of QPV: one row per QPV and commune, several communes in one cell allowed. One dataset per generation.
 * A QPV is kept whole as soon as one of its communes is of the Départements asked for.
 */
export const qpvRegisterImporter: SourceImporter = {
  sourceId: 'anct-qpv',
  parserVersion: 1,
  recognise(probe) {
    if (probe.format !== 'table' || !probeHasColumns(probe, COLUMNS)) return null;
    const sample = probe.sampleRows.flatMap((row) => Object.values(row)).map(qpvGenerationOf);
    return { vintage: sample.find((generation) => generation !== null) ?? null, cogYear: null };
  },
  async importFile(file, scope) {
    const table = await file.table();
    requireColumns(file, table, COLUMNS);
    const found = new Map<string, QpvInProgress>();
    const seen = new Map<string, string>();
    const tally = await tallyRows(table, (row): RowOutcome => {
      const code = (row.cell('code_qp') ?? '').toUpperCase();
      const generation = qpvGenerationOf(code);
      if (generation === null) return { reject: `code de quartier non reconnu : « ${code.slice(0, 20)} » (QP062001 ou QN06201M attendus)` };
      const communeCodes: string[] = [];
      for (const text of splitCodes(row.cell('insee_com') ?? '')) {
        const communeCode = readAreaCode(text, 'commune');
        if (typeof communeCode !== 'string') return communeCode;
        communeCodes.push(communeCode);
      }
      if (communeCodes.length === 0) return { reject: `le quartier ${code} n’a pas de commune` };
      if (!communeCodes.some((communeCode) => isInScope(communeCode, 'commune', scope))) return 'out-of-scope';
      const name = row.cell('lib_qp') || row.cell('nom_qp') || null;
      const listed = listedNamesOf(row);
      const key = `${code} ${communeCodes.join()}`;
      const fingerprint = `${name} ${listed.join()}`;
      const earlier = seen.get(key);
      if (earlier !== undefined && earlier !== fingerprint)
        return { reject: `le quartier ${code} figure déjà plus haut sous un autre nom` };
      seen.set(key, fingerprint);
      const qpv = found.get(code) ?? { generation, communeCodes: new Set(), name: null, listedNames: [] };
      if (name !== null && qpv.name !== null && name !== qpv.name)
        return { reject: `le quartier ${code} figure déjà plus haut sous un autre nom` };
      qpv.name ??= name;
      if (listed.length > 0) qpv.listedNames.push(listed);
      for (const communeCode of communeCodes) qpv.communeCodes.add(communeCode);
      found.set(code, qpv);
      return 'record';
    });
    const generations = [...new Set([...found.values()].map(({ generation }) => generation))].sort((a, b) => b - a);
    const named = [...found].map(([code, qpv]) => ({
      generation: qpv.generation,
      record: { code, name: qpv.name ?? commonName(qpv.listedNames), communeCodes: [...qpv.communeCodes].sort() } satisfies Qpv,
    }));
    const namelessCount = named.filter(({ record }) => record.name === null).length;
    return {
      sourceId: 'anct-qpv',
      tally,
      notices: [
        ...(generations.length > 1
          ? ['Le fichier mêle les quartiers de 2015 et de 2024 : ils sont gardés séparément, leurs périmètres ne se comparent pas.']
          : []),
        ...(namelessCount > 0
          ? [`${namelessCount} quartiers restent sans nom propre : le fichier ne donne que la liste des noms de chaque commune.`]
          : []),
      ],
      datasets: generations.map((generation) => ({
        kind: 'qpvs' as const,
        vintage: generation,
        cogYear: null,
        records: named.filter((one) => one.generation === generation).map(({ record }) => record),
      })),
    };
  },
};

/** The names of all the QPV of the row’s commune. Names may hold commas: a list that does not match its count is left. */
function listedNamesOf(row: TableRow): string[] {
  const text = row.cell('lib_qp_commune') ?? '';
  if (text === '') return [];
  const count = Number(row.cell('nb_qp_commune') || Number.NaN);
  if (count === 1) return [text];
  const names = text.split(/,\s*/);
  return Number.isNaN(count) || names.length === count ? names : [];
}

/** The one name that every commune of a QPV lists: it can only be its own. */
function commonName(lists: readonly string[][]): string | null {
  const [first = [], ...others] = lists;
  const common = first.filter((name) => others.every((list) => list.includes(name)));
  return common.length === 1 ? (common[0] ?? null) : null;
}
