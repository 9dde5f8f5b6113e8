import type { Commune } from '@maillage/domain/territories/territory.ts';
import { squaredDistance } from '@maillage/engine/typology/points.ts';
import { aggregateVariables, readTypologyVariables, standardise } from '../diagnosis/typology-variables.ts';
import type { IndexedRun } from './run-rows.ts';

const LIKE_COUNT = 5;

/**
 * The territories of the same kind that resemble one most, on the variables of the typology standardised over all of them; none
 * when it is not known well enough, or is alone. `groupOf` names the territory of each commune.
 */
export function findLikeMine(
  run: IndexedRun,
  groupOf: (commune: Commune) => string | null,
  asked: string,
): { code: string; distance: number }[] {
  const { needs, needComponents, centres } = run.facts;
  const communes = run.ownCommunes;
  const members = new Map<string, number[]>();
  for (const [index, commune] of communes.entries()) {
    const group = groupOf(commune);
    if (group !== null) members.set(group, [...(members.get(group) ?? []), index]);
  }
  const codes = [...members.keys()].sort();
  const columns = readTypologyVariables({ communes, needs, needComponents, centres });
  const { units, points } = standardise(
    aggregateVariables(
      columns,
      communes,
      codes.map((code) => members.get(code)!),
    ),
  );
  const { values, dimensionCount } = points;
  const own = units.findIndex((unit) => codes[unit] === asked);
  if (own < 0) return [];
  return units
    .map((unit, index) => ({
      code: codes[unit]!,
      distance: Math.sqrt(squaredDistance(values, own * dimensionCount, values, index * dimensionCount, dimensionCount)),
    }))
    .filter(({ code }) => code !== asked)
    .sort((a, b) => a.distance - b.distance || (a.code < b.code ? -1 : 1))
    .slice(0, LIKE_COUNT);
}
