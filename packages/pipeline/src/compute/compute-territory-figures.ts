import type { AccessMatrix, NeedComponentValue, NeedResult, RangeAccess, TerritoryFigure } from '@maillage/domain/runs/results.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import type { Referential } from '../referential/referential.ts';
import { sumOrNull } from './sum-or-null.ts';

type Group = { kind: TerritoryFigure['kind']; code: string; indices: number[] };

/**
 * The wider territories that a commune is compared with: EPCI, arrondissements, cantons, the Département and, when every commune
 * and facility of it is loaded, the région. All take the same formula: means weighted by population.
 */
export function computeTerritoryFigures(input: {
  referential: Referential;
  access: AccessMatrix;
  /** Rows of all loaded communes, in the order of `communes` then of the ranges. */
  ranges: readonly RangeAccess[];
  needs: readonly NeedResult[];
  needComponents: readonly NeedComponentValue[];
  /** `[commune × grouping]` of every loaded commune. */
  facilityCounts: Uint32Array;
  /** Communes whose minutes are not known: a territory that holds one has no mean of minutes. */
  uncovered: ReadonlySet<number>;
}): TerritoryFigure[] {
  const { referential, access, ranges, needs, needComponents, facilityCounts, uncovered } = input;
  const { communes } = referential;
  const population = communes.map((commune) => commune.populationCount);
  const columns = new Map<string, (index: number) => number | null>();
  const travelColumns = new Set<string>();
  for (const [position, range] of SERVICE_RANGES.entries()) {
    columns.set(`range-minutes.${range}`, (index) => ranges[index * SERVICE_RANGES.length + position]?.meanMinutes ?? null);
    columns.set(`far-share.${range}`, (index) => ranges[index * SERVICE_RANGES.length + position]?.farShareRatio ?? null);
  }
  for (const [column, serviceType] of access.serviceTypes.entries()) {
    columns.set(`service-minutes.${serviceType}`, (index) => {
      const minutes = access.minutes[index * access.serviceTypes.length + column];
      return minutes === undefined || Number.isNaN(minutes) ? null : minutes;
    });
  }
  for (const figureId of columns.keys()) travelColumns.add(figureId);
  const indexOf = new Map(communes.map((commune, index) => [commune.code, index]));
  for (const [figureId, values] of valuesByFigure(needs, needComponents, indexOf))
    columns.set(figureId, (index) => values.get(index) ?? null);

  const figures: TerritoryFigure[] = [];
  for (const { kind, code, indices } of listGroups(referential)) {
    const inhabitants = totalOf(indices.map((index) => population[index] ?? null));
    const areaKm2 = totalOf(indices.map((index) => communes[index]!.areaKm2));
    figures.push({ kind, code, figureId: 'population', value: inhabitants });
    figures.push({
      kind,
      code,
      figureId: 'density',
      value: inhabitants === null || areaKm2 === null || areaKm2 === 0 ? null : inhabitants / areaKm2,
    });
    figures.push({ kind, code, figureId: 'services-count', value: countServices(indices, facilityCounts, referential) });
    // The Département itself is covered but for a few: those are told one by one, and left out of its means.
    const isPartial = kind !== 'departement' && indices.some((index) => uncovered.has(index));
    for (const [figureId, valueAt] of columns) {
      if (isPartial && travelColumns.has(figureId)) {
        figures.push({ kind, code, figureId, value: null });
        continue;
      }
      const known = indices.filter((index) => valueAt(index) !== null && population[index] !== null);
      figures.push({
        kind,
        code,
        figureId,
        value: meanOf(
          known.map((index) => valueAt(index)!),
          known.map((index) => population[index]!),
        ),
      });
    }
  }
  return figures;
}

/** Services found somewhere in the territory, each once; null when nothing of the offer is known. */
function countServices(indices: readonly number[], facilityCounts: Uint32Array, { groupings }: Referential): number | null {
  if (!groupings.some((grouping) => grouping.collected)) return null;
  return groupings.filter((_, column) => indices.some((index) => facilityCounts[index * groupings.length + column]! > 0)).length;
}

/** Mean weighted by population; what is out of reach is left out, as in the commune's own mean. */
function meanOf(values: readonly number[], weights: readonly number[]): number | null {
  let sum = 0;
  let total = 0;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    sum += value * weights[index]!;
    total += weights[index]!;
  }
  return total > 0 ? sum / total : null;
}

/** An empty territory has no total. */
const totalOf = (values: readonly (number | null)[]) => (values.length === 0 ? null : sumOrNull(values));

function valuesByFigure(needs: readonly NeedResult[], components: readonly NeedComponentValue[], indexOf: ReadonlyMap<string, number>) {
  const values = new Map<string, Map<number, number>>();
  const put = (figureId: string, communeCode: string, value: number | null) => {
    const index = indexOf.get(communeCode);
    const column = values.get(figureId) ?? new Map<number, number>();
    values.set(figureId, column);
    if (index !== undefined && value !== null) column.set(index, value);
  };
  for (const need of needs) put(`need.${need.indicator}`, need.communeCode, need.score);
  for (const component of components) put(`need-component.${component.componentId}`, component.communeCode, component.value);
  return values;
}

function listGroups({ communes, ownCount, departementCode, regionCode, regionComplete }: Referential): Group[] {
  const all = [...communes.keys()];
  const own = all.slice(0, ownCount);
  const groups: Group[] = [{ kind: 'departement', code: departementCode, indices: own }];
  if (regionCode !== null && regionComplete)
    groups.push({ kind: 'region', code: regionCode, indices: all.filter((index) => communes[index]!.regionCode === regionCode) });
  const grouped = (kind: 'epci' | 'arrondissement' | 'canton', codeOf: (commune: Commune) => string | null, members: readonly number[]) => {
    const wanted = new Set(own.map((index) => codeOf(communes[index]!)));
    for (const [code, indices] of Map.groupBy(members, (index) => codeOf(communes[index]!))) {
      if (code !== null && wanted.has(code)) groups.push({ kind, code, indices });
    }
  };
  // An EPCI may cross the limit of the Département: its members beyond it count too.
  grouped('epci', (commune) => commune.epciCode, all);
  grouped('arrondissement', (commune) => commune.arrondissementCode, own);
  grouped('canton', (commune) => commune.cantonCode, own);
  return groups;
}
