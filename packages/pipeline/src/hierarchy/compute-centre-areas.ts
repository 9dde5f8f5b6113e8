import type { Attraction, CentreArea } from '@maillage/domain/hierarchy/hierarchy.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { findHuffCentres, findNearestCentres } from '@maillage/engine/centres/centre-areas.ts';
import type { RatedCentres } from '../compute/compute-centres.ts';
import { reachOf } from '../compute/reach.ts';
import { sumOrNull } from '../compute/sum-or-null.ts';
import type { TravelTimes } from '../compute/travel-times.ts';
import type { Referential } from '../referential/referential.ts';

const LEVELS = [1, 2, 3, 4] as const;

/**
 * For each level, the centre of that level or above that each own commune turns to, and what each centre serves. Centres and
 * communes beyond the limit count in both: a town draws across it.
 */
export function computeCentreAreas(input: {
  referential: Referential;
  rated: RatedCentres;
  travel: Pick<TravelTimes, 'minutesToCentre' | 'farthestKm'>;
  huff: RunParameters['huff'];
}): { attraction: Attraction[]; areas: CentreArea[] } {
  const { referential, rated, travel, huff } = input;
  const minutesBetween = travel.minutesToCentre;
  const { communes, ownCount } = referential;
  const { level, score, servicesCount } = rated;
  const everywhere = [...communes.keys()];
  const reach = reachOf(communes, travel);
  const attraction: Attraction[] = [];
  const areas: CentreArea[] = [];
  for (const atLeast of LEVELS) {
    const centres = everywhere.filter((index) => level[index]! >= atLeast);
    if (centres.length === 0) continue;
    const nearest = findNearestCentres({ origins: everywhere, centres, score, minutesBetween, reach });
    const choices = findHuffCentres({
      ...{ origins: everywhere.slice(0, ownCount), centres, score, minutesBetween, reach, attraction: servicesCount },
      ...huff,
    });
    for (const [commune, choice] of choices.entries()) {
      const centre = nearest.centre[commune]!;
      if (centre === -1) continue;
      attraction.push({
        communeCode: communes[commune]!.code,
        level: atLeast,
        centreCode: communes[centre]!.code,
        minutes: nearest.minutes[commune]!,
        shared: choice?.shared ?? false,
        huffCentreCode: choice === null ? null : communes[choice!.first]!.code,
        huffShareRatio: choice?.firstShareRatio ?? null,
        secondCentreCode: choice === null || choice!.second === -1 ? null : communes[choice!.second]!.code,
        secondShareRatio: choice === null || choice!.second === -1 ? null : choice!.secondShareRatio,
      });
    }
    const clients = Map.groupBy(
      everywhere.filter((index) => nearest.centre[index] !== -1 && nearest.centre[index] !== index),
      (index) => nearest.centre[index]!,
    );
    const ownClients = new Set(everywhere.slice(0, ownCount).map((index) => nearest.centre[index]!));
    for (const centre of centres) {
      // A centre answers for its own level; beyond the limit, only those that serve somebody here are told.
      if (level[centre] !== atLeast || (centre >= ownCount && !ownClients.has(centre))) continue;
      const served = clients.get(centre) ?? [];
      areas.push({
        centreCode: communes[centre]!.code,
        level: atLeast,
        communeCount: served.length,
        populationCount: sumOrNull(served.map((index) => communes[index]!.populationCount)),
        dominant: served.length > 0,
      });
    }
  }
  return { attraction, areas };
}
