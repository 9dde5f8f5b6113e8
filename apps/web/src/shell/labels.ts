import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';

/** The questions of the scheme, each with the figures that answer it best, in order of preference. */
export const QUESTIONS: readonly { label: string; themes: readonly FigureDefinition['theme'][]; figureId: string }[] = [
  { label: 'Qui est loin de quoi ?', themes: ['access', 'offer'], figureId: 'range-minutes.proximity' },
  { label: 'Où sont les pôles ?', themes: ['centres'], figureId: 'centre-level' },
  { label: 'Qui a besoin de quoi ?', themes: ['needs', 'population', 'user'], figureId: 'need.social' },
];

export const labels = {
  product: 'Maillage',
  skip: 'Aller au contenu',
  navigation: 'Navigation principale',
  territory: 'Mon territoire',
  where: 'Où agir d’abord ?',
  plan: 'Que faisons-nous ?',
  around: 'Autour de moi',
  search: 'Chercher',
  signIn: 'Se connecter',
  maps: 'Cartes',
  diagnosis: 'Diagnostic',
  documents: 'Documents',
  data: 'Données',
  method: 'Méthode',
  fictional: 'Département fictif : les communes, les chiffres et les noms sont inventés.',
  theme: 'Couleurs',
  themes: { system: 'Système', light: 'Clair', dark: 'Sombre' },
} as const;
