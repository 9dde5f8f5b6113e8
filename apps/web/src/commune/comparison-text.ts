import { type FigureDefinition, figureDefinition, figureValueStatus } from '@maillage/domain/figures/figure.ts';
import { formatNumber, MISSING_TEXT } from '@maillage/domain/format.ts';
import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';
import { formatFigureValue } from '@maillage/maps/figure-text.ts';

type Comparison = CommunePortrait['comparisons'][number];

/** One cell of the comparison. The portrait names units freely: one that figures do not know is written after the number. */
export function comparedText(comparison: Comparison, value: number | null, statusText = 'known'): string {
  const status = figureValueStatus.catch('missing').parse(value === null && statusText === 'known' ? 'missing' : statusText);
  const unit = figureDefinition.shape.unit.safeParse(comparison.unit);
  if (unit.success) return formatFigureValue(value, status, { unit: unit.data, decimals: comparison.decimals });
  return value === null ? MISSING_TEXT : `${formatNumber(value, comparison.decimals)}\u00a0${comparison.unit}`;
}

/** A component of a need: ratios as percents, the rest with the unit written by the referential. */
export function componentText(unit: string, value: number | null, status: string): string {
  if (value === null || status !== 'known') return formatFigureValue(null, figureValueStatus.catch('missing').parse(status), PERCENT);
  if (unit.startsWith('ratio')) return formatFigureValue(value, 'known', PERCENT) + unit.slice('ratio'.length);
  return `${formatNumber(value, Math.abs(value) < 100 ? 1 : 0)}\u00a0${unit}`;
}

const PERCENT: Pick<FigureDefinition, 'unit' | 'decimals'> = { unit: 'ratio', decimals: 1 };
