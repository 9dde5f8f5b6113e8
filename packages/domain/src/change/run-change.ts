import { z } from 'zod';

/** What may make a figure move from one run to the next, in the order in which each is replaced. */
export const CHANGE_CAUSES = ['offer', 'population', 'network', 'method'] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];
export const CHANGE_CAUSE_LABELS: Record<ChangeCause, string> = {
  offer: 'Offre de services',
  population: 'Population',
  network: 'Réseau et temps de trajet',
  method: 'Méthode et paramètres',
};

/** One headline figure of the Département; the four parts add up to `after − before`. All in the unit of the figure. */
export const figureChange = z.object({
  figureId: z.string(),
  label: z.string(),
  unit: z.enum(['min', 'ratio']),
  /** Null where a run does not have the figure: there is then nothing to explain. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  offer: z.number().nullable(),
  population: z.number().nullable(),
  network: z.number().nullable(),
  method: z.number().nullable(),
});
export type FigureChange = z.infer<typeof figureChange>;

export const runChange = z.object({
  fromRunId: z.string(),
  toRunId: z.string(),
  figures: z.array(figureChange),
  /** What differs between the two runs, in French sentences: parameters, sources, minutes, geography. */
  differences: z.array(z.string()),
  /** How the parts were told apart, in French sentences. */
  notes: z.array(z.string()),
});
export type RunChange = z.infer<typeof runChange>;

/** The change since the run before; or why there is none, which is no failure for a first run. */
export const explainedChange = z.object({ change: runChange.nullable(), reason: z.string().nullable() });
export type ExplainedChange = z.infer<typeof explainedChange>;
