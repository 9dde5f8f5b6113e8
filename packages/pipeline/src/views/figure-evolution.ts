import { DomainError } from '@maillage/domain/errors.ts';
import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import type { FigureEvolution } from '@maillage/domain/figures/figure-evolution.ts';
import { formatDate, formatNumber } from '@maillage/domain/format.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { formatFigureNumber, UNIT_SUFFIXES } from '@maillage/maps/figure-text.ts';
import { buildFigureSeries } from './figure-series.ts';
import { counted, joinFrench } from './french.ts';
import type { IndexedRun } from './run-rows.ts';

const TOLD_MOVES = 5;
const NAMED_MOVES = 3;

/**
 * What moved from one run to the next. A commune without a value on either side has none; less than half of the last decimal
 * that is shown is no move. Throws `figure-not-found` when either run lacks the figure.
 */
export function buildFigureEvolution(before: IndexedRun, after: IndexedRun, figureId: string): FigureEvolution {
  const [old, now] = [buildFigureSeries(before, figureId), buildFigureSeries(after, figureId)];
  if (now.figure.unit === 'level')
    throw new DomainError('figure-not-found', 'Un niveau ne se soustrait pas : la page « Pôles » dit ceux qui changent.', { figureId });
  const oldOf = new Map(old.communes.map((one) => [one.code, one]));
  const communes = now.communes.map(({ code, value, status }) => {
    const then = oldOf.get(code);
    const isKnown = status === 'known' && value !== null && then?.status === 'known' && then.value !== null;
    return isKnown ? { code, value: value - then.value!, status } : { code, value: null, status: 'missing' as const };
  });
  const nothing = 10 ** -now.figure.decimals / 2 / (now.figure.unit === 'ratio' ? 100 : 1);
  const nameOf = new Map(after.ownCommunes.map(({ code, name }) => [code, name]));
  const moved = communes
    .filter(({ value }) => value !== null && Math.abs(value) >= nothing)
    .sort((a, b) => Math.abs(b.value!) - Math.abs(a.value!) || (a.code < b.code ? -1 : 1));
  const nowOf = new Map(now.communes.map(({ code, value }) => [code, value]));
  const known = communes.filter(({ value }) => value !== null).length;
  return {
    runId: now.runId,
    before: { runId: old.runId, publishedAt: before.facts.publishedAt },
    figure: describe(now.figure, { nothing, most: Math.abs(moved[0]?.value ?? 0), isAvailable: known > 0 }),
    communes,
    headline: typeset(say({ figure: now.figure, moved, known, nameOf, publishedAt: before.facts.publishedAt })),
    largest: moved.slice(0, TOLD_MOVES).map(({ code }) => ({
      ...{ code, name: nameOf.get(code) ?? code, before: oldOf.get(code)!.value!, after: nowOf.get(code)! },
    })),
  };
}

/** Two shares differ by points, never by a percentage. */
const differenceUnit = ({ unit }: FigureDefinition) => (unit === 'ratio' ? 'points' : unit);

/** Classes on both sides of nothing, of one width: the eye compares losses with gains. */
function describe(
  figure: FigureDefinition,
  { nothing, most, isAvailable }: { nothing: number; most: number; isAvailable: boolean },
): FigureDefinition {
  const [small, large] = [most / 3, (2 * most) / 3];
  const breaks = small > nothing ? [-large, -small, -nothing, nothing, small, large] : [-nothing, nothing];
  return {
    ...figure,
    id: `${figure.id}.evolution`,
    unit: differenceUnit(figure),
    title: `Évolution : ${figure.title}`,
    description: 'La valeur de ce calcul moins celle du calcul précédent.',
    style: 'diverging',
    breaks,
    formula: 'valeur de ce calcul − valeur du calcul précédent',
    methodNote: 'evolution',
    available: isAvailable,
    missingReason: isAvailable ? null : 'Aucune commune n’a de valeur dans les deux calculs.',
  };
}

function say(told: {
  figure: FigureDefinition;
  moved: readonly { code: string; value: number | null }[];
  known: number;
  nameOf: ReadonlyMap<string, string>;
  publishedAt: string;
}): string {
  const { figure, moved, known, nameOf, publishedAt } = told;
  const since = `depuis le calcul du ${formatDate(publishedAt)}`;
  if (known === 0) return 'Aucune commune n’a de valeur dans les deux calculs.';
  if (moved.length === 0) return `Rien ne change ${since} dans ${counted(known, 'commune')}.`;
  const signed = (value: number) => `${value > 0 ? '+' : ''}${formatFigureNumber(value, figure)}${UNIT_SUFFIXES[differenceUnit(figure)]}`;
  const named = moved.slice(0, NAMED_MOVES).map(({ code, value }) => `${nameOf.get(code) ?? code} (${signed(value!)})`);
  const verb = moved.length > 1 ? 'communes changent' : 'commune change';
  return `${formatNumber(moved.length)} ${verb} sur ${formatNumber(known)} ${since}, le plus : ${joinFrench(named)}.`;
}
