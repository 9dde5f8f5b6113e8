import { z } from 'zod';

const count = z.number().int().nonnegative();

/** What a graph file says of itself: where its roads come from, what was kept and what was left out. */
export const graphDescription = z.object({
  profile: z.enum(['car', 'bike', 'walk']),
  profileVersion: count,
  weightUnitMilliseconds: z.number().positive(),
  licence: z.string(),
  attribution: z.string(),
  sources: z.array(
    z.object({
      name: z.string(),
      sha256: z.string(),
      byteCount: count,
      timestamp: z.string().nullable(),
      bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
    }),
  ),
  /** Of the roads kept: west, south, east, north, degrees. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  nodeCount: count,
  arcCount: count,
  edgeCount: count,
  pointCount: count,
  wayCount: count,
  roadMetres: count,
  leftOut: z.object({
    nodeCount: count,
    metres: count,
    islandCount: count,
    missingNodeCount: count,
    cutWayCount: count,
    unreadSpeedCount: count,
    turnByWayCount: count,
    incompleteTurnCount: count,
    ignoredTurnCount: count,
  }),
  read: z.object({
    nodeCount: count,
    wayCount: count,
    roadCount: count,
    repeatedWayCount: count,
    closedBarrierCount: count,
    honouredTurnCount: count,
    turnCopyCount: count,
  }),
  roadClasses: z.array(z.string()),
  speedRules: z.array(z.string()),
});
export type GraphDescription = z.infer<typeof graphDescription>;

export const GRAPH_FILE = {
  magic: 'MAILROUT',
  version: 1,
  name: 'graphe routier',
  mend: 'Refaites-le par « maillage graph build »',
} as const;
