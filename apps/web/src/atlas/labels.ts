import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';

export const THEME_LABELS: Record<FigureDefinition['theme'], string> = {
  access: 'Accès : temps de trajet et éloignement',
  offer: 'Offre de services',
  centres: 'Pôles et armature',
  needs: 'Besoins de la population',
  population: 'Population',
  user: 'Vos indicateurs',
};
export const THEME_ORDER: readonly FigureDefinition['theme'][] = ['access', 'centres', 'needs', 'population', 'offer', 'user'];

export const labels = {
  figure: 'Carte affichée',
  searchFigure: 'Chercher une carte',
  commune: 'Chercher une commune',
  estimated: 'Temps estimés, sans réseau routier.',
  bringData: 'La carte se remplira dès que les fichiers seront apportés.',
  legend: 'Légende',
  twinTitle: 'Le tableau de la carte',
  filter: 'Filtrer par commune ou intercommunalité',
  mapAlternative: 'Passer la carte : aller au tableau',
  noWebGl: 'Ce navigateur ne peut pas dessiner la carte (WebGL absent). Toutes les valeurs sont dans le tableau ci-dessous.',
  loadingMap: 'Dessin de la carte…',
} as const;
