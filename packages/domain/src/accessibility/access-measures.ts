import { z } from 'zod';

/** Measures of access beyond the nearest service: catchments, choice, equity, the tests of the law. */
export const accessMeasures = z.object({
  /** Why a table has no row, by name of export table, in French. */
  emptyReasons: z.record(z.string(), z.string()),
});
export type AccessMeasures = z.infer<typeof accessMeasures>;
