import { DomainError } from '@maillage/domain/errors.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import { attachPlaces, NO_NODE } from '@maillage/engine/network/attach-places.ts';
import { createBucketQueue } from '@maillage/engine/network/bucket-queue.ts';
import { type Area, drawIsochrone } from '@maillage/engine/network/isochrone-area.ts';
import { createBoundedSearch, isochroneByDijkstra } from '@maillage/engine/network/isochrone-nodes.ts';
import { UNREACHED_WEIGHT } from '@maillage/engine/network/road-graph.ts';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { createRouteGround, findRoute, type Route } from '@maillage/engine/network/route.ts';
import { indexRoads, snapPlaces } from '@maillage/engine/network/snap-places.ts';
import { readRoadNetwork } from './road-network-file.ts';
import { ACCESS_KMH, CLOSED_CLASSES, SNAP_METRES } from './snap-defaults.ts';

export interface Spot {
  /** Degrees. */
  lon: number;
  lat: number;
}

/** The quickest journey between two spots. Throws `data-missing` when one is far from every road, or nothing joins them. */
export async function answerRoute(request: { graphPath: string; from: Spot; to: Spot }): Promise<Route & { minutes: number }> {
  const { network } = await readRoadNetwork(request.graphPath);
  const attached = attachSpots(network, [request.from, request.to]);
  const route = findRoute(createRouteGround(attached), 0, 1);
  if (route === undefined)
    throw new DomainError(
      'data-missing',
      'Aucune route de ce graphe ne mène du premier lieu au second : ils sont sur deux réseaux séparés.',
    );
  return { ...route, minutes: (route.weight * attached.graph.weightUnitMilliseconds) / 60_000 };
}

/** The ground within so many minutes of a spot. Throws `data-missing` when the spot is far from every road. */
export async function answerIsochrone(request: {
  graphPath: string;
  at: Spot;
  minutes: number;
}): Promise<{ area: Area; nodeCount: number }> {
  const { network } = await readRoadNetwork(request.graphPath);
  const attached = attachSpots(network, [request.at]);
  const maxWeight = Math.floor((request.minutes * 60_000) / attached.graph.weightUnitMilliseconds);
  const search = createBoundedSearch(attached.graph.nodeCount, createBucketQueue(attached.graph));
  const reached = isochroneByDijkstra(attached.graph, attached.departureNode[0]!, maxWeight, search);
  const nodeWeight = new Int32Array(attached.graph.nodeCount).fill(UNREACHED_WEIGHT);
  for (const [index, node] of reached.nodes.entries()) nodeWeight[node] = reached.weight[index]!;
  return { area: drawIsochrone(attached, nodeWeight, maxWeight), nodeCount: reached.nodes.length };
}

function attachSpots(network: RoadNetwork, spots: readonly Spot[]) {
  const list = { lon: spots.map(({ lon }) => lon), lat: spots.map(({ lat }) => lat) };
  const snapped = snapPlaces(indexRoads(network, CLOSED_CLASSES[network.profile]), list, SNAP_METRES);
  const attached = attachPlaces(network, snapped, ACCESS_KMH[network.profile]);
  const off = spots.find((_, index) => attached.departureNode[index] === NO_NODE);
  if (off !== undefined)
    throw new DomainError(
      'data-missing',
      `Aucune route à moins de ${formatNumber(SNAP_METRES / 1000)} km du point ${off.lon} ; ${off.lat} (longitude, puis latitude, en degrés) : il est en mer, ou hors de l’étendue du graphe.`,
    );
  return attached;
}
