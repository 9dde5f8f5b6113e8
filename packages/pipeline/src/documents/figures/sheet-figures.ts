import type { ActionSheet } from '@maillage/domain/plans/plan.ts';
import { isLate, readProgress, totalBudget } from '@maillage/domain/plans/progress.ts';
import { answer, type FigureContext, type FigureFamily, type Place, type Wording } from './figure-context.ts';
import { planOrigin } from './plan-figures.ts';

/** Id of a part of a plan as a reference can hold it; null when it cannot. */
const READABLE = /^[A-Za-z0-9]+(?:[-._:][A-Za-z0-9]+)*$/;

/** The key of an indicator in a reference: its own id, or its place when its id could not be read back. */
export function indicatorKey(sheet: Pick<ActionSheet, 'indicators'>, index: number): string {
  const id = sheet.indicators[index]?.id ?? '';
  return READABLE.test(id) && !/^\d+$/.test(id) ? id : String(index + 1);
}

const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** `sheet.3.2.budget.planned`, `sheet.3.2.indicator.usagers.value`. */
function resolveSheet(context: FigureContext, part: string, place: Place | null) {
  const [axis = '', number = '', head, ...rest] = part.split('.');
  const sheet = context.plan?.plan.actionSheets.find(({ id }) => id === `${axis}.${number}`);
  if (sheet === undefined || place !== null) return undefined;
  const today = context.asOf;
  const named = `fiche ${sheet.id} « ${sheet.title} »`;
  const of = (value: number | null, wording: Wording, label: string, formula: string) =>
    answer(value, wording, planOrigin(context, `${label}, ${named}`, formula));
  if (head === 'budget') {
    const [, what, number_] = /^(line|year)(\d+)$/.exec(rest[1] ?? '') ?? [];
    const lines = sheet.budget.filter(({ year }, index) => what === undefined || (what === 'line' ? index + 1 : year) === Number(number_));
    const total = totalBudget(lines);
    if (rest[0] === 'planned') return of(total.plannedEuros, { unit: 'euros' }, 'Budget prévu', 'somme des lignes de budget');
    if (rest[0] === 'spent') return of(total.spentEuros, { unit: 'euros' }, 'Budget consommé', 'somme des dépenses notées');
    return undefined;
  }
  if (head === 'fte') return of(sheet.fte, { unit: 'fte', decimals: 1 }, 'Équivalents temps plein', 'noté à la fiche');
  if (head === 'steps') return of(sheet.steps.length, { unit: 'steps' }, 'Étapes', 'étapes de la fiche');
  if (head === 'steps-done')
    return of(
      sheet.steps.filter(({ doneDate }) => doneDate !== null && doneDate <= today).length,
      { unit: 'steps' },
      'Étapes faites',
      'étapes dont la date de fin est notée',
    );
  if (head === 'places') return of(sheet.places.length, { unit: 'places' }, 'Lieux de l’action', 'lieux de la fiche');
  if (head === 'days-late') {
    const since = isLate(sheet, today) ? (sheet.endDate !== null && sheet.endDate < today ? sheet.endDate : sheet.startDate) : null;
    return of(
      since === null ? null : days(since, today),
      { unit: 'days', absent: 'à l’heure' },
      'Retard',
      'jours depuis la date où la fiche aurait dû commencer ou finir',
    );
  }
  if (head !== 'indicator' || rest.length < 2) return undefined;
  const what = rest.at(-1)!;
  const key = rest.slice(0, -1).join('.');
  const index = sheet.indicators.findIndex((_, at) => indicatorKey(sheet, at) === key);
  const indicator = sheet.indicators[index];
  if (indicator === undefined) return undefined;
  const { value, progressRatio, timeRatio } = readProgress(indicator, today);
  const plain = (number_: number | null): Wording => ({
    unit: indicator.unit || 'number',
    decimals: number_ === null || Number.isInteger(number_) ? 0 : 1,
  });
  const label = `« ${indicator.label} »`;
  switch (what) {
    case 'value':
      return of(value, plain(value), `Dernière valeur de ${label}`, indicator.formula || 'dernière valeur connue à cette date');
    case 'baseline':
      return of(
        indicator.baseline?.value ?? null,
        plain(indicator.baseline?.value ?? null),
        `Départ de ${label}`,
        'valeur de départ notée à la fiche',
      );
    case 'target':
      return of(indicator.target?.value ?? null, plain(indicator.target?.value ?? null), `Cible de ${label}`, 'cible notée à la fiche');
    case 'progress':
      return of(
        progressRatio,
        { unit: 'ratio', decimals: 0 },
        `Avancement de ${label}`,
        '(valeur − départ) ÷ (cible − départ), entre zéro et un',
      );
    case 'time':
      return of(timeRatio, { unit: 'ratio', decimals: 0 }, `Part du temps écoulé pour ${label}`, '(date − départ) ÷ (échéance − départ)');
    default:
      return undefined;
  }
}

export const SHEET_FAMILIES: Readonly<Record<string, FigureFamily>> = {
  sheet: {
    resolve: resolveSheet,
    list: ({ plan }) =>
      (plan?.plan.actionSheets ?? []).flatMap((sheet) => [
        { reference: `sheet.${sheet.id}.budget.planned`, label: `Fiche ${sheet.id} ${sheet.title} : budget prévu`, kinds: [] },
        { reference: `sheet.${sheet.id}.budget.spent`, label: `Fiche ${sheet.id} ${sheet.title} : budget consommé`, kinds: [] },
        ...sheet.indicators.map(({ label }, index) => ({
          reference: `sheet.${sheet.id}.indicator.${indicatorKey(sheet, index)}.value`,
          label: `Fiche ${sheet.id} ${sheet.title} : ${label}`,
          kinds: [],
        })),
      ]),
  },
};
