import type { PublishedCommuneValue } from '@maillage/domain/sources/records.ts';
import type { SourceImporter } from '../importer.ts';
import { isInScope, readAreaCode } from '../indicator-tables/area-code.ts';
import { probeHasColumns, requireColumns, tallyRows } from '../indicator-tables/row-tally.ts';

const COLUMNS = ['insee_com', 'niveau_centralite'];

/** INRAE/ANCT levels, told by the adjective: the labels changed between singular and plural. */
const LEVELS: readonly [RegExp, number][] = [
  [/^(communes? )?non[ -]centres?$/, 0],
  [/^(petits )?centres? (local|locaux)\b/, 1],
  [/^centres? intermediaires?\b/, 2],
  [/^centres? structurants?\b/, 3],
  [/^centres? majeurs?\b/, 4],
];

/** The level 0 (not a centre) to 4 (major centre) of a published label; null when it is none of the five. */
export function centralityLevelOf(label: string): number | null {
  const plain = label
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
  return LEVELS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** Published levels of centres, density grid and rural types, by commune: only set beside our results. */
export const centralitesImporter: SourceImporter = {
  sourceId: 'anct-centralites',
  parserVersion: 1,
  recognise: (probe) => (probe.format === 'table' && probeHasColumns(probe, COLUMNS) ? { vintage: null, cogYear: null } : null),
  async importFile(file, scope) {
    const table = await file.table();
    requireColumns(file, table, COLUMNS);
    const records: PublishedCommuneValue[] = [];
    const seen = new Map<string, string>();
    const tally = await tallyRows(table, (row) => {
      const communeCode = readAreaCode(row.cell('insee_com'), 'commune');
      if (typeof communeCode !== 'string') return communeCode;
      if (!isInScope(communeCode, 'commune', scope)) return 'out-of-scope';
      const level = row.cell('niveau_centralite') || null;
      const value = level === null ? null : centralityLevelOf(level);
      if (level !== null && value === null) return { reject: `niveau de centralité inconnu : « ${level.slice(0, 60)} »` };
      const labels = [level, row.cell('niveau_densite') || null, row.cell('niveau_ruralite') || null];
      if (labels.every((label) => label === null)) return { reject: `aucun niveau pour la commune ${communeCode}` };
      const earlier = seen.get(communeCode);
      if (earlier === labels.join('|')) return 'record';
      if (earlier !== undefined) return { reject: `la commune ${communeCode} figure déjà plus haut avec d’autres niveaux` };
      seen.set(communeCode, labels.join('|'));
      const [, density, rurality] = labels;
      if (level !== null) records.push({ communeCode, measure: 'centrality-level', text: level, value });
      // Density is kept as a label: sources number the seven levels differently (methods §2.2).
      if (density) records.push({ communeCode, measure: 'density-label', text: density, value: null });
      if (rurality) records.push({ communeCode, measure: 'rurality-label', text: rurality, value: null });
      return 'record';
    });
    return {
      sourceId: 'anct-centralites',
      tally,
      notices: [],
      datasets: [{ kind: 'published-communes', vintage: null, cogYear: null, records }],
    };
  },
};
