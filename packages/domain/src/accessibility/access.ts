import { z } from 'zod';

export const accessStatus = z.enum(['reached', 'unreachable', 'not_collected']);
export type AccessStatus = z.infer<typeof accessStatus>;
/** Order used in packed arrays. */
export const ACCESS_STATUSES = ['reached', 'unreachable', 'not_collected'] as const satisfies readonly AccessStatus[];

export const travelMethod = z.enum(['network', 'estimated']);
export type TravelMethod = z.infer<typeof travelMethod>;
