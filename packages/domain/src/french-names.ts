/** Names in French sentences: articles contract, vowels elide. */

const VOWEL = /^[aeiouyhâàäéèêëîïôöûüœæ]/i;

/** « d’Arras », « de Lens », « du Touquet », « des Attaques », « de La Couture », « de la CA de Lens », « de l’Eurométropole ». */
export function ofName(name: string): string {
  if (/^Le /.test(name)) return `du ${name.slice(3)}`;
  if (/^Les /.test(name)) return `des ${name.slice(4)}`;
  if (/^(?:CA|CC|CU|Communauté|Métropole)\b/.test(name)) return `de la ${name}`;
  if (/^(?:Eurométropole|Arrondissement|Agglomération)\b/i.test(name)) return `de l’${name}`;
  if (/^(?:Canton|Pays|Grand)\b/i.test(name)) return `du ${name}`;
  return VOWEL.test(name) ? `d’${name}` : `de ${name}`;
}

/** « à Arras », « au Touquet », « aux Attaques », « dans la CA de Lens ». */
export function inName(name: string): string {
  if (/^Le /.test(name)) return `au ${name.slice(3)}`;
  if (/^Les /.test(name)) return `aux ${name.slice(4)}`;
  if (/^(?:CA|CC|CU|Communauté|Métropole)\b/.test(name)) return `dans la ${name}`;
  return `à ${name}`;
}

/** « la CA de Lens », « Arras », « l’arrondissement de Lens ». */
export function theName(name: string): string {
  if (/^(?:CA|CC|CU|Communauté|Métropole)\b/.test(name)) return `la ${name}`;
  return /^Eurométropole\b/.test(name) ? `l’${name}` : name;
}

/** Départements by the preposition that their name takes; the others follow the rule of names. */
const PREPOSITIONS: readonly [string, string][] = [
  ['de l’', '01 02 03 07 09 10 11 12 27 34 36 38 60 61 89 91'],
  ['de la ', '16 17 19 21 23 24 26 2A 2B 31 33 42 43 44 48 50 51 52 53 55 57 58 70 72 73 74 76 80 85 86 87 93 971 972 973'],
  ['du ', '14 15 18 25 29 30 32 39 45 46 56 59 62 63 67 68 69 81 83 84 90 94 95 00'],
  ['des ', '04 05 06 08 13 22 40 64 65 66 78 79 88 92'],
];

/** « du Pas-de-Calais », « de l’Ain », « d’Ille-et-Vilaine ». */
export function ofDepartement(code: string, name: string): string {
  const found = PREPOSITIONS.find(([, codes]) => codes.split(' ').includes(code));
  return found === undefined ? ofName(name) : found[0] + name;
}
