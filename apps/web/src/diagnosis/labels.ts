export const labels = {
  needs: {
    title: 'Besoins et priorités',
    lead: 'Où l’offre manque le plus à ceux qui en ont le plus besoin ? Chaque commune est classée par tiers de la population, selon son éloignement et selon ses besoins.',
    caption: 'Priorité de chaque commune',
  },
  types: {
    title: 'Types de territoires et territoires tests',
    lead: 'Les territoires qui se ressemblent, décrits par ce qui les distingue de la moyenne ; puis les huit qui représentent le mieux tous les autres.',
    caption: 'Type de chaque territoire',
    testCaption: 'Huit territoires tests',
  },
  quarters: {
    title: 'Quartiers prioritaires',
    lead: 'Ce que chaque quartier prioritaire (QPV) a dans ses limites, à 5, 10 et 15 minutes à pied, pour ses habitants et ceux qui l’entourent. Une case vide n’est pas un zéro : la couche n’est pas collectée, ou le périmètre manque.',
    caption: 'Quartiers prioritaires et couches absentes',
  },
  survey: {
    title: 'Enquête',
    lead: 'Ce que les habitants pensent des services, avec l’intervalle à 95 % de chaque réponse.',
    caption: 'Réponses par question et par groupe',
  },
  findings: {
    title: 'Constats',
    lead: 'Chaque constat est une règle évaluée sur les données de ce calcul. Il est confirmé, contredit, ou ne peut pas être dit.',
    caption: 'Les huit constats du schéma modèle',
  },
  offer: {
    title: 'Offre de services',
    lead: 'Chaque lieu une fois, avec ce que dit chaque source. Ce qui fait doute est montré, jamais écarté en silence.',
  },
  access: {
    title: 'Accès',
    lead: 'À combien de minutes sont les services, pour qui, avec quel choix, quelle concurrence, et ce que la loi demande.',
  },
  grey: {
    title: 'Zones grises',
    lead: 'Les communes où assez de services sont plus loin qu’une référence : la moyenne du Département, celle de la région, ou des seuils fixes. Les zones d’un seul tenant portent le nom de leur commune la plus peuplée.',
  },
  centres: {
    title: 'Pôles et hiérarchie des services',
    lead: 'Quelles communes tiennent les services, lesquelles les desservent, et ce qui changerait avec d’autres seuils.',
  },
  change: {
    title: 'Évolution',
    lead: 'Ce qui a changé depuis le calcul précédent, et la part qui en revient à l’offre, à la population, au réseau et à la méthode.',
  },
  parameters: {
    title: 'Paramètres',
    lead: 'Les seuils, les paniers, les thèmes et les poids de ce calcul. C’est un document : il se télécharge, se corrige et se compare.',
  },
  filter: 'Chercher dans le tableau',
  method: 'Comment ces résultats sont calculés',
  loading: 'Lecture du diagnostic…',
  holds: { true: 'Confirmé', false: 'Contredit', null: 'Ne peut pas être dit' },
} as const;
export const LEVEL_LABELS = { low: 'faible', middle: 'moyen', high: 'fort' } as const;
