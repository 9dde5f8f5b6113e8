import { z } from 'zod';

/** `apl` is given for care only: its weights are those of general practice. */
export const CATCHMENT_METHODS = ['2sfca', 'e2sfca', '3sfca', 'apl'] as const;
export type CatchmentMethod = (typeof CATCHMENT_METHODS)[number];
export const CATCHMENT_METHOD_LABELS: Record<CatchmentMethod, string> = {
  '2sfca': 'bassin simple (2SFCA)',
  e2sfca: 'bassin à bandes (E2SFCA)',
  '3sfca': 'bassin à trois étapes (3SFCA)',
  apl: 'accessibilité potentielle localisée (pondérations de 2012)',
};

/** Places per 1,000 inhabitants within reach, competition of the others counted. */
export const catchments = z.object({
  communeCodes: z.array(z.string()),
  /** One table per service and method: a value per commune, in their order. */
  tables: z.array(z.object({ serviceType: z.string(), method: z.enum(CATCHMENT_METHODS), values: z.array(z.number()) })),
  /** Places that nobody reaches, by service: they are in no figure. */
  lost: z.array(z.object({ serviceType: z.string(), count: z.number() })),
  emptyReasons: z.record(z.string(), z.string()),
});
export type Catchments = z.infer<typeof catchments>;
