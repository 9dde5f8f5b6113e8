import { z } from 'zod';

/** A named list of services that are looked at together. */
export const serviceBasket = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'Identifiant : lettres minuscules sans accent, chiffres et tirets.'),
  label: z.string().min(1),
  /** Each entry is one service, whatever its codes (BPE of 2023): « C108 ou C109 » is one school. */
  services: z.array(z.object({ label: z.string().min(1), facilityTypes: z.array(z.string().regex(/^[A-G]\d{3}$/)).min(1) })).min(1),
});
export type ServiceBasket = z.infer<typeof serviceBasket>;

const EVERYDAY: readonly [label: string, ...codes: string[]][] = [
  ['Boulangerie', 'B207'],
  ['Épicerie, supérette', 'B201', 'B202'],
  ['Supermarché', 'B105', 'B104'],
  ['Librairie, presse', 'B324', 'B325'],
  ['Poste', 'A206', 'A207', 'A208'],
  ['Banque', 'A203'],
  ['Station-service', 'B316'],
  ['Coiffure', 'A501'],
  ['Restaurant, café', 'A504'],
  ['Police, gendarmerie', 'A101', 'A104'],
  ['École maternelle', 'C107', 'C108'],
  ['École élémentaire', 'C108', 'C109'],
  ['Collège', 'C201'],
  ['Lycée', 'C301', 'C302', 'C303'],
  ['Accueil du jeune enfant', 'D502'],
  ['Médecin généraliste', 'D201'],
  ['Infirmier', 'D244'],
  ['Masseur-kinésithérapeute', 'D233'],
  ['Chirurgien-dentiste', 'D221'],
  ['Pharmacie', 'D307'],
  ['Laboratoire d’analyses', 'D302'],
  ['Services à domicile pour personnes âgées', 'D402', 'D403'],
];

/** The everyday basket that the product proposes: 22 services. The official list of INSEE is not confirmed; each Département edits its own. */
export const DEFAULT_BASKETS: readonly ServiceBasket[] = [
  {
    id: 'vie-courante',
    label: 'Panier de la vie courante',
    services: EVERYDAY.map(([label, ...facilityTypes]) => ({ label, facilityTypes })),
  },
];
