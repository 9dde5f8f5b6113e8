import type { IndexedRun } from './run-rows.ts';

/**
 * Priority quarters of which a commune is among `codes`. Null when the register names none in the whole Département: it was not loaded,
 * or is that of other Départements, and a zero would be made up.
 */
export function countQuarters({ facts: { qpvs } }: IndexedRun, codes: ReadonlySet<string>): number | null {
  return qpvs.length === 0 ? null : qpvs.filter(({ communeCodes }) => communeCodes.some((code) => codes.has(code))).length;
}

/** France services sites in these communes. Null when the list has none in the whole Département. */
export function countFranceServices({ facts: { franceServices } }: IndexedRun, codes: ReadonlySet<string>): number | null {
  if (franceServices.length === 0) return null;
  return franceServices.filter(({ communeCode }) => communeCode !== null && codes.has(communeCode)).length;
}
