import { DomainError } from '@maillage/domain/errors.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import { type AttachedNetwork, attachPlaces, NO_NODE } from '@maillage/engine/network/attach-places.ts';
import { createBucketQueue } from '@maillage/engine/network/bucket-queue.ts';
import { type Area, type AreaOptions, drawIsochrone } from '@maillage/engine/network/isochrone-area.ts';
import { createBoundedSearch, isochroneByDijkstra } from '@maillage/engine/network/isochrone-nodes.ts';
import { UNREACHED_WEIGHT } from '@maillage/engine/network/road-graph.ts';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { createRouteGround, findRoute, type Route } from '@maillage/engine/network/route.ts';
import { indexRoads, type RoadIndex, snapPlaces } from '@maillage/engine/network/snap-places.ts';
import { ACCESS_KMH, CLOSED_CLASSES, SNAP_METRES } from './snap-defaults.ts';

export interface Spot {
  /** Degrees. */
  lon: number;
  lat: number;
}

/** Roads ready for questions about spots: their index is built once. */
export interface SpotGround {
  network: RoadNetwork;
  index: RoadIndex | null;
}

export const openSpotGround = (network: RoadNetwork): SpotGround => ({
  network,
  index: indexRoads(network, CLOSED_CLASSES[network.profile]),
});

/** The quickest way from a spot to each of the others; null where no road leads. Throws `data-missing` when `from` is far from every road. */
export function findRoutes(ground: SpotGround, from: Spot, to: readonly Spot[]): ((Route & { minutes: number }) | null)[] {
  const attached = attachSpots(ground, [from, ...to]);
  const routes = createRouteGround(attached);
  return to.map((_, index) => {
    const route = findRoute(routes, 0, index + 1);
    return route === undefined ? null : { ...route, minutes: route.weight / unitsPerMinute(attached) };
  });
}

/** What is within reach of a spot. */
export interface Reach {
  attached: AttachedNetwork;
  /** Of each node of the attached graph. */
  nodeWeight: Int32Array;
  /** To each of the other spots; null beyond the limit, or off the roads. */
  minutesTo: (number | null)[];
}

/** All that is within so many minutes of a spot, with the minutes to others. Throws `data-missing` when `from` is far from every road. */
export function reachFrom(ground: SpotGround, from: Spot, to: readonly Spot[], maxMinutes: number): Reach {
  const attached = attachSpots(ground, [from, ...to]);
  const search = createBoundedSearch(attached.graph.nodeCount, createBucketQueue(attached.graph));
  const reached = isochroneByDijkstra(
    attached.graph,
    attached.departureNode[0]!,
    Math.floor(maxMinutes * unitsPerMinute(attached)),
    search,
  );
  const nodeWeight = new Int32Array(attached.graph.nodeCount).fill(UNREACHED_WEIGHT);
  for (const [index, node] of reached.nodes.entries()) nodeWeight[node] = reached.weight[index]!;
  const minutesTo = to.map((_, index) => {
    const node = attached.arrivalNode[index + 1]!;
    return node === NO_NODE || nodeWeight[node] === UNREACHED_WEIGHT ? null : nodeWeight[node]! / unitsPerMinute(attached);
  });
  return { attached, nodeWeight, minutesTo };
}

/** The ground of a reach within so many minutes, no more than it was searched for. */
export function drawReach({ attached, nodeWeight }: Reach, minutes: number, options?: AreaOptions): Area {
  return drawIsochrone(attached, nodeWeight, Math.floor(minutes * unitsPerMinute(attached)), options);
}

const unitsPerMinute = ({ graph }: AttachedNetwork) => 60_000 / graph.weightUnitMilliseconds;

function attachSpots({ network, index }: SpotGround, spots: readonly Spot[]): AttachedNetwork {
  const list = { lon: spots.map(({ lon }) => lon), lat: spots.map(({ lat }) => lat) };
  const attached = attachPlaces(network, snapPlaces(index, list, SNAP_METRES), ACCESS_KMH[network.profile]);
  const [from] = spots;
  if (from !== undefined && attached.departureNode[0] === NO_NODE) throw offRoad(from);
  return attached;
}

function offRoad({ lon, lat }: Spot): DomainError {
  return new DomainError(
    'data-missing',
    `Aucune route à moins de ${formatNumber(SNAP_METRES / 1000)} km du point ${lon} ; ${lat} (longitude, puis latitude, en degrés) : il est en mer, ou hors de l’étendue du graphe.`,
  );
}
