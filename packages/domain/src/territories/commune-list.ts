import { z } from 'zod';

/** One line of the list of communes: enough to search, sort and link. */
export const communeListItem = z.object({
  code: z.string(),
  name: z.string(),
  epciCode: z.string().nullable(),
  epciName: z.string().nullable(),
  populationCount: z.number().nullable(),
  lon: z.number(),
  lat: z.number(),
  centreLevel: z.number().nullable(),
  /** The nearest centre of a higher level, which it depends on; null for the top, and for those that are no centre and have none. */
  attractedTo: z.string().nullable(),
});
export type CommuneListItem = z.infer<typeof communeListItem>;
