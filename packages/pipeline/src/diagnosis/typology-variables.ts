import type { CentreResult, NeedComponentValue, NeedResult } from '@maillage/domain/runs/results.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { standardScores } from '@maillage/engine/statistics/standard-scores.ts';
import type { Points } from '@maillage/engine/typology/points.ts';

/** A variable of the typology, and how a class is called where it stands above or below the mean of the territories. */
export interface TypologyVariable {
  id: string;
  above: string;
  below: string;
}

export const TYPOLOGY_VARIABLES: readonly TypologyVariable[] = [
  { id: 'need.demography', above: 'besoins démographiques forts', below: 'besoins démographiques faibles' },
  { id: 'need.age', above: 'âges qui appellent des services', below: 'âges actifs' },
  { id: 'need.social', above: 'précaire', below: 'aisé' },
  { id: 'need.mobility', above: 'enclavé ou peu motorisé', below: 'mobile' },
  { id: 'services', above: 'bien équipé', below: 'peu équipé' },
  { id: 'growth', above: 'en croissance', below: 'en déclin' },
  { id: 'density', above: 'dense', below: 'peu dense' },
];

/** A territory with fewer than this share of the variables has no type. */
const ENOUGH = 0.6;
/** A class is described by what sets it apart by half a standard deviation or more. */
const NOTABLE = 0.5;

/** The variables of each commune, `[variable][commune]`, NaN where missing: needs, services offered, growth, logarithm of density. */
export function readTypologyVariables(input: {
  communes: readonly Commune[];
  needs: readonly NeedResult[];
  needComponents: readonly NeedComponentValue[];
  centres: readonly CentreResult[];
}): Float64Array[] {
  const { communes, needs, needComponents, centres } = input;
  const values = new Map<string, number>();
  for (const { indicator, communeCode, score } of needs) if (score !== null) values.set(`need.${indicator} ${communeCode}`, score);
  for (const { componentId, communeCode, value } of needComponents) {
    if (value === null) continue;
    if (componentId === 'annualGrowth') values.set(`growth ${communeCode}`, value);
    if (componentId === 'density' && value > 0) values.set(`density ${communeCode}`, Math.log(value));
  }
  for (const { communeCode, servicesCount } of centres) values.set(`services ${communeCode}`, Math.log1p(servicesCount));
  return TYPOLOGY_VARIABLES.map(({ id }) => Float64Array.from(communes, ({ code }) => values.get(`${id} ${code}`) ?? Number.NaN));
}

/** The variables of groups of communes: means weighted by population, over the communes that have both. */
export function aggregateVariables(
  columns: readonly Float64Array[],
  communes: readonly Commune[],
  groups: readonly number[][],
): Float64Array[] {
  return columns.map((values) =>
    Float64Array.from(groups, (members) => {
      let sum = 0;
      let weight = 0;
      for (const index of members) {
        const population = communes[index]!.populationCount ?? 0;
        if (Number.isNaN(values[index])) continue;
        sum += values[index]! * population;
        weight += population;
      }
      return weight > 0 ? sum / weight : Number.NaN;
    }),
  );
}

/**
 * Territories ready to be classed: those known well enough (`units`, their places), on the variables that tell them apart
 * (`variables`), standardised; a variable that one of them lacks counts as the mean.
 */
export function standardise(columns: readonly Float64Array[]): { units: number[]; variables: TypologyVariable[]; points: Points } {
  const kept = TYPOLOGY_VARIABLES.flatMap((variable, position) => {
    const scores = standardScores(columns[position]!);
    return scores.some((score) => score > 0) ? [{ variable, scores }] : [];
  });
  const count = columns[0]?.length ?? 0;
  const isKnown = (unit: number) => kept.filter(({ scores }) => !Number.isNaN(scores[unit])).length >= ENOUGH * kept.length;
  const units = Array.from({ length: count }, (_, unit) => unit).filter((unit) => kept.length > 0 && isKnown(unit));
  const values = Float64Array.from(units.flatMap((unit) => kept.map(({ scores }) => (Number.isNaN(scores[unit]) ? 0 : scores[unit]!))));
  return { units, variables: kept.map(({ variable }) => variable), points: { count: units.length, dimensionCount: kept.length, values } };
}

/** A class in words: what sets its mean apart, most first, three traits at most. */
export function describeClass(means: ArrayLike<number>, variables: readonly TypologyVariable[]): string {
  const traits = variables
    .map(({ above, below }, index) => ({ text: means[index]! > 0 ? above : below, size: Math.abs(means[index]!) }))
    .filter(({ size }) => size > NOTABLE)
    .sort((a, b) => b.size - a.size)
    .slice(0, 3)
    .map(({ text }) => text);
  return traits.length === 0 ? 'proche de la moyenne' : traits.join(', ');
}
