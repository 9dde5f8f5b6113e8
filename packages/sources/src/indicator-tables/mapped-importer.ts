import { DomainError } from '@maillage/domain/errors.ts';
import { NEED_COMPONENTS } from '@maillage/domain/indicators/need-indicators.ts';
import type { ImportedDataset, IndicatorValue } from '@maillage/domain/sources/records.ts';
import type { SourceImporter } from '../importer.ts';
import { INDICATOR_AGGREGATION } from './aggregation-rules.ts';
import { type Geography, isInScope, readAreaCode } from './area-code.ts';
import { evaluateRow } from './evaluate-row.ts';
import type { TableMapping } from './mapping.ts';
import { resolveMapping } from './resolve-mapping.ts';
import { tallyRows } from './row-tally.ts';

export const MAPPED_PARSER_VERSION = 1;

/**
 * The importer of every table that `mapping` describes: ours, or the user’s own. Gives one `indicators` dataset per
 * year of the facts (income is often a year older than the census beside it), with the counts needed to merge areas.
 */
export function buildMappedImporter(mapping: TableMapping): SourceImporter {
  return {
    sourceId: mapping.sourceId,
    parserVersion: MAPPED_PARSER_VERSION,
    recognise(probe) {
      if (probe.format !== 'table') return null;
      const resolved = resolveMapping(mapping, probe.columns);
      return resolved && { vintage: resolved.vintage, cogYear: resolved.cogYear };
    },
    async importFile(file, scope) {
      const table = await file.table();
      const resolved = resolveMapping(mapping, table.columns);
      if (resolved === null) {
        const expected = [...mapping.codeColumns.slice(0, 1), ...mapping.recognise.columns].map((column) => `« ${column} »`).join(', ');
        const message = `Le fichier ${file.path} n’a pas les colonnes attendues (${expected}) : vérifiez le fichier ou sa correspondance « ${mapping.title} ».`;
        throw new DomainError('file-unreadable', message, { path: file.path });
      }
      let impossibleCount = 0;
      const seen = new Map<string, string>();
      const byVintage = new Map<number, IndicatorValue[]>();
      const tally = await tallyRows(table, (row) => {
        const geography = geographyOf(row.cell(resolved.codeColumn), mapping.geography);
        const areaCode = readAreaCode(row.cell(resolved.codeColumn), geography);
        if (typeof areaCode !== 'string') return areaCode;
        if (!isInScope(areaCode, geography, scope)) return 'out-of-scope';
        const values = evaluateRow(row, resolved.definitions, () => impossibleCount++);
        if ('reject' in values) return values;
        const fingerprint = JSON.stringify([...values]);
        const earlier = seen.get(areaCode);
        if (earlier !== undefined) return earlier === fingerprint ? 'record' : { reject: contradiction(areaCode) };
        seen.set(areaCode, fingerprint);
        for (const [indicatorId, { value, status, vintage }] of values) {
          const records = byVintage.get(vintage) ?? [];
          records.push({ geography, areaCode, indicatorId, value, status });
          byVintage.set(vintage, records);
        }
        return 'record';
      });
      if (!byVintage.has(resolved.vintage)) byVintage.set(resolved.vintage, []);
      const datasets = [...byVintage]
        .sort(([a], [b]) => b - a)
        .map(([vintage, records]): ImportedDataset => ({ kind: 'indicators', vintage, cogYear: resolved.cogYear, records }));
      const used = resolved.definitions.flatMap(({ definition }) => definition.notice ?? []);
      return {
        sourceId: mapping.sourceId,
        tally,
        notices: [...mapping.notices, ...used, ...impossibleNotice(impossibleCount), ...absentNotice(resolved.absentIds)],
        datasets,
      };
    },
  };
}

function geographyOf(code: string | undefined, geography: TableMapping['geography']): Geography {
  if (geography !== 'commune-or-epci') return geography;
  return (code ?? '').trim().length === 9 ? 'epci' : 'commune';
}

/** Names the need components that this file could have given, in the words of the pages. */
function absentNotice(absentIds: readonly string[]): string[] {
  const absent = new Set(absentIds);
  const labels = NEED_COMPONENTS.filter(({ id }) => {
    const rule = INDICATOR_AGGREGATION[id];
    return absent.has(id) || (rule?.rule === 'ratio' && absent.has(rule.numerator));
  }).map(({ label }) => `« ${label} »`);
  return labels.length === 0 ? [] : [`Ce fichier n’a pas les colonnes nécessaires à : ${labels.join(', ')}.`];
}

function impossibleNotice(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? '1 valeur impossible (taux hors de 0 à 100 %) est laissée non renseignée.'
      : `${count} valeurs impossibles (taux hors de 0 à 100 %) sont laissées non renseignées.`,
  ];
}

function contradiction(areaCode: string): string {
  return `le code ${areaCode} figure déjà plus haut avec d’autres valeurs : la première ligne est gardée`;
}
