import { z } from 'zod';

/** A layer of the zoom on priority neighbourhoods: a service of an operator, under the facility codes that stand for it. */
export const operatorLayer = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'Identifiant : lettres minuscules sans accent, chiffres et tirets.'),
  label: z.string().min(1),
  /** Codes of the facilities base (BPE), all vintages; none where no open file gives the layer. Places that name the layer are of it too. */
  facilityTypes: z.array(z.string().regex(/^[A-G]\d{3}$/, 'Code d’équipement de la BPE : une lettre et trois chiffres.')),
});
export type OperatorLayer = z.infer<typeof operatorLayer>;

/** The fifteen layers, in the order of the legend of the Pas-de-Calais scheme; each Département edits them in its parameters. */
export const DEFAULT_OPERATOR_LAYERS: readonly OperatorLayer[] = [
  { id: 'solidarity', label: 'Point accueil solidarité du Département', facilityTypes: [] },
  { id: 'digital', label: 'Espace public numérique', facilityTypes: [] },
  { id: 'social-centre', label: 'Centre social', facilityTypes: ['D506'] },
  { id: 'youth-information', label: 'Point information jeunesse', facilityTypes: [] },
  { id: 'legal-access', label: 'Point d’accès au droit', facilityTypes: ['A124', 'A125', 'A126'] },
  { id: 'youth-listening', label: 'Point accueil écoute jeunes', facilityTypes: [] },
  { id: 'msa', label: 'MSA : agence ou permanence', facilityTypes: [] },
  { id: 'mission-locale', label: 'Mission locale', facilityTypes: [] },
  { id: 'employment', label: 'France Travail', facilityTypes: ['A122'] },
  { id: 'carsat', label: 'Carsat', facilityTypes: [] },
  { id: 'library', label: 'Bibliothèque', facilityTypes: ['F307'] },
  { id: 'caf', label: 'CAF', facilityTypes: [] },
  { id: 'cpam', label: 'CPAM', facilityTypes: [] },
  { id: 'post', label: 'La Poste : bureau ou agence', facilityTypes: ['A206', 'A208'] },
  { id: 'shared-space', label: 'Espace mutualisé (France services)', facilityTypes: ['A128'] },
];
