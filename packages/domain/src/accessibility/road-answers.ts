import { z } from 'zod';

/** The bands of an isochrone, minutes: the round numbers that every page shares. */
export const ISOCHRONE_MINUTES = [5, 10, 15, 20, 30] as const;

const position = z.tuple([z.number(), z.number()]);

/** A journey by the road, from the centre of a commune to a place. */
export const roadJourney = z.object({
  minutes: z.number(),
  metres: z.number(),
  /** Degrees, longitude first. */
  line: z.array(position),
  /** French: each stretch with its length, its time and the reason of its speed. */
  sentences: z.array(z.string()),
});
export type RoadJourney = z.infer<typeof roadJourney>;

/** The way to the nearest place of a service, and to the second; null when there is none, or when no road leads there. */
export const roadJourneys = z.object({
  runId: z.string(),
  communeCode: z.string(),
  serviceType: z.string(),
  nearest: roadJourney.nullable(),
  second: roadJourney.nullable(),
  attribution: z.string(),
});
export type RoadJourneys = z.infer<typeof roadJourneys>;

/** The ground within so many minutes of a spot by the road, and the communes whose centre is reached. */
export const isochrones = z.object({
  runId: z.string(),
  /** Degrees. */
  lon: z.number(),
  lat: z.number(),
  /** From the nearest; each holds those before it. `area`: the coordinates of a MultiPolygon. */
  bands: z.array(z.object({ minutes: z.number(), area: z.array(z.array(z.array(position))) })),
  /** Own communes within the last band, the nearest first. */
  communes: z.array(z.object({ code: z.string(), minutes: z.number() })),
  attribution: z.string(),
});
export type Isochrones = z.infer<typeof isochrones>;
