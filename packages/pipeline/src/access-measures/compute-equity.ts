import type { EquityRow } from '@maillage/domain/accessibility/access-measures.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { giniCoefficient, palmaRatio, theilDecomposition } from '@maillage/engine/statistics/inequality.ts';
import { weightedMean, weightedQuantile } from '@maillage/engine/statistics/weighted-minutes.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';

/** Theil's logarithm needs something to bite on: half a minute is added to every journey when some last 0 (methods §5.8). */
const LEAST_MINUTES = 0.5;
/** Inhabitants per km² under which a commune is counted rural: the threshold of the European degree of urbanisation. */
const RURAL_DENSITY = 300;
const DENSITY_STEPS = [50, 150, RURAL_DENSITY, 1500];

/** How unequally minutes fall on the inhabitants, for each service collected and each range. */
export function computeEquity({
  referential,
  computed,
  results,
}: Pick<ChapterInput, 'referential' | 'computed'> & { results: Pick<ChapterInput['results'], 'ranges'> }): EquityRow[] {
  const { communes, ownCount, groupings } = referential;
  const own = communes.slice(0, ownCount);
  const groups = { epci: indexGroups(own.map(({ epciCode }) => epciCode)), density: indexGroups(own.map(densityClass)) };
  const minutesOfRange = new Map(results.ranges.map((row) => [`${row.range} ${row.communeCode}`, row.meanMinutes]));
  const columns = [
    ...SERVICE_RANGES.map((range) => ({
      serviceType: `range.${range}`,
      minutes: own.map(({ code }) => minutesOfRange.get(`${range} ${code}`) ?? null),
    })),
    ...groupings.flatMap(({ code, collected }, column) =>
      collected ? [{ serviceType: code, minutes: own.map((_, row) => computed.access.minutes[row * groupings.length + column]!) }] : [],
    ),
  ];
  return columns.flatMap(({ serviceType, minutes }) => measure(serviceType, { own, minutes, groups }));
}

function measure(
  serviceType: string,
  { own, minutes, groups }: { own: readonly Commune[]; minutes: readonly (number | null)[]; groups: Record<'epci' | 'density', number[]> },
): EquityRow[] {
  // Out of reach has no minutes to share out: those communes are left out here and counted in the shares beyond.
  const known = [...own.keys()].filter(
    (row) => minutes[row] !== null && Number.isFinite(minutes[row]) && (own[row]!.populationCount ?? 0) > 0,
  );
  const values = Float64Array.from(known, (row) => minutes[row]!);
  const weights = Float64Array.from(known, (row) => own[row]!.populationCount!);
  const row = (measureId: EquityRow['measure'], group: string, value: number | null): EquityRow => ({
    serviceType,
    measure: measureId,
    group,
    value,
  });
  if (known.length === 0) return [];
  const p10 = weightedQuantile(values, weights, 0.1) ?? 0;
  const p90 = weightedQuantile(values, weights, 0.9) ?? 0;
  const positive = values.includes(0) ? values.map((value) => value + LEAST_MINUTES) : values;
  const split = (Object.keys(groups) as (keyof typeof groups)[]).map((group) => ({
    group,
    theil: theilDecomposition(
      positive,
      weights,
      Uint32Array.from(known, (index) => groups[group][index]!),
    ),
  }));
  return [
    row('gini', 'all', giniCoefficient(values, weights)),
    row('palma', 'all', palmaRatio(values, weights)),
    row('p90_p10', 'all', p10 > 0 ? p90 / p10 : null),
    row('theil', 'all', split[0]!.theil.total),
    ...split.flatMap(({ group, theil }) => [row('theil_between', group, theil.between), row('theil_within', group, theil.within)]),
    row('rural_urban_gap', 'density', gapOf(known, { own, values, weights })),
  ];
}

function gapOf(
  known: readonly number[],
  { own, values, weights }: { own: readonly Commune[]; values: Float64Array; weights: Float64Array },
): number | null {
  const meanWhere = (isRural: boolean) => {
    const members = [...known.keys()].filter((place) => {
      const density = densityOf(own[known[place]!]!);
      return density !== null && density < RURAL_DENSITY === isRural;
    });
    return weightedMean(
      Float64Array.from(members, (place) => values[place]!),
      Float64Array.from(members, (place) => weights[place]!),
    ).mean;
  };
  const [rural, urban] = [meanWhere(true), meanWhere(false)];
  return rural === null || urban === null ? null : rural - urban;
}

const densityOf = ({ populationCount, areaKm2 }: Commune) => (populationCount === null || !areaKm2 ? null : populationCount / areaKm2);

function densityClass(commune: Commune): string | null {
  const density = densityOf(commune);
  return density === null ? null : String(DENSITY_STEPS.filter((step) => density >= step).length);
}

/** A number for each group; the communes of none are together in a last one. */
function indexGroups(codes: readonly (string | null)[]): number[] {
  const known = [...new Set(codes)].sort();
  return codes.map((code) => known.indexOf(code));
}
