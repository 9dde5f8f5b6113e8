/** The pages of the diagnosis, in the order of the scheme: what there is, who needs what, what to conclude. */
export const DIAGNOSIS_PARTS = [
  {
    title: 'Mesurer',
    pages: [
      { path: '/offre', label: 'Offre', question: 'Quels services, où, et qui le dit ?' },
      { path: '/acces', label: 'Accès', question: 'À combien de minutes, avec quel choix, et pour qui ?' },
      { path: '/poles', label: 'Pôles', question: 'Quelles communes tiennent les services, et qui s’y rend ?' },
      { path: '/zones-grises', label: 'Zones grises', question: 'Où les services sont-ils plus loin qu’ailleurs ?' },
    ],
  },
  {
    title: 'Comprendre',
    pages: [
      { path: '/besoins', label: 'Besoins', question: 'Qui a besoin de quoi, et où agir d’abord ?' },
      { path: '/types', label: 'Types', question: 'Quels territoires se ressemblent ?' },
      { path: '/quartiers', label: 'Quartiers', question: 'Que trouve-t-on à pied depuis les quartiers prioritaires ?' },
      { path: '/enquete', label: 'Enquête', question: 'Qu’en disent les habitants ?' },
      { path: '/constats', label: 'Constats', question: 'Que retenir, et sur quels chiffres ?' },
    ],
  },
  {
    title: 'Vérifier',
    pages: [
      { path: '/evolution', label: 'Évolution', question: 'Qu’est-ce qui a changé depuis le calcul précédent, et pourquoi ?' },
      { path: '/parametres', label: 'Paramètres', question: 'Quels seuils, quels paniers, quels poids ?' },
    ],
  },
] as const;
