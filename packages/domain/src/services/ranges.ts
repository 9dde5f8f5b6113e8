import { z } from 'zod';

/** The three INSEE ranges (gammes), in order. */
export const SERVICE_RANGES = ['proximity', 'intermediate', 'superior'] as const;
export const serviceRange = z.enum(SERVICE_RANGES);
export type ServiceRange = z.infer<typeof serviceRange>;

export const SERVICE_RANGE_LABELS: Record<ServiceRange, string> = {
  proximity: 'proximité',
  intermediate: 'intermédiaire',
  superior: 'supérieure',
};

/** The five levels of a commune in the network of centres, 0 to 4. */
export const CENTRE_LEVEL_LABELS = ['non-centre', 'centre local', 'centre intermédiaire', 'centre structurant', 'centre majeur'] as const;

/**
 * One service grouping of a range: near-identical facility types counted together.
 * `code` is the official code of the grouping (TYPEQU_REGROUPEMENT), which is also how exports name it.
 */
export interface ServiceGrouping {
  code: string;
  label: string;
  range: ServiceRange;
  facilityTypes: string[];
}
