const LEGAL_FORMS = new Set(['SARL', 'SAS', 'SASU', 'EURL', 'STE', 'SELARL', 'SELAS', 'SCP', 'SNC', 'SA', 'ASSOCIATION', 'ASSO']);
const EXPANSIONS: Record<string, string> = {
  ST: 'SAINT',
  STE: 'SAINTE',
  PHIE: 'PHARMACIE',
  CTRE: 'CENTRE',
  MED: 'MEDICAL',
  BIB: 'BIBLIOTHEQUE',
  CCAS: 'CCAS',
};

/**
 * A name as two sources can be compared by: upper case, without accents, punctuation nor legal form, common abbreviations written
 * whole. « SARL Phie St-Éloi » → « PHARMACIE SAINT ELOI ».
 */
export function normaliseName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '' && !(LEGAL_FORMS.has(word) && word !== 'STE'))
    .map((word) => EXPANSIONS[word] ?? word)
    .join(' ');
}
