import { anchorOfMap } from '@maillage/domain/documents/document.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { named, nameInline } from '../prose-inlines.ts';
import { limitsSection, sourcesSection } from './annexes.ts';
import { type Kit, mapOf, type Section, tableOf } from './section.ts';

/** The declared maps by theme, each alone on its page; those without data in a list, with what would bring it. */
export function atlasSections(kit: Kit): Section[] {
  const { atlas, run } = kit.facts;
  const shown = atlas.maps.filter((map) => [map.figure, map.crossedWith].every((id) => id === undefined || run.figures.get(id)?.available));
  const silent = atlas.maps.filter((map) => !shown.includes(map));
  const labelOf = new Map(atlas.themes.map(({ id, label }) => [id, label]));
  const reasonOf = (map: (typeof silent)[number]) => {
    const figure = [map.figure, map.crossedWith].find((id) => id !== undefined && !run.figures.get(id)?.available) ?? '';
    return run.figures.get(figure)?.missingReason ?? 'Cet indicateur n’est pas dans ce calcul.';
  };
  return [
    {
      ...{ id: 'atlas.lire', level: 1, title: 'Lire cet atlas' },
      draft: [
        `Cet atlas montre {{atlas.shown}} du Département, en {{atlas.themes}}, d’après le calcul publié le ${named(formatDate(run.facts.publishedAt))}. Chaque carte pose une question, y répond en une phrase, et compte dans sa légende les communes et les habitants de chaque classe.`,
        'Plus la couleur est foncée, plus le service est loin ou le besoin fort. Les hachures marquent les communes au-delà du seuil de leur gamme. Une commune sans donnée reste claire, avec un contour pointillé : elle n’est ni près ni loin, on ne sait pas. Les mêmes cartes, avec leurs tableaux, sont sur le site.',
        'Les traits clairs sont les limites des intercommunalités ; les villes écrites sont les plus peuplées. Sur une carte de cercles, la surface d’un cercle dit le nombre : deux fois plus grand, deux fois plus nombreux. Une carte de deux indicateurs croise leurs classes : le coin le plus sombre de sa clé réunit les plus fortes valeurs des deux.',
        'Au bas de chaque carte : ses fichiers, leurs années, et l’erreur attendue quand un temps est estimé. L’annexe les cite en entier, et l’index donne la page de chaque carte.',
      ],
      blocks: () =>
        tableOf(kit, {
          caption: 'Les cartes, par thème',
          columns: ['Thème||left|4', 'Cartes||right'],
          rows: atlas.themes
            .filter(({ id }) => shown.some(({ theme }) => theme === id))
            .map(({ id, label }) => [named(label), `{{atlas.theme.${id}:bare}}`]),
          totals: ['Ensemble', '{{atlas.shown:bare}}'],
        }),
    },
    ...atlas.themes.flatMap(({ id, label }): Section[] => {
      const maps = shown.filter(({ theme }) => theme === id);
      if (maps.length === 0) return [];
      return [
        {
          ...{ id: `atlas.theme.${id}`, level: 1, title: named(label) },
          draft: [],
          blocks: () => maps.flatMap((map) => mapOf(kit, map.id)),
        },
      ];
    }),
    {
      ...{ id: 'atlas.index', level: 1, title: 'Index des cartes', isApart: true },
      draft: [],
      blocks: () =>
        tableOf(kit, {
          caption: 'Les cartes, par ordre alphabétique',
          columns: ['Carte||left|5', 'Thème||left|4', 'Page||right|1'],
          rows: shown
            .toSorted((a, b) => a.title.localeCompare(b.title, 'fr'))
            .map(({ id, title, theme }) => [
              ...[[nameInline(title)], named(labelOf.get(theme) ?? theme)],
              [{ kind: 'page', text: 'voir', anchor: anchorOfMap(id) }],
            ]),
        }),
    },
    ...(silent.length === 0
      ? []
      : [
          {
            ...{ id: 'atlas.absentes', level: 1 as const, title: 'Cartes sans données' },
            draft: ['Ces cartes sont déclarées, mais leurs données ne sont pas chargées. Dès qu’elles le seront, l’atlas les contiendra.'],
            blocks: () =>
              tableOf(kit, {
                caption: 'Ce qui manque, et comment le charger',
                columns: ['Carte||left|3', 'Raison||left|5'],
                rows: silent.map((map) => [named(map.title), named(reasonOf(map))]),
              }),
          },
        ]),
    { ...limitsSection(kit, 'atlas'), level: 1 },
    sourcesSection(kit, 'atlas'),
  ];
}
