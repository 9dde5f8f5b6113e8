import { z } from 'zod';
import { serviceRange } from '../services/ranges.ts';

/** The parameters of a run: one versioned document. Each default is explained in docs/methods. */
export const runParameters = z.object({
  version: z.literal(1),
  /** Minutes beyond which a range is « loin »: strict >. */
  farThresholdMinutes: z.record(serviceRange, z.number().positive()),
  /** How the minutes to a service in one's own commune are counted. `zero` is the convention of the published INSEE figures. */
  intraCommune: z.enum(['zero', 'disc-mean']),
  /** Beyond this a service is counted unreachable. */
  maxMinutes: z.number().positive(),
  /** How frequencies are cut in levels: as they are, or in multiples of the mean frequency, which carries over to Départements of few large communes. */
  levelRule: z.enum(['frequency', 'relative-frequency']),
  /** Least frequency of the proximity and of the intermediate level, in the unit of the rule. */
  levelCuts: z.object({ proximity: z.number(), intermediate: z.number() }),
  /** A composite needs at least this share of the weights to be given. */
  minimumPresentWeight: z.number().min(0).max(1),
  /** Weights of the components of the four need indicators, by component id; the rest take their defaults. */
  needWeights: z.record(z.string(), z.number().min(0)),
  /** How components of different units are made comparable; runs made before the choice existed used standard scores. */
  needNormalisation: z.enum(['zscore', 'minmax', 'rank']).default('zscore'),
  /** Files preferred where several hold the same facts: dataset kind → path in the folder. */
  preferredFiles: z.record(z.string(), z.string()),
});
export type RunParameters = z.infer<typeof runParameters>;

export const DEFAULT_PARAMETERS: RunParameters = {
  version: 1,
  farThresholdMinutes: { proximity: 7, intermediate: 15, superior: 30 },
  intraCommune: 'zero',
  maxMinutes: 180,
  levelRule: 'relative-frequency',
  levelCuts: { proximity: 1.25, intermediate: 0.32 },
  minimumPresentWeight: 0.6,
  needWeights: {},
  needNormalisation: 'zscore',
  preferredFiles: {},
};
