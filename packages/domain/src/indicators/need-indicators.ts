/** The four composite need indicators and their components: methods note « besoins ». */

export const NEED_INDICATORS = ['demography', 'age', 'social', 'mobility'] as const;
export type NeedIndicatorId = (typeof NEED_INDICATORS)[number];

export const NEED_INDICATOR_LABELS: Record<NeedIndicatorId, string> = {
  demography: 'Répartition et dynamique de la population',
  age: 'Structure par âge',
  social: 'Structure sociale',
  mobility: 'Mobilité',
};

/** `plus`: more of it is more need. `minus`: less of it is more need. `both-ways`: far from the mean, either way, is need. */
export type NeedDirection = 'plus' | 'minus' | 'both-ways';

export interface NeedComponent {
  id: string;
  indicator: NeedIndicatorId;
  label: string;
  unit: string;
  direction: NeedDirection;
  weight: number;
  /** `log`: the value is taken as its natural logarithm first (density). */
  transform: 'none' | 'log';
  /** In words, with the fields of the official files. */
  formula: string;
}

/**
 * Components and default weights. Component ids are also the ids of the values that importers and the
 * referential give; a component that no file gives is missing, and its weight is counted as missing.
 */
export const NEED_COMPONENTS: readonly NeedComponent[] = [
  {
    id: 'density',
    indicator: 'demography',
    label: 'Densité de population',
    unit: 'hab./km²',
    direction: 'minus',
    weight: 0.3,
    transform: 'log',
    formula: 'population municipale ÷ superficie',
  },
  {
    id: 'annualGrowth',
    indicator: 'demography',
    label: 'Évolution annuelle de la population',
    unit: 'ratio par an',
    direction: 'both-ways',
    weight: 0.3,
    transform: 'none',
    formula: '(population ÷ population antérieure)^(1 ÷ années) − 1',
  },
  {
    id: 'naturalAndMigration',
    indicator: 'demography',
    label: 'Soldes naturel et migratoire',
    unit: 'ratio par an',
    direction: 'plus',
    weight: 0.2,
    transform: 'none',
    formula: '(naissances − décès + arrivées nettes) ÷ population, par an',
  },
  {
    id: 'secondHomes',
    indicator: 'demography',
    label: 'Résidences secondaires',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.2,
    transform: 'none',
    formula: 'résidences secondaires ÷ logements',
  },
  {
    id: 'youngChildren',
    indicator: 'age',
    label: 'Jeunes enfants (0 à 5 ans)',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.25,
    transform: 'none',
    formula: '(0–2 ans + 3–5 ans) ÷ population',
  },
  {
    id: 'under15',
    indicator: 'age',
    label: 'Moins de 15 ans',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.15,
    transform: 'none',
    formula: '0–14 ans ÷ population',
  },
  {
    id: 'over75',
    indicator: 'age',
    label: '75 ans et plus',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.35,
    transform: 'none',
    formula: '75 ans et plus ÷ population',
  },
  {
    id: 'ageingIndex',
    indicator: 'age',
    label: 'Indice de vieillissement',
    unit: 'pour 100 jeunes',
    direction: 'plus',
    weight: 0.25,
    transform: 'none',
    formula: '65 ans et plus ÷ moins de 20 ans × 100',
  },
  {
    id: 'medianIncome',
    indicator: 'social',
    label: 'Niveau de vie médian',
    unit: '€ par an',
    direction: 'minus',
    weight: 0.25,
    transform: 'none',
    formula: 'médiane du niveau de vie (Filosofi)',
  },
  {
    id: 'povertyRate',
    indicator: 'social',
    label: 'Taux de pauvreté',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.2,
    transform: 'none',
    formula: 'personnes sous 60 % du niveau de vie médian ÷ personnes (Filosofi)',
  },
  {
    id: 'unemployment',
    indicator: 'social',
    label: 'Chômage au sens du recensement',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.2,
    transform: 'none',
    formula: 'chômeurs de 15–64 ans ÷ actifs de 15–64 ans',
  },
  {
    id: 'loneParents',
    indicator: 'social',
    label: 'Familles monoparentales',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.15,
    transform: 'none',
    formula: 'familles monoparentales ÷ familles (ou ménages, selon la source)',
  },
  {
    id: 'noDiploma',
    indicator: 'social',
    label: 'Sans diplôme',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.1,
    transform: 'none',
    formula: 'non-scolarisés de 15 ans et plus peu ou pas diplômés ÷ non-scolarisés de 15 ans et plus',
  },
  {
    id: 'socialBenefits',
    indicator: 'social',
    label: 'Bénéficiaires du RSA ou de la C2S',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.1,
    transform: 'none',
    formula: 'bénéficiaires ÷ population',
  },
  {
    id: 'withoutCar',
    indicator: 'mobility',
    label: 'Ménages sans voiture',
    unit: 'ratio',
    direction: 'plus',
    weight: 0.35,
    transform: 'none',
    formula: '1 − ménages avec au moins une voiture ÷ ménages',
  },
  {
    id: 'stationMinutes',
    indicator: 'mobility',
    label: 'Temps à la gare la plus proche',
    unit: 'min',
    direction: 'plus',
    weight: 0.25,
    transform: 'none',
    formula: 'minutes en voiture à la gare de voyageurs la plus proche',
  },
  {
    id: 'transitSupply',
    indicator: 'mobility',
    label: 'Desserte en transport public',
    unit: 'ratio',
    direction: 'minus',
    weight: 0.2,
    transform: 'none',
    formula: 'population à moins de 500 m d’un arrêt de 8 départs par jour ÷ population',
  },
  {
    id: 'commuteLength',
    indicator: 'mobility',
    label: 'Longueur des trajets domicile–travail',
    unit: 'km',
    direction: 'plus',
    weight: 0.2,
    transform: 'none',
    formula: 'distance moyenne au lieu de travail',
  },
];
