import { z } from 'zod';
import { accessStatus, travelMethod } from '../accessibility/access.ts';
import { serviceRange } from '../services/ranges.ts';
import { likeMine } from './territory-portrait.ts';

const compared = z.object({
  figureId: z.string(),
  label: z.string(),
  unit: z.string(),
  decimals: z.number(),
  commune: z.number().nullable(),
  status: z.string(),
  epci: z.number().nullable(),
  departement: z.number().nullable(),
  region: z.number().nullable(),
});

/** The portrait of a commune. */
export const communePortrait = z.object({
  runId: z.string(),
  code: z.string(),
  name: z.string(),
  departementName: z.string(),
  epci: z.object({ code: z.string(), name: z.string() }).nullable(),
  arrondissement: z.object({ code: z.string(), name: z.string() }).nullable(),
  populationCount: z.number().nullable(),
  areaKm2: z.number().nullable(),
  /** Key facts in plain sentences. */
  sentences: z.array(z.string()),
  centre: z.object({
    level: z.number(),
    levelLabel: z.string(),
    servicesCount: z.number(),
    servicesTotal: z.number(),
    attractedTo: z.object({ code: z.string(), name: z.string(), minutes: z.number().nullable() }).nullable(),
  }),
  comparisons: z.array(compared),
  services: z.array(
    z.object({
      serviceType: z.string(),
      label: z.string(),
      range: serviceRange,
      status: accessStatus,
      method: travelMethod,
      minutes: z.number().nullable(),
      nearest: z.object({ communeCode: z.string(), communeName: z.string(), placeName: z.string().nullable() }).nullable(),
      departementMeanMinutes: z.number().nullable(),
    }),
  ),
  needs: z.array(
    z.object({
      indicator: z.string(),
      label: z.string(),
      score: z.number().nullable(),
      rank: z.number().nullable(),
      rankedCount: z.number(),
      missingWeightRatio: z.number(),
      components: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          unit: z.string(),
          value: z.number().nullable(),
          status: z.string(),
          departement: z.number().nullable(),
          formula: z.string(),
        }),
      ),
    }),
  ),
  franceServices: z.array(
    z.object({
      name: z.string(),
      address: z.string().nullable(),
      hours: z.array(z.object({ day: z.string(), text: z.string() })),
      telephone: z.string().nullable(),
    }),
  ),
  qpvs: z.array(z.object({ code: z.string(), name: z.string().nullable() })),
  /** Communes that resemble it most. */
  similar: likeMine,
});
export type CommunePortrait = z.infer<typeof communePortrait>;
