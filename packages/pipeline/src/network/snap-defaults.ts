import type { TravelProfile } from '@maillage/engine/network/road-network.ts';

/** Beyond, a place is said to be off the roads: two kilometres hold the middle of the largest communes and stop what is at sea. */
export const SNAP_METRES = 2000;

/**
 * How fast one goes from a place to the road nearest to it. By car, the last metres are a drive, a yard or a car park: 15 km/h. A walker
 * and a cyclist go at their pace.
 */
export const ACCESS_KMH: Record<TravelProfile, number> = { car: 15, bike: 12, walk: 4.8 };

const NOT_FOR_STOPPING = ['motorway', 'motorway_link', 'ferry'];
/** Roads that one cannot stop on: a place beside a motorway is reached by the road on its other side. */
export const CLOSED_CLASSES: Record<TravelProfile, ReadonlySet<string>> = {
  car: new Set([...NOT_FOR_STOPPING, 'trunk_link']),
  bike: new Set(NOT_FOR_STOPPING),
  walk: new Set(NOT_FOR_STOPPING),
};
