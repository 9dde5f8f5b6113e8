import type { TableRow } from '../tables/table.ts';
import { INDICATOR_AGGREGATION } from './aggregation-rules.ts';
import { type CellValue, MISSING, readCellValue, SECRET, unreadableCell } from './cell-value.ts';
import type { IndicatorDefinition, MappingTerm } from './mapping.ts';
import type { ResolvedDefinition } from './resolve-mapping.ts';

/** Area and population of one file may be of two sources: density is the referential’s work. */
const NOT_DERIVED = new Set(['density', 'annualGrowth']);
const DERIVED_RATES = Object.entries(INDICATOR_AGGREGATION).filter(([id, { rule }]) => rule === 'ratio' && !NOT_DERIVED.has(id));

export interface RowValue extends CellValue {
  vintage: number;
}

/**
 * Every value that a row gives, by indicator id, in the order of the mapping, then the rates rebuilt from their counts.
 * A term that is secret or missing makes the result so; a rate over zero is missing: nobody lives there, there is
 * nothing to know. A cell that is no number, a negative count, make the row a reject; a rate outside 0–100 % is left
 * missing and told to `onImpossible`.
 */
export function evaluateRow(
  row: TableRow,
  definitions: readonly ResolvedDefinition[],
  onImpossible: (indicatorId: string) => void,
): Map<string, RowValue> | { reject: string } {
  const values = new Map<string, RowValue>();
  for (const resolved of definitions) {
    let result = evaluate(row, resolved, values);
    if ('reject' in result) return result;
    if (isImpossible(result, resolved.definition.unit)) {
      if (isReadAsIs(resolved.definition)) return { reject: `effectif négatif (${resolved.definition.id}) : corrigez la ligne` };
      onImpossible(resolved.definition.id);
      result = MISSING;
    }
    values.set(resolved.definition.id, { ...result, vintage: resolved.vintage });
    if (resolved.growth !== null && !values.has('years:growth'))
      values.set('years:growth', { value: resolved.growth.years, status: 'known', vintage: resolved.vintage });
  }
  for (const [id, rule] of DERIVED_RATES) {
    if (rule.rule !== 'ratio' || values.has(id)) continue;
    const pairs = [{ numerator: rule.numerator, denominator: rule.denominator }, ...(rule.fallback ? [rule.fallback] : [])];
    const pair = pairs.find(({ numerator, denominator }) => values.has(numerator) && values.has(denominator));
    const numerator = pair && values.get(pair.numerator);
    const denominator = pair && values.get(pair.denominator);
    if (!numerator || !denominator) continue;
    const scaled = mapKnown(divide(numerator, denominator), (ratio) => ratio * (rule.scale ?? 1));
    values.set(id, { ...scaled, vintage: numerator.vintage });
  }
  return values;
}

function evaluate(row: TableRow, resolved: ResolvedDefinition, known: ReadonlyMap<string, RowValue>): CellValue | { reject: string } {
  const { definition } = resolved;
  const sumOf = (terms: readonly MappingTerm[]) => sumTerms(row, terms, known, definition.emptyIs);
  const sum = sumOf(resolved.terms);
  if ('reject' in sum) return sum;
  if (definition.zeroWith !== undefined && known.get(definition.zeroWith)?.value === 0) return { value: 0, status: 'known' };
  let result: CellValue = isMasked(sum, definition) ? SECRET : sum;
  if (resolved.times !== null) {
    const times = sumOf(resolved.times);
    if ('reject' in times) return times;
    // Nobody, times an unknown share, is nobody.
    result = result.value === 0 ? result : both(result, times, (a, b) => a * b);
  }
  if (resolved.over !== null) {
    const over = sumOf(resolved.over);
    if ('reject' in over) return over;
    result = divide(result, over);
  }
  if (resolved.growth !== null) {
    const { column, years } = resolved.growth;
    const earlier = sumOf([{ column, percent: false, minus: false }]);
    if ('reject' in earlier) return earlier;
    result = mapKnown(divide(result, earlier), (ratio) => (ratio < 0 ? Number.NaN : ratio ** (1 / years) - 1));
  }
  if (definition.unit === 'percent') result = mapKnown(result, (percent) => percent / 100);
  if (definition.complement) result = mapKnown(result, (ratio) => 1 - ratio);
  return result;
}

/** Nobody is nobody's secret; a few people are. */
function isMasked({ value }: CellValue, { maskBelow }: IndicatorDefinition): boolean {
  return maskBelow !== undefined && value !== null && value > 0 && value < maskBelow;
}

/** A count below zero, a percentage outside 0–100: compiled tables hold some, for places of a few inhabitants. */
function isImpossible({ value }: CellValue, unit: IndicatorDefinition['unit']): boolean {
  if (value === null) return false;
  return (unit === 'count' && value < 0) || (unit === 'percent' && (value < 0 || value > 1));
}

/** A count that the producer wrote, against one that we rebuilt or a difference such as births less deaths. */
function isReadAsIs({ unit, terms, times, over }: IndicatorDefinition): boolean {
  return unit === 'count' && times === undefined && over === undefined && terms.every((term) => 'column' in term && !term.minus);
}

function sumTerms(
  row: TableRow,
  terms: readonly MappingTerm[],
  known: ReadonlyMap<string, RowValue>,
  emptyIs: 'missing' | 'secret',
): CellValue | { reject: string } {
  let sum: CellValue = { value: 0, status: 'known' };
  for (const term of terms) {
    let one: CellValue;
    if ('constant' in term) one = { value: term.constant, status: 'known' };
    else if ('indicator' in term) one = known.get(term.indicator) ?? MISSING;
    else {
      const cell = readCellValue(row.cell(term.column), emptyIs);
      if (cell === null) return { reject: unreadableCell(term.column, row.cell(term.column)) };
      one = term.percent ? mapKnown(cell, (percent) => percent / 100) : cell;
    }
    const isMinus = 'minus' in term && term.minus;
    sum = both(sum, one, (a, b) => (isMinus ? a - b : a + b));
  }
  return sum;
}

function divide(numerator: CellValue, denominator: CellValue): CellValue {
  return both(numerator, denominator, (a, b) => (b === 0 ? Number.NaN : a / b));
}

/** Secrecy wins over absence: it is the stronger reason. */
function both(a: CellValue, b: CellValue, combine: (a: number, b: number) => number): CellValue {
  if (a.status === 'secret' || b.status === 'secret') return SECRET;
  if (a.value === null || b.value === null) return MISSING;
  const value = combine(a.value, b.value);
  return Number.isFinite(value) ? { value, status: 'known' } : MISSING;
}

function mapKnown(cell: CellValue, map: (value: number) => number): CellValue {
  if (cell.value === null) return cell;
  const value = map(cell.value);
  return Number.isFinite(value) ? { value, status: 'known' } : MISSING;
}
