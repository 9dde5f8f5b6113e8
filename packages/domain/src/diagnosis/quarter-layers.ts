/** The fifteen layers of the zoom on priority neighbourhoods (QPV), in the order of the legend of the Pas-de-Calais scheme. */
export interface QuarterLayer {
  id: string;
  label: string;
  /** Codes of the facilities base (BPE) that stand for it, all vintages; none where no open file gives the layer. */
  facilityTypes: readonly string[];
}

export const QUARTER_LAYERS: readonly QuarterLayer[] = [
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
