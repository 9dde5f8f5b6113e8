import { ofName } from '@maillage/domain/french-names.ts';
import type { GreyArea, GreyClass, GreyCommune, GreyReferenceId, GreyScope, GreySummary } from '@maillage/domain/grey-zones/grey-zones.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { findContiguousAreas } from '@maillage/engine/access/contiguous-areas.ts';
import { findGreyZones, type GreyZones } from '@maillage/engine/access/grey-zones.ts';
import { sumOrNull } from '../compute/sum-or-null.ts';

/** What grey zones are drawn from, whichever the scope and the reference. */
export type GreyWorld = RunParameters['greyZones'] & {
  /** Own communes first. */
  communes: readonly Commune[];
  ownCount: number;
  /** Own communes that touch each own commune. */
  neighbours: readonly (readonly number[])[];
  /** `[commune × service]` of all these communes. */
  minutes: Float32Array;
  secondMinutes: Float32Array | null;
  columnOf: ReadonlyMap<string, number>;
  /** Values of an indicator in the order of `communes`; null when no source gives it. */
  profile(indicatorId: string): (number | null)[] | null;
};

/** How grey each commune is over the services of a scope. `referenceMinutes` is in the order of the columns; null leaves a service out. */
export function rateScope(
  world: GreyWorld,
  asked: { scope: Pick<GreyScope, 'serviceTypes'>; referenceMinutes: readonly (number | null)[] },
): GreyZones {
  return findGreyZones({
    minutes: world.minutes,
    secondMinutes: world.secondMinutes,
    columns: asked.scope.serviceTypes.flatMap((code) => world.columnOf.get(code) ?? []),
    referenceMinutes: Float64Array.from(asked.referenceMinutes, (value) => value ?? Number.NaN),
    weights: new Float64Array(asked.referenceMinutes.length).fill(1),
    factor: world.factor,
    minimumShare: world.minimumShare,
    watchRatio: world.watchRatio,
  });
}

interface Rated {
  scopeId: string;
  reference: GreyReferenceId;
  zones: GreyZones;
}

/** One row for each own commune where a service of the scope is known. */
export function listGreyCommunes({ communes, ownCount }: GreyWorld, { scopeId, reference, zones }: Rated): GreyCommune[] {
  return communes.slice(0, ownCount).flatMap(({ code }, index) => {
    if (zones.knownCount[index] === 0) return [];
    const fragile = zones.fragileCount[index]!;
    const intensity = zones.intensity[index]!;
    return {
      communeCode: code,
      ...{ scopeId, reference, greyCount: zones.greyCount[index]!, knownCount: zones.knownCount[index]! },
      class: classOf(zones.greyRatio[index]!),
      intensityRatio: Number.isFinite(intensity) ? intensity : null,
      fragileCount: fragile === -1 ? null : fragile,
      watched: zones.isWatched[index] === 1,
    };
  });
}

function classOf(greyRatio: number): GreyClass {
  // A third and two thirds are counts of services over counts of services: the margin forgives their rounding.
  if (greyRatio === 0) return 'white';
  return greyRatio < 1 / 3 - 1e-9 ? 'light' : greyRatio < 2 / 3 - 1e-9 ? 'grey' : 'dark';
}

/** Grey communes that touch, each area named after its most populated commune, the most populated area first. */
export function nameGreyAreas({ communes, ownCount, neighbours }: GreyWorld, { scopeId, reference, zones }: Rated): GreyArea[] {
  const areas = findContiguousAreas(zones.isGrey.subarray(0, ownCount), neighbours).map((members): GreyArea => {
    const people = (index: number) => communes[index]!.populationCount ?? 0;
    const largest = members.reduce((best, index) => (people(index) > people(best) ? index : best));
    const { code, name } = communes[largest]!;
    return {
      zoneId: `${scopeId}.${reference}.${code}`,
      name: members.length === 1 ? name : `Autour ${ofName(name)}`,
      ...{ scopeId, reference },
      communeCodes: members.map((index) => communes[index]!.code),
      communeCount: members.length,
      populationCount: sumOrNull(members.map((index) => communes[index]!.populationCount)),
    };
  });
  return areas.sort((a, b) => (b.populationCount ?? 0) - (a.populationCount ?? 0) || (a.zoneId < b.zoneId ? -1 : 1));
}

/** How many communes and people are grey among `indices`, and who they are as far as the sources say. */
export function summariseGrey(
  world: GreyWorld,
  { scopeId, reference, zones, territory, indices }: Rated & { territory: GreySummary['territory']; indices: readonly number[] },
): GreySummary {
  const { communes } = world;
  const known = indices.filter((index) => zones.knownCount[index]! > 0);
  const grey = known.filter((index) => zones.isGrey[index] === 1);
  const peopleOf = (members: readonly number[]) => sumOrNull(members.map((index) => communes[index]!.populationCount));
  const populationCount = peopleOf(grey);
  const everybody = peopleOf(known);
  return {
    ...{ scopeId, reference, territory },
    communeCount: grey.length,
    communeShareRatio: known.length === 0 ? null : grey.length / known.length,
    populationCount,
    populationShareRatio: populationCount === null || everybody === null || everybody === 0 ? null : populationCount / everybody,
    over75Count: profileCount(world, grey, 'over75'),
    withoutCarShareRatio: profileShare(world, grey, 'withoutCar'),
  };
}

/** Inhabitants of a profile given as a share of the population; null as soon as a commune has no figure. */
function profileCount(world: GreyWorld, members: readonly number[], indicatorId: string): number | null {
  const values = world.profile(indicatorId);
  if (values === null) return null;
  return sumOrNull(
    members.map((index) => {
      const share = values[index] ?? null;
      const people = world.communes[index]!.populationCount;
      return share === null || people === null ? null : share * people;
    }),
  );
}

/** Mean share of a profile, weighted by population; null as soon as a commune has no figure. */
function profileShare(world: GreyWorld, members: readonly number[], indicatorId: string): number | null {
  const count = profileCount(world, members, indicatorId);
  const people = sumOrNull(members.map((index) => world.communes[index]!.populationCount));
  return count === null || people === null || people === 0 ? null : count / people;
}
