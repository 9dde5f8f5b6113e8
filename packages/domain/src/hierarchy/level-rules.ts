/** How a service is given its level. Apart from the ladder: the parameters of a run name them, and every page reads those. */
export const LEVEL_RULES = ['official', 'quantile', 'relative-frequency', 'cluster'] as const;
export const LEVEL_RULE_LABELS: Record<(typeof LEVEL_RULES)[number], string> = {
  official: 'gammes de l’INSEE',
  quantile: 'fréquences fixes',
  'relative-frequency': 'fréquences rapportées à la moyenne',
  cluster: 'groupes naturels de fréquence et de temps',
};
