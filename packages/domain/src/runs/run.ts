import { z } from 'zod';

/** A run id: 16 hexadecimal characters drawn from inputs, parameters and engine version. Same inputs, same id. */
export const runId = z.string().regex(/^[0-9a-f]{16}$/);

export const runSummary = z.object({
  id: runId,
  departementCode: z.string(),
  departementName: z.string(),
  fictional: z.boolean(),
  cogYear: z.number(),
  engineVersion: z.string(),
  publishedAt: z.string(),
  communeCount: z.number(),
  populationCount: z.number().nullable(),
});
export type RunSummary = z.infer<typeof runSummary>;
