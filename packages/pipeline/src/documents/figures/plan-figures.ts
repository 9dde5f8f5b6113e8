import { type ActionSheet, SHEET_STATUSES } from '@maillage/domain/plans/plan.ts';
import { SHEET_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import { axisProgress, isLate, LIGHTS, readProgress, totalBudget } from '@maillage/domain/plans/progress.ts';
import { answer, type FigureContext, type FigureFamily, type Place, plainOrigin, type Wording } from './figure-context.ts';

/** What a figure of the plan comes from: the plan itself. */
export function planOrigin({ plan, run }: FigureContext, label: string, formula: string) {
  const { departementName } = run.facts.manifest;
  const source = { title: plan?.plan.title || 'Programme d’actions', producer: departementName, licence: 'non renseignée', vintage: null };
  return plainOrigin({ label, formula, methodNote: 'redaction', sources: [source] });
}

const stepsOf = (sheets: readonly ActionSheet[]) => sheets.flatMap(({ steps }) => steps);
const sum = (values: readonly (number | null)[]) => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

/** `plan.sheets.underway`, `plan.budget.planned@axis:3`: sums and counts over the whole plan or one axis. */
function resolvePlan(context: FigureContext, part: string, place: Place | null) {
  if (context.plan === null || (place !== null && place.kind !== 'axis')) return undefined;
  const { plan } = context.plan;
  const today = context.asOf;
  const sheets = plan.actionSheets.filter(({ axisId }) => place === null || axisId === place.code);
  const live = sheets.filter(({ status }) => status !== 'abandoned');
  const of = (value: number | null, wording: Wording, label: string, formula: string) =>
    answer(value, wording, planOrigin(context, label, formula));
  const [head, what, more] = part.split('.');
  if (head === 'budget') {
    const total = totalBudget(
      live.flatMap(({ budget }) => budget.filter((line) => more === undefined || String(line.year) === more.replace('year', ''))),
    );
    if (what === 'planned')
      return of(total.plannedEuros, { unit: 'euros' }, 'Budget prévu', 'somme des lignes de budget des fiches, hors fiches abandonnées');
    if (what === 'spent')
      return of(total.spentEuros, { unit: 'euros' }, 'Budget consommé', 'somme des dépenses notées aux fiches, hors fiches abandonnées');
    if (what !== 'ratio') return undefined;
    const ratio =
      total.plannedEuros === null || total.spentEuros === null || total.plannedEuros === 0 ? null : total.spentEuros / total.plannedEuros;
    return of(ratio, { unit: 'ratio', decimals: 0 }, 'Part consommée du budget prévu', 'budget consommé ÷ budget prévu');
  }
  if (head === 'sheets' && what !== undefined) {
    const status = SHEET_STATUSES.find((one) => one === what);
    if (status !== undefined)
      return of(
        sheets.filter((sheet) => sheet.status === status).length,
        { unit: 'sheets' },
        `Fiches à l’état « ${SHEET_STATUS_LABELS[status]} »`,
        'nombre de fiches',
      );
    if (what === 'late')
      return of(
        sheets.filter((sheet) => isLate(sheet, today)).length,
        { unit: 'sheets' },
        'Fiches en retard',
        'fiches qui auraient dû commencer ou finir à cette date',
      );
    if (what === 'blocked')
      return of(
        live.filter(({ blockedReason }) => blockedReason !== '').length,
        { unit: 'sheets' },
        'Fiches bloquées',
        'fiches dont le blocage est écrit',
      );
    if (what === 'unled')
      return of(
        live.filter(({ lead }) => lead === null).length,
        { unit: 'sheets' },
        'Fiches sans pilote',
        'fiches dont le pilote n’est pas dit',
      );
    if (what === 'unbudgeted')
      return of(
        live.filter(({ budget }) => totalBudget(budget).plannedEuros === null).length,
        { unit: 'sheets' },
        'Fiches sans budget',
        'fiches sans aucune ligne de budget prévu',
      );
    if (what === 'unspent')
      return of(
        live.filter(({ budget }) => totalBudget(budget).plannedEuros !== null && totalBudget(budget).spentEuros === null).length,
        { unit: 'sheets' },
        'Fiches sans dépense notée',
        'fiches qui ont un budget prévu, et dont aucune dépense n’est notée',
      );
    if (what === 'untargeted')
      return of(
        live.filter(({ indicators }) => indicators.every(({ target }) => target === null)).length,
        { unit: 'sheets' },
        'Fiches sans cible chiffrée',
        'fiches dont aucun indicateur n’a de cible',
      );
    return undefined;
  }
  if (head === 'lights') {
    const light = LIGHTS.find((one) => one === what);
    const count = live.flatMap(({ indicators }) => indicators).filter((one) => readProgress(one, today).light === light).length;
    return (
      light &&
      of(
        count,
        { unit: 'indicators' },
        'Indicateurs de ce feu',
        'avancement comparé à la part du temps écoulé : vert à un dixième près, orange à trois dixièmes, rouge au-delà',
      )
    );
  }
  const steps = stepsOf(live);
  switch (part) {
    case 'axes':
      return of(plan.axes.length, { unit: 'axes' }, 'Axes du programme', 'nombre d’axes');
    case 'sheets':
      return of(sheets.length, { unit: 'sheets' }, 'Fiches actions', 'nombre de fiches');
    case 'organisations':
      return of(
        plan.organisations.length,
        { unit: 'organisations', noun: ['organisme', 'organismes'] },
        'Organismes',
        'organismes de la liste du plan',
      );
    case 'indicators':
      return of(
        live.reduce((count, { indicators }) => count + indicators.length, 0),
        { unit: 'indicators' },
        'Indicateurs',
        'indicateurs des fiches, hors fiches abandonnées',
      );
    case 'steps':
      return of(steps.length, { unit: 'steps' }, 'Étapes', 'étapes des fiches, hors fiches abandonnées');
    case 'steps.done':
      return of(
        steps.filter(({ doneDate }) => doneDate !== null && doneDate <= today).length,
        { unit: 'steps' },
        'Étapes faites',
        'étapes dont la date de fin est notée',
      );
    case 'steps.late':
      return of(
        steps.filter(({ doneDate, dueDate }) => doneDate === null && dueDate !== null && dueDate < today).length,
        { unit: 'steps' },
        'Étapes en retard',
        'étapes échues et non faites à cette date',
      );
    case 'fte':
      return of(sum(live.map(({ fte }) => fte)), { unit: 'fte', decimals: 1 }, 'Équivalents temps plein', 'somme des fiches qui le disent');
    case 'progress': {
      const axis = place === null ? undefined : plan.axes.find(({ id }) => id === place.code);
      return (
        axis &&
        of(
          axisProgress(axis, plan.actionSheets, today),
          { unit: 'ratio', decimals: 0, absent: 'sans indicateur chiffré' },
          'Avancement de l’axe',
          'moyenne des fiches, selon leur budget quand toutes en ont un',
        )
      );
    }
    default:
      return undefined;
  }
}

const PLAN_WORDS: readonly [string, string][] = [
  ['sheets', 'nombre de fiches'],
  ...SHEET_STATUSES.map((status): [string, string] => [`sheets.${status}`, `fiches à l’état « ${SHEET_STATUS_LABELS[status]} »`]),
  ['sheets.late', 'fiches en retard'],
  ['sheets.blocked', 'fiches bloquées'],
  ['budget.planned', 'budget prévu'],
  ['budget.spent', 'budget consommé'],
  ['steps.done', 'étapes faites'],
  ['steps.late', 'étapes en retard'],
  ['indicators', 'nombre d’indicateurs'],
];

export const PLAN_FAMILIES: Readonly<Record<string, FigureFamily>> = {
  plan: {
    resolve: resolvePlan,
    list: ({ plan }) =>
      plan === null
        ? []
        : PLAN_WORDS.flatMap(([part, label]) => [
            { reference: `plan.${part}`, label: `Programme d’actions : ${label}`, kinds: [] },
            { reference: `plan.${part}`, label: `Programme d’actions : ${label}`, kinds: ['axis'] },
          ]),
  },
};
