import type { FigureDefinition, FigureValue } from '@maillage/domain/figures/figure.ts';
import { formatNumber, MISSING_TEXT } from '@maillage/domain/format.ts';
import { CENTRE_LEVEL_LABELS } from '@maillage/domain/services/ranges.ts';

type FigureUnit = FigureDefinition['unit'];
type TextualFigure = Pick<FigureDefinition, 'unit' | 'decimals'>;
const SPACE = '\u00a0';

/** What follows a number of this unit, space included: « min », « % », « hab./km² »; empty for a count or a score. */
export const UNIT_SUFFIXES: Record<FigureUnit, string> = {
  min: `${SPACE}min`,
  ratio: `${SPACE}%`,
  points: `${SPACE}points`,
  score: '',
  level: '',
  count: '',
  inhabitants: `${SPACE}hab.`,
  'per-km2': `${SPACE}hab./km²`,
  euros: `${SPACE}€`,
  km: `${SPACE}km`,
};

/** The name of a unit, for the head of a table column. */
export const UNIT_NAMES: Record<FigureUnit, string> = {
  min: 'minutes',
  ratio: '%',
  points: 'points',
  score: 'score',
  level: 'niveau',
  count: 'nombre',
  inhabitants: 'habitants',
  'per-km2': 'hab./km²',
  euros: 'euros',
  km: 'kilomètres',
};

/** Words for a value that is not a number: each reason keeps its own name. */
export const STATUS_TEXTS: Record<FigureValue['status'], string> = {
  known: MISSING_TEXT,
  missing: MISSING_TEXT,
  secret: 'secret statistique',
  unreachable: 'hors d’atteinte',
  not_collected: 'non collecté dans ce millésime',
};

/** What a value is multiplied by to be read: ratios and their differences are read in hundredths. */
const scaleOf = ({ unit }: TextualFigure) => (unit === 'ratio' || unit === 'points' ? 100 : 1);

/** The number alone: ratios are turned into percents. */
export function formatFigureNumber(value: number, figure: TextualFigure): string {
  return formatNumber(value * scaleOf(figure), figure.decimals);
}

/** A value as a reader sees it, with its unit or the reason why there is none. */
export function formatFigureValue(value: number | null, status: FigureValue['status'], figure: TextualFigure): string {
  if (status !== 'known' || value === null) return STATUS_TEXTS[status];
  if (figure.unit === 'level') return CENTRE_LEVEL_LABELS[value] ?? MISSING_TEXT;
  return formatFigureNumber(value, figure) + UNIT_SUFFIXES[figure.unit];
}

/** A piece of the name of a class: words, or one of the limits, by its place among the breaks and as it is written there. */
export type ClassLabelPiece = string | { limit: number; text: string; bare: string };

/** The names of the `breaks.length + 1` classes, in order: « 5 min ou moins », « de 5 à 7 min », « plus de 15 min ». */
export function classLabels(breaks: readonly number[], figure: TextualFigure): string[] {
  return classLabelPieces(breaks, figure).map((pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(''));
}

/** The same, each limit apart: a document says of each where it comes from. Decimals are added until two neighbouring breaks no longer read the same. */
export function classLabelPieces(breaks: readonly number[], figure: TextualFigure): ClassLabelPiece[][] {
  if (breaks.length === 0) return [['toutes les valeurs connues']];
  const texts = distinctTexts(breaks, figure);
  const bare = (limit: number) => ({ limit, text: texts[limit]!, bare: texts[limit]! });
  const whole = (limit: number) => ({ ...bare(limit), text: texts[limit]! + UNIT_SUFFIXES[figure.unit] });
  const last = breaks.length - 1;
  return [
    breaks[0] !== 0 ? [whole(0), ' ou moins'] : isSign(figure.unit) ? [whole(0), ' exactement'] : [whole(0)],
    ...texts.slice(1).map((_, index) => ['de ', bare(index), ' à ', whole(index + 1)]),
    ['plus de ', whole(last)],
  ];
}

/** « 0 % » alone on a line of a PDF is read « 0% »: readers take two lone signs for letters set apart. */
const isSign = (unit: FigureUnit) => UNIT_SUFFIXES[unit].trim().length === 1;

function distinctTexts(breaks: readonly number[], figure: TextualFigure): string[] {
  // Whole breaks are written without decimals: « 7 min », not « 7,0 min ».
  const scale = scaleOf(figure);
  for (let decimals = 0; ; decimals++) {
    const texts = breaks.map((value) => formatNumber(value * scale, decimals));
    const faithful = breaks.every((value) => Math.abs(Number((value * scale).toFixed(decimals)) - value * scale) < 1e-6);
    if (decimals >= figure.decimals + 3 || (new Set(texts).size === texts.length && (faithful || decimals >= figure.decimals)))
      return texts;
  }
}
