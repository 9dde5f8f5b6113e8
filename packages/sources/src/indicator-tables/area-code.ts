import type { IndicatorValue } from '@maillage/domain/sources/records.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import type { ImportScope } from '../importer.ts';

export type Geography = IndicatorValue['geography'];

const PATTERN: Record<Geography, RegExp> = {
  commune: /^(?:\d{2}|2[AB])\d{3}$/,
  iris: /^(?:\d{2}|2[AB])\d{7}$/,
  epci: /^\d{9}$/,
};
const EXPECTED: Record<Geography, string> = {
  commune: 'un code commune a 5 caractères, par exemple 01004',
  iris: 'un code IRIS a 9 caractères, par exemple 010040101',
  epci: 'un EPCI est identifié par un SIREN de 9 chiffres',
};
/** A spreadsheet that took the code for a number dropped its first zero. */
const LOST_ZERO: Record<Geography, RegExp> = { commune: /^\d{4}$/, iris: /^\d{8}$/, epci: /^$/ };

/**
 * The official code of a cell (`62004_0101` is written `620040101`), or the reason why it is none.
 * A lost first zero is told, never put back: « 1004 » could as well be a typing error.
 */
export function readAreaCode(text: string | undefined, geography: Geography): string | { reject: string } {
  const code = (text ?? '').trim().toUpperCase();
  const joined = geography === 'iris' ? code.replace('_', '') : code;
  if (PATTERN[geography].test(joined)) return joined;
  if (joined === '') return { reject: `code absent : ${EXPECTED[geography]}` };
  if (LOST_ZERO[geography].test(joined))
    return { reject: `le code « ${joined} » a perdu son zéro initial : ${EXPECTED[geography]} ; ouvrez le fichier en format texte` };
  return { reject: `le code « ${joined.slice(0, 20)} » n’est pas reconnu : ${EXPECTED[geography]}` };
}

/** True when the commune or IRIS is of a Département asked for. A SIREN tells no Département: every EPCI is kept. */
export function isInScope(code: string, geography: Geography, scope: ImportScope): boolean {
  if (scope.departementCodes === null || geography === 'epci') return true;
  return scope.departementCodes.has(departementOfCommune(code));
}
