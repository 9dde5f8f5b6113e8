import { z } from 'zod';

/** Official codes are strings: « 01004 » keeps its zero, Corsica has « 2A004 ». */
export const communeCode = z.string().regex(/^(?:\d{2}|2[AB])\d{3}$/, 'un code commune a 5 caractères, par exemple 62041 ou 2A004');
export const departementCode = z
  .string()
  .regex(/^(?:\d{2}|2[AB]|97[1-8])$/, 'un code de département a 2 ou 3 caractères, par exemple 62, 2A ou 974');
export const epciCode = z.string().regex(/^\d{9}$/, 'un EPCI est identifié par un SIREN de 9 chiffres');

/** The Département of a commune or IRIS code: two characters, three overseas. */
export function departementOfCommune(code: string): string {
  return code.startsWith('97') || code.startsWith('98') ? code.slice(0, 3) : code.slice(0, 2);
}

/**
 * The commune of a municipal arrondissement (« 75112 » → « 75056 », « 69381 » → « 69123 », « 13201 » → « 13055 »); null for
 * any other code. Tables of INSEE often hold the commune and its arrondissements, one under the other: they are not to be added.
 */
export function communeOfMunicipalArrondissement(code: string): string | null {
  if (/^751(0[1-9]|1\d|20)$/.test(code)) return '75056';
  if (/^6938[1-9]$/.test(code)) return '69123';
  return /^132(0[1-9]|1[0-6])$/.test(code) ? '13055' : null;
}

/** The fictional Département uses a code that the INSEE never gave. */
export const FICTIONAL_DEPARTEMENT_CODE = '00';
/** Its neighbour, as fictional as itself: the border must be computed too. */
export const FICTIONAL_NEIGHBOUR_CODE = '96';

export function isFictionalDepartement(code: string): boolean {
  return code === FICTIONAL_DEPARTEMENT_CODE || code === FICTIONAL_NEIGHBOUR_CODE;
}
