import { type CommunePriority, LEVEL_CLASSES, PRIORITY_THEMES } from '@maillage/domain/diagnosis/diagnosis.ts';
import { NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import type { NeedResult, RangeAccess } from '@maillage/domain/runs/results.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { computeComposite } from '@maillage/engine/needs/composite.ts';
import { classifyPriorities } from '@maillage/engine/needs/priority-classes.ts';

/** A commune this near to a cut, as a share of the distance between the two cuts, is told as a near miss. */
export const NEAR_MISS_RATIO = 0.05;
/** Three of the four need indicators, or two of the three ranges, are enough to speak of the whole. */
const ENOUGH = 0.6;

/**
 * Offer × need for each own commune, by range then overall. The deficit is the mean minutes of the range (for the whole, the
 * mean place of the commune in the order of the three); the need is the mean of the four indicators, each standardised.
 */
export function computePriorities(input: {
  communes: readonly Commune[];
  ranges: readonly RangeAccess[];
  needs: readonly NeedResult[];
}): CommunePriority[] {
  const { communes, ranges, needs } = input;
  const indexOf = new Map(communes.map(({ code }, index) => [code, index]));
  const column = (rows: readonly { communeCode: string; value: number | null }[]) => {
    const values = new Float64Array(communes.length).fill(Number.NaN);
    for (const { communeCode, value } of rows) {
      const index = indexOf.get(communeCode);
      if (index !== undefined && value !== null) values[index] = value;
    }
    return values;
  };
  const meanOf = (columns: readonly Float64Array[], normalisation: 'zscore' | 'rank') =>
    computeComposite(
      columns.map((values) => ({ values, weight: 1, direction: 'plus', transform: 'none' })),
      ENOUGH,
      normalisation,
    ).score;
  const minutes = SERVICE_RANGES.map((range) =>
    column(ranges.filter((row) => row.range === range).map(({ communeCode, meanMinutes }) => ({ communeCode, value: meanMinutes }))),
  );
  const need = meanOf(
    NEED_INDICATORS.map((indicator) =>
      column(needs.filter((row) => row.indicator === indicator).map(({ communeCode, score }) => ({ communeCode, value: score }))),
    ),
    'zscore',
  );
  const deficits = [...minutes, meanOf(minutes, 'rank')];
  const population = Float64Array.from(communes, ({ populationCount }) => populationCount ?? 0);
  const classes = deficits.map((deficit) => classifyPriorities({ deficit, need, population, nearRatio: NEAR_MISS_RATIO }));
  return communes.flatMap(({ code }, index) =>
    PRIORITY_THEMES.map((theme, position) => {
      const { deficitClass, needClass, priority, nearPriority } = classes[position]!;
      const near = nearPriority[index]! < priority[index]! ? nearPriority[index]! : null;
      return {
        communeCode: code,
        theme,
        deficitClass: LEVEL_CLASSES[deficitClass[index]!] ?? null,
        needClass: LEVEL_CLASSES[needClass[index]!] ?? null,
        priority: priority[index] || null,
        nearPriority: near === 0 ? null : near,
      };
    }),
  );
}
