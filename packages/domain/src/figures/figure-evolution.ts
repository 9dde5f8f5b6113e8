import { z } from 'zod';
import { figureDefinition, figureValue } from './figure.ts';

/** A figure of one run less the same of the run before, commune by commune. */
export const figureEvolution = z.object({
  runId: z.string(),
  /** The run before, and when it was published. */
  before: z.object({ runId: z.string(), publishedAt: z.string() }),
  /** The difference, drawn as a diverging map. */
  figure: figureDefinition,
  communes: z.array(figureValue),
  /** How many communes move, and which most, in a sentence. */
  headline: z.string(),
  /** The greatest moves, five at most. */
  largest: z.array(z.object({ code: z.string(), name: z.string(), before: z.number(), after: z.number() })),
});
export type FigureEvolution = z.infer<typeof figureEvolution>;
