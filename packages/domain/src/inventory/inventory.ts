import { z } from 'zod';

/** The places where services are given, one record each, whatever the number of sources that speak of it. */
export const inventory = z.object({
  /** Why a table has no row, by name of export table, in French. */
  emptyReasons: z.record(z.string(), z.string()),
});
export type Inventory = z.infer<typeof inventory>;
