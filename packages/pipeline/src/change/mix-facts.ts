import type { Referential } from '../referential/referential.ts';
import type { ChangeBase } from './change-base.ts';

type Facts = ChangeBase['facts'];

/**
 * A world on the geography of `geography`, with the facilities of one run, the people of another and the list of services of a
 * third. `project` brings a code of an older geography to it; a facility whose commune leads nowhere is told by `lost`.
 */
export function mixFacts(parts: {
  geography: Facts;
  offer: Facts;
  population: Facts;
  method: Facts;
  project(code: string): string | undefined;
}): Referential {
  const { geography, project } = parts;
  const indexOf = new Map(geography.communes.map(({ code }, index) => [code, index]));
  const place = (code: string) => indexOf.get(code) ?? indexOf.get(project(code) ?? '');
  const collected = new Set(parts.offer.groupings.filter((grouping) => grouping.collected).map(({ code }) => code));
  const people = addPeople(parts.population, geography.communes.length, place);
  return {
    ...{ departementCode: geography.departementCode, departementName: geography.departementName, regionCode: geography.regionCode },
    ...{ regionName: null, regionComplete: false, fictional: false, cogYear: geography.cogYear, ownCount: geography.ownCount },
    communes: geography.communes.map((commune, index) => ({ ...commune, populationCount: people[index]! })),
    groupings: parts.method.groupings.map((grouping) => ({
      ...grouping,
      collected: collected.has(grouping.code),
      offerTypes: collected.has(grouping.code) ? [grouping.code] : [],
    })),
    offer: parts.offer.offer.flatMap((point) => {
      const from = parts.offer.communes[point.communeIndex]!;
      const communeIndex = place(from.code);
      if (communeIndex === undefined) return [];
      // What stood at the centre of its commune stands at that of today: a centre drawn anew moves no facility.
      const atCentre = point.lon === from.lon && point.lat === from.lat;
      const { lon, lat } = atCentre && indexOf.has(from.code) ? geography.communes[communeIndex]! : point;
      return [{ ...point, communeIndex, lon, lat }];
    }),
    populationCells: parts.population.populationCells.flatMap((cell) => {
      const index = place(cell.communeCode);
      return index === undefined ? [] : [{ ...cell, communeCode: geography.communes[index]!.code }];
    }),
    ...{ boundaries: new Map(), territories: [], neighbours: [], offerDepartements: new Set(), offerVintage: null, offerLocated: false },
    ...{ indicators: new Map(), indicatorVintages: new Map(), qpvs: [], qpvPerimeters: [], franceServices: [], stations: [] },
    ...{ territoryLabels: [], surveys: [], servicePlaces: [], facilityTypeLabels: new Map() },
    ...{ publishedCommunes: [], publishedTerritories: [], choices: [], missing: [], vintages: {}, userIndicators: [] },
  };
}

/** Inhabitants of each commune of the geography: those of the communes that became it; null when one of them is not known. */
function addPeople(facts: Facts, communeCount: number, place: (code: string) => number | undefined): (number | null)[] {
  const people = Array.from({ length: communeCount }, (): number | null | undefined => undefined);
  for (const { code, populationCount } of facts.communes) {
    const index = place(code);
    if (index === undefined) continue;
    const sum = people[index];
    people[index] = sum === null || populationCount === null ? null : (sum ?? 0) + populationCount;
  }
  return people.map((count) => count ?? null);
}
