import type { IndicatorDefinition, MappingTerm, TableMapping } from './mapping.ts';

/** A definition whose columns were found in the file; `years` is the interval of a growth. */
export interface ResolvedDefinition {
  definition: IndicatorDefinition;
  terms: MappingTerm[];
  times: MappingTerm[] | null;
  over: MappingTerm[] | null;
  growth: { column: string; years: number } | null;
  vintage: number;
}

export interface ResolvedMapping {
  codeColumn: string;
  vintage: number;
  cogYear: number | null;
  definitions: ResolvedDefinition[];
  /** Ids of the mapping that this file cannot give, a column being absent. */
  absentIds: string[];
}

/** The mapping applied to the headers of one file; null when the file is not of that kind. */
export function resolveMapping(mapping: TableMapping, columns: readonly string[]): ResolvedMapping | null {
  const vintage = vintageOf(mapping, columns);
  const codeColumn = mapping.codeColumns.find((column) => findColumn(columns, column) !== null);
  if (vintage === null || codeColumn === undefined) return null;
  const resolve = (pattern: string) => resolveColumn(pattern, columns, vintage);
  const { columns: required, anyOf, noneOf } = mapping.recognise;
  if (noneOf.some((pattern) => resolve(pattern) !== null)) return null;
  if (!required.every((pattern) => resolve(pattern) !== null)) return null;
  if (anyOf.length > 0 && !anyOf.some((pattern) => resolve(pattern) !== null)) return null;

  const definitions: ResolvedDefinition[] = [];
  for (const definition of mapping.indicators) {
    if (definitions.some((done) => done.definition.id === definition.id)) continue;
    const found = resolveDefinition(definition, resolve, vintage, new Set(definitions.map((done) => done.definition.id)));
    if (found !== null) definitions.push(found);
  }
  const given = new Set(definitions.map(({ definition }) => definition.id));
  const absentIds = [...new Set(mapping.indicators.map(({ id }) => id))].filter((id) => !given.has(id));
  const { cogYear } = mapping;
  return {
    codeColumn,
    vintage,
    cogYear: typeof cogYear === 'object' && cogYear !== null ? vintage + cogYear.yearsAfterVintage : cogYear,
    definitions,
    absentIds,
  };
}

type Resolve = (pattern: string) => { column: string; year: number } | null;

function resolveDefinition(
  definition: IndicatorDefinition,
  resolve: Resolve,
  vintage: number,
  known: Set<string>,
): ResolvedDefinition | null {
  let ownVintage: number | null = null;
  const resolveTerms = (terms: readonly MappingTerm[]): MappingTerm[] | null => {
    const resolved: MappingTerm[] = [];
    for (const term of terms) {
      if ('indicator' in term && !known.has(term.indicator)) return null;
      if (!('column' in term)) {
        resolved.push(term);
        continue;
      }
      const found = resolve(term.column);
      if (found === null) return null;
      if (term.column.includes('{last}')) ownVintage = Math.max(ownVintage ?? found.year, found.year);
      resolved.push({ ...term, column: found.column });
    }
    return resolved;
  };
  const terms = resolveTerms(definition.terms);
  const times = definition.times === undefined ? null : resolveTerms(definition.times);
  const over = definition.over === undefined ? null : resolveTerms(definition.over);
  const growth = definition.growthFrom === undefined ? null : resolve(definition.growthFrom);
  if (terms === null || (definition.times && !times) || (definition.over && !over) || (definition.growthFrom && !growth)) return null;
  return {
    definition,
    terms,
    times,
    over,
    growth: growth && { column: growth.column, years: vintage - growth.year },
    vintage: ownVintage ?? vintage,
  };
}

function vintageOf(mapping: TableMapping, columns: readonly string[]): number | null {
  if (typeof mapping.vintage === 'number') return mapping.vintage;
  const years = mapping.vintage.flatMap((pattern) => yearsOf(pattern, columns).map(({ year }) => year));
  return years.length === 0 ? null : Math.max(...years);
}

function resolveColumn(pattern: string, columns: readonly string[], vintage: number): { column: string; year: number } | null {
  if (pattern.includes('{prev}')) return newest(yearsOf(pattern, columns).filter(({ year }) => year <= vintage - 5));
  if (pattern.includes('{last}')) return newest(yearsOf(pattern, columns));
  const column = findColumn(columns, pattern.replaceAll('{yy}', String(vintage % 100).padStart(2, '0')));
  return column === null ? null : { column, year: vintage };
}

function findColumn(columns: readonly string[], name: string): string | null {
  return columns.find((column) => column.trim().toLowerCase() === name.toLowerCase()) ?? null;
}

/** The columns that match, each with the year of its two digits: 60–99 are of the last century. */
function yearsOf(pattern: string, columns: readonly string[]): { column: string; year: number }[] {
  const [before = '', after = ''] = pattern.split(/\{(?:yy|prev|last)\}/);
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const matcher = new RegExp(`^${literal(before)}(\\d\\d)${literal(after)}$`, 'i');
  return columns.flatMap((column) => {
    const digits = matcher.exec(column.trim())?.[1];
    if (digits === undefined) return [];
    return [{ column, year: Number(digits) + (Number(digits) >= 60 ? 1900 : 2000) }];
  });
}

function newest(found: { column: string; year: number }[]): { column: string; year: number } | null {
  return found.reduce<{ column: string; year: number } | null>((best, one) => (best === null || one.year > best.year ? one : best), null);
}
