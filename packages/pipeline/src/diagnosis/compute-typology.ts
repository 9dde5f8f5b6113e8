import type { TestConstraint, TestTerritory, TypologyRow, TypologySummary } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { TerritoryLabel } from '@maillage/domain/sources/records.ts';
import type { Commune, Territory } from '@maillage/domain/territories/territory.ts';
import { consolidateClasses, silhouettes } from '@maillage/engine/typology/k-means.ts';
import { centroidsOf, inertiaWithin, type Points, squaredDistance } from '@maillage/engine/typology/points.ts';
import { chooseRepresentatives, type Representatives } from '@maillage/engine/typology/representatives.ts';
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
  constraints: TestConstraint[];
  notes: string[];
  /** Why there is no type, or no test territory. */
  reasons: { typology?: string; testTerritories?: string };
}

interface Level {
  kind: 'commune' | 'epci';
  codes: string[];
  names: string[];
  inhabitants: number[];
  /** Intercommunality of each. */
  groups: (string | null)[];
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
  territoryLabels: readonly TerritoryLabel[];
  rules: RunParameters['typology'];
}): Typology {
  const { communes, territories, columns, territoryLabels, rules } = input;
  const result: Typology = { rows: [], summaries: [], testTerritories: [], gapRatio: null, constraints: [], notes: [], reasons: {} };
  const epcis = [...Map.groupBy(communes.keys(), (index) => communes[index]!.epciCode)]
    .flatMap(([code, members]) => (code === null ? [] : [{ code, members }]))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const nameOf = new Map(territories.filter(({ kind }) => kind === 'epci').map(({ code, name }) => [code, name]));
  const people = (index: number) => communes[index]!.populationCount ?? 0;
  const { classCount } = rules;
  const levels = [
    classLevel(result, {
      ...{ kind: 'commune', classCount, groups: communes.map(({ epciCode }) => epciCode) },
      codes: communes.map(({ code }) => code),
      names: communes.map(({ name }) => name),
      inhabitants: communes.map((_, index) => people(index)),
      columns,
    }),
    classLevel(result, {
      ...{ kind: 'epci', classCount, groups: epcis.map(({ code }) => code) },
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
  const level = levels.findLast(
    ({ kind, units }) => units.length >= TEST_TERRITORY_COUNT && (rules.testUnit === 'auto' || rules.testUnit === kind),
  );
  if (level === undefined)
    result.reasons.testTerritories = `Pas de territoires tests : il en faut ${TEST_TERRITORY_COUNT}, et moins de ${TEST_TERRITORY_COUNT} communes ou intercommunalités ont un type.`;
  else chooseTestTerritories(result, level, { rules, labelsOf: listLabels(level, communes, territoryLabels) });
  return result;
}

function classLevel(
  result: Typology,
  input: Pick<Level, 'kind' | 'codes' | 'names' | 'inhabitants' | 'groups'> & {
    columns: readonly Float64Array[];
    classCount: number | null;
  },
): Level {
  const { kind, codes, names, inhabitants, groups, columns } = input;
  const { units, variables, points } = standardise(columns);
  const level: Level = { kind, codes, names, inhabitants, groups, units: [], points, labels: [] };
  const classOf = new Map<number, { number: number; label: string }>();
  if (input.classCount !== null && units.length < input.classCount)
    result.notes.push(
      `${input.classCount} classes sont demandées pour ${units.length} ${kind === 'commune' ? 'communes décrites' : 'intercommunalités décrites'} : il n’y a pas de types à cette échelle. Demandez-en moins (paramètre « typology », « classCount »).`,
    );
  else if (units.length > CLASS_BOUNDS.least && variables.length >= 3) {
    level.units = units;
    const merges = buildWardHierarchy(points);
    const classCount = input.classCount ?? chooseClassCount(merges, CLASS_BOUNDS);
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

/** The labels of each territory of the level; an intercommunality has those of its communes. */
function listLabels({ kind, codes }: Level, communes: readonly Commune[], territoryLabels: readonly TerritoryLabel[]): string[][] {
  const epciOf = new Map(communes.map(({ code, epciCode }) => [code, epciCode]));
  const found = new Map(codes.map((code) => [code, new Set<string>()]));
  for (const { territoryCode, label } of territoryLabels) {
    found.get(territoryCode)?.add(label);
    const epciCode = kind === 'epci' ? epciOf.get(territoryCode) : undefined;
    if (epciCode != null) found.get(epciCode)?.add(label);
  }
  return codes.map((code) => [...found.get(code)!].sort());
}

function chooseTestTerritories(
  result: Typology,
  level: Level,
  { rules, labelsOf }: { rules: RunParameters['typology']; labelsOf: readonly string[][] },
): void {
  const { kind, codes, names, inhabitants, groups, units, points, labels } = level;
  const weights = Float64Array.from(units, (unit) => inhabitants[unit]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const wanted = rules.requiredLabels ?? [...new Set(labelsOf.flat())].sort();
  const placesOf = new Map(wanted.map((label) => [label, [...units.keys()].filter((place) => labelsOf[units[place]!]!.includes(label))]));
  const required = wanted.filter((label) => placesOf.get(label)!.length > 0);
  for (const label of wanted)
    if (!required.includes(label))
      result.notes.push(
        `Aucun territoire décrit ne porte l’étiquette « ${label} » : elle n’a pas de territoire test. Vérifiez le tableau des étiquettes, ou le paramètre « Types et territoires tests, étiquettes à représenter » (requiredLabels).`,
      );
  const numberOf = new Map([...new Set(groups)].map((group, index) => [group, index]));
  // A commune without intercommunality is a group of its own.
  const groupOf = Int32Array.from(units, (unit) => (groups[unit] === null ? -1 - unit : numberOf.get(groups[unit]!)!));
  const isApart = kind === 'commune' && rules.onePerEpci && new Set(groupOf).size >= TEST_TERRITORY_COUNT;
  if (kind === 'commune' && rules.onePerEpci && !isApart)
    result.notes.push(
      `Il y a moins de ${TEST_TERRITORY_COUNT} intercommunalités : plusieurs territoires tests peuvent être de la même (paramètre « Types et territoires tests, au plus une commune par intercommunalité »).`,
    );
  const choose = (kept: readonly string[], apart: boolean) =>
    chooseRepresentatives(points, {
      ...{ chosenCount: TEST_TERRITORY_COUNT, weights, required: kept.map((label) => placesOf.get(label)!) },
      ...(apart ? { groupOf } : {}),
    });
  const found = total === 0 ? null : choose(required, isApart);
  if (found === null) {
    result.reasons.testTerritories =
      total === 0
        ? 'Pas de territoires tests : aucune population n’est connue.'
        : `Aucun choix de ${TEST_TERRITORY_COUNT} territoires ne respecte toutes les contraintes (${required.join(', ') || 'une commune par intercommunalité'}) : ôtez-en (paramètre « typology »).`;
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
      labels: labelsOf[units[place]!]!,
      farthest: farthestFrom(level, found, one),
    });
  result.gapRatio = found.cost === 0 ? 0 : (found.cost - found.lowerBound) / found.cost;
  const costOf = (without: Representatives | null) => (without === null ? null : without.cost === 0 ? 0 : found.cost / without.cost - 1);
  for (const label of required)
    result.constraints.push({
      ...{
        kind: 'label',
        label,
        costRatio: costOf(
          choose(
            required.filter((one) => one !== label),
            isApart,
          ),
        ),
      },
      metBy: found.chosen.filter((place) => placesOf.get(label)!.includes(place)).map((place) => codes[units[place]!]!),
    });
  if (isApart)
    result.constraints.push({
      ...{ kind: 'one-per-epci', label: 'Au plus une commune par intercommunalité', metBy: [], costRatio: costOf(choose(required, false)) },
    });
}

/** The territory that its own representative describes worst. */
function farthestFrom({ names, units, points }: Level, { chosen, representedBy }: Representatives, one: number): string | null {
  const { dimensionCount, values } = points;
  let worst: number | null = null;
  let most = 0;
  for (const [place, by] of representedBy.entries()) {
    if (by !== one) continue;
    const distance = squaredDistance(values, place * dimensionCount, values, chosen[one]! * dimensionCount, dimensionCount);
    if (distance <= most) continue;
    most = distance;
    worst = place;
  }
  return worst === null ? null : names[units[worst]!]!;
}
