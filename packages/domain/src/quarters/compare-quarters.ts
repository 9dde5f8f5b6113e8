import type { QuarterRow, QuarterSummary, Quarters } from './quarters.ts';

/** What one priority neighbourhood is compared with another on. Null where it was not measured: never zero. */
export interface QuarterMeasure {
  id: string;
  label: string;
  /** Empty for a count of layers or places. */
  unit: 'hab.' | 'ha' | 'ratio' | '';
  value: number | null;
  /** Place among the neighbourhoods that have a value, 1 for the greatest; null without value. */
  rank: number | null;
  rankedCount: number;
  /** The value under which half of the neighbourhoods of the Département are; null when none has one. */
  median: number | null;
}

/** A neighbourhood, its layers, and where each measure comes from. */
interface Measured {
  summary: QuarterSummary;
  rows: readonly QuarterRow[];
}

interface MeasureRule extends Pick<QuarterMeasure, 'id' | 'label' | 'unit'> {
  read(quarter: Measured): number | null;
}

/** A layer is counted once, however many places it has; one whose places are not known makes no measure on foot. */
const countLayers = ({ rows }: Measured, countOf: (row: QuarterRow) => number | null): number | null => {
  const known = rows.map(countOf).filter((count) => count !== null);
  return known.length === 0 ? null : known.filter((count) => count > 0).length;
};

const RULES: readonly MeasureRule[] = [
  { id: 'residents', label: 'Habitants, d’après les carreaux de 200 m', unit: 'hab.', read: ({ summary }) => summary.residentCount },
  { id: 'area', label: 'Superficie', unit: 'ha', read: ({ summary }) => (summary.areaKm2 === null ? null : summary.areaKm2 * 100) },
  { id: 'inside', label: 'Services présents dans le quartier', unit: '', read: (one) => countLayers(one, (row) => row.countInside) },
  ...([5, 10, 15] as const).map(
    (minutes, step): MeasureRule => ({
      ...{ id: `within-${minutes}`, label: `Services à ${minutes} minutes à pied au plus`, unit: '' },
      read: (one) => countLayers(one, (row) => row.countWithin?.[step] ?? null),
    }),
  ),
  {
    ...{ id: 'share-10', label: 'Habitants qui ont un service à 10 minutes à pied, en moyenne des services', unit: 'ratio' },
    read: ({ rows }) => meanOf(rows.flatMap(({ residentShares }) => (residentShares === null ? [] : [residentShares[1]]))),
  },
  {
    ...{ id: 'communes', label: 'Services présents dans ses communes', unit: '' },
    read: (one) => countLayers(one, (row) => row.countInCommunes),
  },
];

/**
 * The measures of a neighbourhood, each with its rank among all those of the Département and their median. Empty when the run has no
 * neighbourhood of that code. A measure that no neighbourhood has is left out.
 */
export function compareQuarters(quarters: Quarters, qpvCode: string): QuarterMeasure[] {
  const all = measuredQuarters(quarters);
  const own = all.find(({ summary }) => summary.qpvCode === qpvCode);
  if (own === undefined) return [];
  return RULES.flatMap(({ read, ...described }) => {
    const values = all.map(read).filter((value) => value !== null);
    const value = read(own);
    const rank = value === null ? null : 1 + values.filter((other) => other > value).length;
    return values.length === 0 ? [] : [{ ...described, value, rank, rankedCount: values.length, median: medianOf(values) }];
  });
}

const LIKE_COUNT = 5;
/** What makes two neighbourhoods alike: how many live there, how densely, and what they reach on foot. */
const LIKENESS: readonly ((quarter: Measured) => number | null)[] = [
  ({ summary }) => (summary.residentCount === null || summary.residentCount <= 0 ? null : Math.log(summary.residentCount)),
  ({ summary: { residentCount, areaKm2 } }) =>
    residentCount === null || residentCount <= 0 || areaKm2 === null || areaKm2 <= 0 ? null : Math.log(residentCount / areaKm2),
  (one) => countLayers(one, (row) => row.countWithin?.[1] ?? null),
  ({ rows }) => meanOf(rows.flatMap(({ residentShares }) => (residentShares === null ? [] : [residentShares[1]]))),
];

/**
 * The five neighbourhoods that resemble one most, the nearest first: distance on people, density, services within 10 minutes and share
 * of the people who have them, each centred and divided by its standard deviation over the neighbourhoods where all are known. None when
 * this one is not measured on foot.
 */
export function findQuartersLike(quarters: Quarters, qpvCode: string): QuarterSummary[] {
  const known = measuredQuarters(quarters).flatMap((quarter) => {
    const point = LIKENESS.map((read) => read(quarter));
    return point.includes(null) ? [] : [{ summary: quarter.summary, point: point as number[] }]; // none is null any more
  });
  const own = known.find(({ summary }) => summary.qpvCode === qpvCode);
  if (own === undefined) return [];
  const deviations = LIKENESS.map((_, axis) => deviationOf(known.map(({ point }) => point[axis]!)));
  const distance = ({ point }: { point: readonly number[] }) =>
    point.reduce((sum, value, axis) => sum + (deviations[axis]! > 0 ? ((value - own.point[axis]!) / deviations[axis]!) ** 2 : 0), 0);
  return known
    .filter((one) => one !== own)
    .map((one) => ({ summary: one.summary, squared: distance(one) }))
    .sort((a, b) => a.squared - b.squared || (a.summary.qpvCode < b.summary.qpvCode ? -1 : 1))
    .slice(0, LIKE_COUNT)
    .map(({ summary }) => summary);
}

function measuredQuarters({ summaries, rows }: Quarters): Measured[] {
  const rowsOf = new Map<string, QuarterRow[]>(summaries.map(({ qpvCode }) => [qpvCode, []]));
  for (const row of rows) rowsOf.get(row.qpvCode)?.push(row);
  return summaries.map((summary) => ({ summary, rows: rowsOf.get(summary.qpvCode)! }));
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values)!;
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2))!);
}
