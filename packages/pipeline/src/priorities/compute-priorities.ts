import { NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { LEVEL_CLASSES, OVERALL, type Priorities, type PriorityTable } from '@maillage/domain/priorities/priorities.ts';
import type { NeedResult, RangeAccess } from '@maillage/domain/runs/results.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { computeComposite } from '@maillage/engine/needs/composite.ts';
import { classifyPriorities } from '@maillage/engine/needs/priority-classes.ts';
import { meanReached } from '../access-measures/compute-profiles.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { listGreyScopes } from '../grey-zones/grey-scopes.ts';

/** A commune this near to a cut, as a share of the distance between the two cuts, is told as a near miss. */
export const NEAR_MISS_RATIO = 0.05;
/** Three of the four need indicators, or two of the three ranges, are enough to speak of the whole. */
const ENOUGH = 0.6;

type Deficit = Pick<PriorityTable, 'theme' | 'label' | 'unit' | 'serviceCount'> & { values: Float64Array };

/** Offer × need for each own commune: by range, by theme of the parameters, and the three ranges together (methods §6.6). */
export function computePriorities({ referential, computed, parameters, results }: ChapterInput): Priorities {
  const { groupings, ownCount } = referential;
  const communes = referential.communes.slice(0, ownCount);
  const ranges = listRangeDeficits(communes, results.ranges, groupings);
  const columnOf = new Map(groupings.map(({ code }, column) => [code, column]));
  const themes = listGreyScopes(groupings, parameters)
    .filter(({ kind }) => kind === 'theme')
    .map(({ id, label, serviceTypes }): Deficit => {
      const columns = serviceTypes.map((code) => columnOf.get(code)!);
      const minutesOf = (row: number) => meanReached(computed.access.minutes, row * groupings.length, columns);
      const values = Float64Array.from(communes, (_, row) => (columns.length === 0 ? Number.NaN : minutesOf(row)));
      // What nobody reaches has no mean: it is not the farthest, it is not told.
      return { theme: id, label, unit: 'minutes', serviceCount: columns.length, values: values.map(finiteOrNaN) };
    });
  const overall: Deficit = {
    ...{ theme: OVERALL, label: 'Les trois gammes ensemble', unit: 'place' },
    serviceCount: ranges.reduce((sum, { serviceCount }) => sum + serviceCount, 0),
    values: meanOf(
      ranges.map(({ values }) => values),
      'rank',
    ),
  };
  return classify(communes, results.needs, [...ranges, ...themes, overall]);
}

const finiteOrNaN = (value: number) => (Number.isFinite(value) ? value : Number.NaN);

function listRangeDeficits(
  communes: readonly Commune[],
  ranges: readonly RangeAccess[],
  groupings: ChapterInput['referential']['groupings'],
): Deficit[] {
  return SERVICE_RANGES.map((range) => ({
    ...{ theme: range, label: `Gamme ${SERVICE_RANGE_LABELS[range]}`, unit: 'minutes' },
    serviceCount: groupings.filter((grouping) => grouping.range === range && grouping.collected).length,
    values: readColumn(
      communes,
      ranges.filter((row) => row.range === range).map(({ communeCode, meanMinutes }) => ({ communeCode, value: meanMinutes })),
    ),
  }));
}

function readColumn(communes: readonly Commune[], rows: readonly { communeCode: string; value: number | null }[]): Float64Array {
  const values = new Map(rows.map(({ communeCode, value }) => [communeCode, value]));
  return Float64Array.from(communes, ({ code }) => values.get(code) ?? Number.NaN);
}

function meanOf(columns: readonly Float64Array[], normalisation: 'zscore' | 'rank'): Float64Array {
  return computeComposite(
    columns.map((values) => ({ values, weight: 1, direction: 'plus', transform: 'none' })),
    ENOUGH,
    normalisation,
  ).score;
}

/** The need is the mean of the four indicators, each standardised. */
function classify(communes: readonly Commune[], needs: readonly NeedResult[], deficits: readonly Deficit[]): Priorities {
  const need = meanOf(
    NEED_INDICATORS.map((indicator) =>
      readColumn(
        communes,
        needs.filter((row) => row.indicator === indicator).map(({ communeCode, score }) => ({ communeCode, value: score })),
      ),
    ),
    'zscore',
  );
  const population = Float64Array.from(communes, ({ populationCount }) => populationCount ?? 0);
  const classes = deficits.map(({ values }) => classifyPriorities({ deficit: values, need, population, nearRatio: NEAR_MISS_RATIO }));
  const named = (codes: Uint8Array | undefined) => Array.from(codes ?? [], (code) => LEVEL_CLASSES[code] ?? null);
  const known = (values: Float64Array) => Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  return {
    communeCodes: communes.map(({ code }) => code),
    need: known(need),
    needClasses: named(classes[0]?.needClass),
    needCuts: classes[0]?.needCuts ?? null,
    tables: deficits.map(({ values, ...table }, position) => {
      const { deficitClass, deficitCuts, priority, nearPriority } = classes[position]!;
      return {
        ...table,
        deficit: known(values),
        deficitClasses: named(deficitClass),
        deficitCuts,
        priorities: Array.from(priority, (one) => one || null),
        nearPriorities: Array.from(nearPriority, (near, index) => (near !== 0 && near < priority[index]! ? near : null)),
      };
    }),
    emptyReasons: communes.length === 0 ? { priorities: 'Aucune commune.' } : {},
  };
}
