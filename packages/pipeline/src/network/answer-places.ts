import { DomainError } from '@maillage/domain/errors.ts';
import type { Area } from '@maillage/engine/network/isochrone-area.ts';
import { UNREACHED_WEIGHT } from '@maillage/engine/network/road-graph.ts';
import type { Route } from '@maillage/engine/network/route.ts';
import { drawReach, findRoutes, openSpotGround, reachFrom, type Spot } from './answer-spots.ts';
import { readRoadNetwork } from './road-network-file.ts';

/** The quickest journey between two spots. Throws `data-missing` when one is far from every road, or nothing joins them. */
export async function answerRoute(request: { graphPath: string; from: Spot; to: Spot }): Promise<Route & { minutes: number }> {
  const ground = openSpotGround((await readRoadNetwork(request.graphPath)).network);
  const [route] = findRoutes(ground, request.from, [request.to]);
  if (route) return route;
  // Either it stands off the roads, which the search from it says, or nothing joins the two.
  reachFrom(ground, request.to, [], 0);
  throw new DomainError('data-missing', 'Aucune route de ce graphe ne mène du premier lieu au second : ils sont sur deux réseaux séparés.');
}

/** The ground within so many minutes of a spot. Throws `data-missing` when the spot is far from every road. */
export async function answerIsochrone(request: {
  graphPath: string;
  at: Spot;
  minutes: number;
}): Promise<{ area: Area; nodeCount: number }> {
  const ground = openSpotGround((await readRoadNetwork(request.graphPath)).network);
  const reach = reachFrom(ground, request.at, [], request.minutes);
  const nodeCount = reach.nodeWeight.reduce((count, weight) => count + (weight === UNREACHED_WEIGHT ? 0 : 1), 0);
  return { area: drawReach(reach, request.minutes), nodeCount };
}
