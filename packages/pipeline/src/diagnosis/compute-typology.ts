import type { TestTerritory, TypologyRow, TypologySummary } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { Commune, Territory } from '@maillage/domain/territories/territory.ts';
import { consolidateClasses, silhouettes } from '@maillage/engine/typology/k-means.ts';
import { centroidsOf, inertiaWithin, type Points } from '@maillage/engine/typology/points.ts';
import { chooseRepresentatives } from '@maillage/engine/typology/representatives.ts';
import { buildWardHierarchy, chooseClassCount, cutHierarchy } from '@maillage/engine/typology/ward.ts';
import { aggregateVariables, describeClass, standardise, type TypologyVariable } from './typology-variables.ts';

const CLASS_BOUNDS = { least: 4, most: 9 };
const CONSOLIDATION = { restartCount: 50, seed: 62 };
const TEST_TERRITORY_COUNT = 8;

export interface Typology {
  rows: TypologyRow[];
  summaries: TypologySummary[];
  testTerritories: TestTerritory[];
  gapRatio: number | null;
  /** Why there is no type, or no test territory. */
  reasons: { typology?: string; testTerritories?: string };
}

interface Level {
  kind: 'commune' | 'epci';
  codes: string[];
  names: string[];
  inhabitants: number[];
  units: number[];
  points: Points;
  labels: string[];
}

/** Types of communes and of EPCI, and the eight territories that represent them best: EPCI when there are enough of them. */
export function computeTypology(input: {
  communes: readonly Commune[];
  territories: readonly Territory[];
  /** `[variable][commune]`, in the order of TYPOLOGY_VARIABLES. */
  columns: readonly Float64Array[];
}): Typology {
  const { communes, territories, columns } = input;
  const result: Typology = { rows: [], summaries: [], testTerritories: [], gapRatio: null, reasons: {} };
  const epcis = [...Map.groupBy(communes.keys(), (index) => communes[index]!.epciCode)]
    .flatMap(([code, members]) => (code === null ? [] : [{ code, members }]))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const nameOf = new Map(territories.filter(({ kind }) => kind === 'epci').map(({ code, name }) => [code, name]));
  const people = (index: number) => communes[index]!.populationCount ?? 0;
  const levels = [
    classLevel(result, {
      kind: 'commune',
      codes: communes.map(({ code }) => code),
      names: communes.map(({ name }) => name),
      inhabitants: communes.map((_, index) => people(index)),
      columns,
    }),
    classLevel(result, {
      kind: 'epci',
      codes: epcis.map(({ code }) => code),
      names: epcis.map(({ code }) => nameOf.get(code) ?? code),
      inhabitants: epcis.map(({ members }) => members.reduce((sum, index) => sum + people(index), 0)),
      columns: aggregateVariables(
        columns,
        communes,
        epcis.map(({ members }) => members),
      ),
    }),
  ];
  if (result.rows.every((row) => row.class === null))
    result.reasons.typology =
      'Aucun type de territoire : il faut au moins cinq communes décrites par trois variables (besoins, services, évolution, densité).';
  const level = levels.findLast((one) => one.units.length >= TEST_TERRITORY_COUNT);
  if (level === undefined)
    result.reasons.testTerritories = `Pas de territoires tests : il en faut ${TEST_TERRITORY_COUNT}, et moins de ${TEST_TERRITORY_COUNT} communes ou intercommunalités ont un type.`;
  else chooseTestTerritories(result, level);
  return result;
}

function classLevel(
  result: Typology,
  input: Pick<Level, 'kind' | 'codes' | 'names' | 'inhabitants'> & { columns: readonly Float64Array[] },
): Level {
  const { kind, codes, names, inhabitants, columns } = input;
  const { units, variables, points } = standardise(columns);
  const level: Level = { kind, codes, names, inhabitants, units: [], points, labels: [] };
  const classOf = new Map<number, { number: number; label: string }>();
  if (units.length > CLASS_BOUNDS.least && variables.length >= 3) {
    level.units = units;
    const merges = buildWardHierarchy(points);
    const classCount = chooseClassCount(merges, CLASS_BOUNDS);
    const classes = consolidateClasses(points, { start: cutHierarchy(merges, classCount), classCount, ...CONSOLIDATION });
    const labels = labelClasses(points, classes, classCount, variables);
    const total = inertiaWithin(points, new Uint32Array(units.length), 1);
    const within = inertiaWithin(points, classes, classCount);
    result.summaries.push({
      kind,
      classCount,
      betweenRatio: total === 0 ? 0 : 1 - within / total,
      meanSilhouette: silhouettes(points, classes, classCount).reduce((sum, value) => sum + value, 0) / units.length,
      variables: variables.map(({ id }) => id),
    });
    for (const [place, unit] of units.entries()) {
      classOf.set(unit, { number: classes[place]! + 1, label: labels[classes[place]!]! });
      level.labels.push(labels[classes[place]!]!);
    }
  }
  for (const [unit, territoryCode] of codes.entries()) {
    const found = classOf.get(unit);
    result.rows.push({ kind, territoryCode, class: found?.number ?? null, label: found?.label ?? null });
  }
  return level;
}

function labelClasses(points: Points, classes: Uint32Array, classCount: number, variables: readonly TypologyVariable[]): string[] {
  const means = centroidsOf(points, classes, classCount);
  return Array.from({ length: classCount }, (_, one) =>
    describeClass(means.subarray(one * points.dimensionCount, (one + 1) * points.dimensionCount), variables),
  );
}

function chooseTestTerritories(result: Typology, { kind, codes, names, inhabitants, units, points, labels }: Level): void {
  const weights = Float64Array.from(units, (unit) => inhabitants[unit]!);
  const found = chooseRepresentatives(points, { chosenCount: TEST_TERRITORY_COUNT, weights, required: [] });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (found === null || total === 0) {
    result.reasons.testTerritories = 'Pas de territoires tests : aucune population n’est connue.';
    return;
  }
  const shares = new Float64Array(found.chosen.length);
  for (const [place, one] of found.representedBy.entries()) shares[one]! += weights[place]! / total;
  const ranked = [...found.chosen.entries()].sort(([a], [b]) => shares[b]! - shares[a]! || a - b);
  for (const [position, [one, place]] of ranked.entries())
    result.testTerritories.push({
      rank: position + 1,
      kind,
      territoryCode: codes[units[place]!]!,
      name: names[units[place]!]!,
      type: labels[place]!,
      representedShareRatio: shares[one]!,
    });
  result.gapRatio = found.cost === 0 ? 0 : (found.cost - found.lowerBound) / found.cost;
}
