import type { FigureDefinition, FigureValueStatus } from '@maillage/domain/figures/figure.ts';
import { formatMinutes, formatNumber, formatRatioAsPercent, MISSING_TEXT } from '@maillage/domain/format.ts';
import { CENTRE_LEVEL_LABELS } from '@maillage/domain/services/ranges.ts';
import { counted } from './french.ts';

const ABSENT_TEXT: Record<Exclude<FigureValueStatus, 'known'>, string> = {
  missing: MISSING_TEXT,
  secret: 'couvert par le secret statistique',
  unreachable: 'hors d’atteinte',
  not_collected: 'non recensé dans ce millésime',
};

/** A value as the pages print it, with its unit; in place of an absent value, the reason: « hors d’atteinte ». */
export function formatFigureValue(
  figure: Pick<FigureDefinition, 'unit' | 'decimals'>,
  value: number | null,
  status: FigureValueStatus = value === null ? 'missing' : 'known',
): string {
  if (status !== 'known') return ABSENT_TEXT[status];
  if (value === null) return MISSING_TEXT;
  switch (figure.unit) {
    case 'min':
      return formatMinutes(value, figure.decimals);
    case 'ratio':
      return formatRatioAsPercent(value, figure.decimals);
    case 'points':
      return `${formatNumber(value * 100, figure.decimals)}\u00a0points`;
    case 'level':
      return CENTRE_LEVEL_LABELS[value] ?? formatNumber(value);
    case 'inhabitants':
      return counted(value, 'habitant');
    case 'per-km2':
      return `${formatNumber(value, figure.decimals)}\u00a0hab./km²`;
    case 'euros':
      return `${formatNumber(value, figure.decimals)}\u00a0€`;
    case 'km':
      return `${formatNumber(value, figure.decimals)}\u00a0km`;
    case 'count':
    case 'score':
      return formatNumber(value, figure.decimals);
  }
}
