import type { ServiceGrouping } from '@maillage/domain/services/ranges.ts';

/**
 * The proximity range that INSEE gives for 2025, used when the user has no file of the ranges. Only proximity: the two
 * other lists are not confirmed, and nothing is shown as fact that is not. Codes of the year 2023; callers translate.
 */
const PROXIMITY_2025: readonly [label: string, ...codes: string[]][] = [
  ['Boulangerie', 'B207'],
  ['Épicerie, supérette', 'B201', 'B202'],
  ['École', 'C107', 'C108', 'C109'],
  ['Médecin généraliste', 'D201'],
  ['Pharmacie', 'D307'],
  ['Infirmier', 'D244'],
  ['Masseur-kinésithérapeute', 'D233'],
  ['Coiffure', 'A501'],
  ['Restaurant', 'A504'],
  ['Bureau de poste, relais ou agence postale', 'A206', 'A207', 'A208'],
  ['Bibliothèque', 'F307'],
  ['Tennis', 'F103'],
  ['Boulodrome', 'F102'],
  ['Terrain de grands jeux', 'F113'],
  ['Plateau extérieur, salle multisports', 'F111', 'F121'],
  ['Agence immobilière', 'A505'],
  ['Institut de beauté', 'A507'],
  ['Borne de recharge', 'B326'],
  ['Taxi', 'E101'],
  ['Accueil de loisirs', 'D505'],
  ['Maçon', 'A401'],
  ['Plâtrier, peintre', 'A402'],
  ['Menuisier, charpentier, serrurier', 'A403'],
  ['Plombier, couvreur, chauffagiste', 'A404'],
  ['Électricien', 'A405'],
  ['Réparation automobile', 'A301'],
];

export const DEFAULT_GROUPINGS: readonly ServiceGrouping[] = PROXIMITY_2025.map(([label, ...facilityTypes]) => ({
  code: facilityTypes[0] ?? label,
  label,
  range: 'proximity',
  facilityTypes,
}));
