import { z } from 'zod';
import { serviceRange } from '../services/ranges.ts';

/** Territories larger than a commune that have a portrait. */
export const PORTRAIT_KINDS = ['epci', 'arrondissement', 'canton', 'departement'] as const;
export type PortraitKind = (typeof PORTRAIT_KINDS)[number];
export const PORTRAIT_KIND_LABELS: Record<PortraitKind, string> = {
  epci: 'Intercommunalité',
  arrondissement: 'Arrondissement',
  canton: 'Canton',
  departement: 'Département',
};

const named = z.object({ kind: z.string(), code: z.string(), name: z.string() });

/** A line of the list of territories. */
export const territoryListItem = named.extend({
  kind: z.enum(PORTRAIT_KINDS),
  /** Own communes, and their people. */
  communeCount: z.number(),
  populationCount: z.number().nullable(),
});
export type TerritoryListItem = z.infer<typeof territoryListItem>;

/** Territories that resemble one most: the nearest on the standardised variables of the typology. */
export const likeMine = z.array(z.object({ code: z.string(), name: z.string(), distance: z.number() }));

/** The portrait of an intercommunality, an arrondissement, a canton or the Département. */
export const territoryPortrait = z.object({
  runId: z.string(),
  kind: z.enum(PORTRAIT_KINDS),
  code: z.string(),
  name: z.string(),
  departementName: z.string(),
  populationCount: z.number().nullable(),
  areaKm2: z.number().nullable(),
  /** Key facts in plain sentences. */
  sentences: z.array(z.string()),
  /** Own communes, the most peopled first. */
  communes: z.array(
    z.object({ code: z.string(), name: z.string(), populationCount: z.number().nullable(), centreLevel: z.number().nullable() }),
  ),
  /** What it may be compared with: the Département, the région when it is loaded whole, France, and its peers. */
  references: z.array(named),
  comparisons: z.array(
    z.object({
      figureId: z.string(),
      label: z.string(),
      unit: z.string(),
      decimals: z.number(),
      value: z.number().nullable(),
      /** In the order of `references`. */
      referenceValues: z.array(z.number().nullable()),
      /** Place among the peers, 1 for the greatest value; null where there is no value. */
      rank: z.number().nullable(),
      rankedCount: z.number(),
    }),
  ),
  /** People by minutes to the services of each range, here and in the Département. */
  spreads: z.array(
    z.object({
      range: serviceRange,
      label: z.string(),
      classes: z.array(
        z.object({ label: z.string(), populationCount: z.number(), shareRatio: z.number(), departementShareRatio: z.number() }),
      ),
    }),
  ),
  /** Services farther than in the Département, the greatest difference first, then the nearer ones. */
  services: z.array(
    z.object({
      serviceType: z.string(),
      label: z.string(),
      minutes: z.number(),
      departementMinutes: z.number(),
    }),
  ),
  similar: likeMine,
  /** Null when the run knows none in the whole Département: the list was not loaded. */
  quarterCount: z.number().nullable(),
  franceServicesCount: z.number().nullable(),
});
export type TerritoryPortrait = z.infer<typeof territoryPortrait>;
