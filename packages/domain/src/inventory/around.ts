import { z } from 'zod';
import { inventoryPlace } from './inventory.ts';

/** Where an inhabitant stands: a spot in degrees. */
export const aroundQuery = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
});
export type AroundQuery = z.infer<typeof aroundQuery>;

export const aroundPlace = inventoryPlace
  .pick({ placeId: true, name: true, communeCode: true, address: true, channel: true, hoursText: true, telephone: true, count: true })
  .extend({
    communeName: z.string(),
    /** Degrees; the centre of the commune when `atCommune`. */
    lon: z.number(),
    lat: z.number(),
    /** True when no source gives the address: the place is somewhere in the commune. */
    atCommune: z.boolean(),
    /** As the crow flies. */
    distanceKm: z.number(),
    /** By car, from this very spot. */
    minutes: z.number(),
    /** True when the minutes are those of the road; false when they are estimated from the distance. */
    byRoad: z.boolean(),
  });
export type AroundPlace = z.infer<typeof aroundPlace>;

/** The nearest places of each service around a spot, by theme of the scheme; the nearest service first. */
export const around = z.object({
  /** French: what the minutes are worth, by road or estimated. */
  error: z.string(),
  themes: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      services: z.array(z.object({ serviceType: z.string(), label: z.string(), places: z.array(aroundPlace) })),
    }),
  ),
});
export type Around = z.infer<typeof around>;
