import type { Commune } from '@maillage/domain/territories/territory.ts';
import type { Reach } from '@maillage/engine/centres/centres-by-distance.ts';
import type { TravelTimes } from './travel-times.ts';

/** Where the centres of communes are, and how far the run's journeys can go. */
export const reachOf = (communes: readonly Commune[], { farthestKm }: Pick<TravelTimes, 'farthestKm'>): Reach => ({
  lon: Float64Array.from(communes, ({ lon }) => lon),
  lat: Float64Array.from(communes, ({ lat }) => lat),
  farthestKm,
});
