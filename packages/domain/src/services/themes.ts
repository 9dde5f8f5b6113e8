import { z } from 'zod';

/** A theme of the scheme: a label and the facility types it gathers. A type may be of several themes: totals count it once. */
export const serviceTheme = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'Identifiant : lettres minuscules sans accent, chiffres et tirets.'),
  label: z.string().min(1),
  /** Codes of the facilities base (BPE) of 2023; those of other years are found by the changes of codes that the product knows. */
  facilityTypes: z.array(z.string().regex(/^[A-G]\d{3}$/, 'Code d’équipement de la BPE : une lettre et trois chiffres.')),
  /** Ids of operator layers (`operatorLayers`) and other services that the facilities base does not know, such as `station`. */
  layers: z.array(z.string()).optional(),
});
export type ServiceTheme = z.infer<typeof serviceTheme>;

/** `codes('D', '101-113', '302')` → D101 … D113, D302. Codes that the nomenclature does not hold are simply found in no file. */
function codes(domain: string, ...spans: string[]): string[] {
  return spans.flatMap((span) => {
    const [first = 0, last = first] = span.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => `${domain}${first + index}`);
  });
}

/** The ten themes of the scheme, as the product proposes them: each Département edits them in its parameters. */
export const DEFAULT_THEMES: readonly ServiceTheme[] = [
  { id: 'numerique', label: 'Numérique', facilityTypes: [], layers: ['digital'] },
  { id: 'mobilite', label: 'Mobilité', facilityTypes: ['E101', ...codes('E', '107-109'), 'A304', 'B316', 'B326'], layers: ['station'] },
  {
    id: 'services-publics',
    label: 'Services publics et accès aux droits',
    facilityTypes: codes('A', '101', '104-105', '108-109', '120-121', '124-126', '128-133', '206-208'),
    layers: ['legal-access', 'shared-space', 'post'],
  },
  {
    id: 'solidarites',
    label: 'Solidarités et action sociale',
    facilityTypes: codes('D', '506-507', '701-705', '709'),
    layers: ['solidarity', 'social-centre', 'caf', 'msa'],
  },
  {
    id: 'emploi',
    label: 'Emploi, insertion, formation',
    facilityTypes: [...codes('A', '122', '503'), ...codes('C', '601-605', '609')],
    layers: ['employment', 'mission-locale'],
  },
  {
    id: 'sante',
    label: 'Santé',
    facilityTypes: codes('D', '101-113', '201-203', '206-214', '221', '231', '233', '235-240', '242-244', '302-305', '307'),
    layers: ['cpam'],
  },
  { id: 'age-handicap', label: 'Personnes âgées et handicap', facilityTypes: codes('D', '401-403', '601-606'), layers: ['carsat'] },
  {
    id: 'enfance-education',
    label: 'Petite enfance, éducation, jeunesse',
    facilityTypes: [...codes('C', '107-109', '201', '301-305'), ...codes('D', '502-505')],
    layers: ['youth-information', 'youth-listening'],
  },
  {
    id: 'culture-sport',
    label: 'Culture, sport et loisirs',
    facilityTypes: codes('F', '101-126', '201-204', '303', '305', '307', '312-315'),
    layers: ['library'],
  },
  {
    id: 'marchands',
    label: 'Services marchands',
    facilityTypes: [...codes('A', '203', '301', '501', '504'), ...codes('B', '103-105', '201-202', '204-210', '302-313', '315-325')],
  },
];
