/** How far an indicator and a plan are (methods §11.1): progress, share of the time, and a light that compares them. */
import type { ActionIndicator, ActionSheet, Axis, BudgetLine } from './plan.ts';

export const LIGHTS = ['green', 'amber', 'red', 'grey'] as const;
export type Light = (typeof LIGHTS)[number];

/** How late progress may be, as a share of the time, before the light changes. */
const GREEN_LAG = 0.1;
const AMBER_LAG = 0.3;
/** A value older than this many periods says nothing of today. */
const STALE_PERIODS = 1.5;
const DAY_MILLISECONDS = 86_400_000;
const MONTH_DAYS = 30.44;

export interface IndicatorProgress {
  /** Last value known on that day; the baseline counts. */
  value: number | null;
  /** π, 0 to 1; null without target, baseline or value. */
  progressRatio: number | null;
  /** τ, 0 to 1; null when the dates do not tell. */
  timeRatio: number | null;
  light: Light;
}

const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS;
const clip = (ratio: number) => Math.min(1, Math.max(0, ratio));

/** Progress of an indicator on a day (« 2026-05-31 »), each number `null` when the indicator does not tell it. */
export function readProgress(indicator: ActionIndicator, today: string): IndicatorProgress {
  const { baseline, target, series, direction, frequencyMonths } = indicator;
  const known = series.filter(({ date }) => date <= today).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const last = known.at(-1) ?? null;
  const value = last?.value ?? baseline?.value ?? null;
  const timeRatio = baseline === null || target === null ? null : shareOfTime(baseline.date, target.date, today);
  if (baseline === null || target === null || value === null) return { value, progressRatio: null, timeRatio, light: 'grey' };
  const onRightSide = direction === 'up' ? value >= target.value : value <= target.value;
  const progressRatio =
    target.value === baseline.value ? (onRightSide ? 1 : 0) : clip((value - baseline.value) / (target.value - baseline.value));
  const lastDate = last?.date ?? baseline.date;
  const isStale = frequencyMonths !== null && days(lastDate, today) > STALE_PERIODS * frequencyMonths * MONTH_DAYS;
  return { value, progressRatio, timeRatio, light: isStale || timeRatio === null ? 'grey' : lightOf(progressRatio, timeRatio) };
}

/** Green while progress keeps up with time to a tenth, amber to three tenths, red beyond. */
export function lightOf(progressRatio: number, timeRatio: number): Light {
  // Tenths that binary cannot hold must not decide: 0.4 − (0.7 − 0.3) is 5e-17 short of nothing.
  const lag = Math.round((timeRatio - progressRatio) * 1e9) / 1e9;
  return lag <= GREEN_LAG ? 'green' : lag <= AMBER_LAG ? 'amber' : 'red';
}

function shareOfTime(start: string, end: string, today: string): number {
  const whole = days(start, end);
  return whole <= 0 ? (today >= end ? 1 : 0) : clip(days(start, today) / whole);
}

export interface BudgetTotals {
  /** Null when no line says it: nothing planned is not zero. */
  plannedEuros: number | null;
  spentEuros: number | null;
}

/** What the lines promise and say spent, to the cent. */
export function totalBudget(lines: readonly BudgetLine[]): BudgetTotals {
  const total = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : Math.round(known.reduce((sum, value) => sum + value, 0) * 100) / 100;
  };
  return { plannedEuros: total(lines.map((line) => line.plannedEuros)), spentEuros: total(lines.map((line) => line.spentEuros)) };
}

/** Mean progress of the indicators of a sheet that have one; null when none has. */
export function sheetProgress(sheet: Pick<ActionSheet, 'indicators'>, today: string): number | null {
  return mean(sheet.indicators.map((indicator) => readProgress(indicator, today).progressRatio));
}

/** Progress of an axis: the mean of its sheets, weighted by their planned budget when each has one, else equally. Abandoned sheets are out. */
export function axisProgress(
  axis: Axis,
  sheets: readonly Pick<ActionSheet, 'axisId' | 'status' | 'indicators' | 'budget'>[],
  today: string,
): number | null {
  const told = sheets
    .filter(({ axisId, status }) => axisId === axis.id && status !== 'abandoned')
    .map((sheet) => ({ progress: sheetProgress(sheet, today), weight: totalBudget(sheet.budget).plannedEuros }))
    .filter((sheet): sheet is { progress: number; weight: number | null } => sheet.progress !== null);
  const weights = told.map(({ weight }) => weight ?? 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.every((weight) => weight > 0)) {
    return told.length === 0 ? null : told.reduce((total, { progress }, index) => total + progress * weights[index]!, 0) / sum;
  }
  return mean(told.map(({ progress }) => progress));
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** True when a sheet should have begun or ended by that day and did not. */
export function isLate(sheet: Pick<ActionSheet, 'status' | 'startDate' | 'endDate'>, today: string): boolean {
  const { status, startDate, endDate } = sheet;
  if (status === 'done' || status === 'abandoned' || status === 'suspended') return false;
  return (endDate !== null && endDate < today) || (status !== 'underway' && startDate !== null && startDate < today);
}
