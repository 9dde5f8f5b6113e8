import type { GreyScope } from '@maillage/domain/grey-zones/grey-zones.ts';
import { joinFrench } from '../../views/french.ts';
import { named } from '../prose-inlines.ts';
import { regionAt } from './find-findings.ts';
import { compare, isKnown, isSome, type Kit, mapOf, type Section, tableOf, valueAt } from './section.ts';
import { listEpcis, rankEpcis, withFigure } from './territories-of.ts';

const TOLD_AREAS = 8;

const scopesOf = ({ facts }: Kit, kinds: readonly GreyScope['kind'][]) =>
  (facts.run.facts.greyZones?.scopes ?? []).filter(({ kind, serviceTypes }) => kinds.includes(kind) && serviceTypes.length > 0);

/** How the Département stands against the région, with the same references. */
export function sayAgainstRegion(kit: Kit, scopeId: string): string {
  const region = regionAt(kit);
  const [own, other] = [`region-grey-people-share.${scopeId}${kit.at}`, `region-grey-people-share.${scopeId}${region}`];
  if (region === null || !isKnown(kit, own) || !isKnown(kit, other)) return '';
  const words = compare(kit, own, other, { more: 'plus', less: 'moins', same: 'autant' });
  return `Mesurés à la moyenne de la région, {{${own}}} des habitants du Département sont en zone grise, ${words} que dans la région entière ({{${other}}}).`;
}

/** Where services are farther than their reference. */
export function greySection(kit: Kit, prefix: string): Section {
  const { at, facts } = kit;
  const zones = facts.run.facts.greyZones;
  const scope = 'range.proximity';
  const region = regionAt(kit);
  const hasRegion = region !== null && isKnown(kit, `region-grey-people-share.${scope}${region}`);
  const worst = rankEpcis(kit, `grey-people.${scope}`).filter(({ value }) => value > 0);
  const ranked = scopesOf(kit, ['theme']).toSorted(
    (a, b) => (valueAt(kit, `grey-people.${b.id}${at}`) ?? 0) - (valueAt(kit, `grey-people.${a.id}${at}`) ?? 0),
  );
  const [first, second] = ranked;
  return {
    ...{ id: `${prefix}.zones-grises`, level: 1, title: 'Les zones grises' },
    draft:
      zones === null || !isKnown(kit, `grey-communes.${scope}${at}`)
        ? ['Les zones grises ne sont pas calculées dans ce calcul : relancez un calcul avec cette version de Maillage.']
        : [
            'Une commune est grise quand {{parameter.grey.minimum-share}} au moins des services regardés y sont plus loin que leur temps de référence, qui est ici la moyenne du Département. Une commune grise n’est donc pas une commune sans service : ses services sont plus loin que la moyenne.',
            isSome(kit, `grey-communes.${scope}${at}`)
              ? `Pour les services de proximité, {{grey-people.${scope}${at}}}, soit {{grey-people-share.${scope}${at}}}, vivent dans {{grey-communes.${scope}${at}}}, en {{grey-areas.${scope}${at}}}. ${sayAgainstRegion(kit, scope)}`
              : `Pour les services de proximité, aucune commune n’est grise. ${sayAgainstRegion(kit, scope)}`,
            ...(worst.length === 0
              ? []
              : [
                  `Les habitants concernés sont les plus nombreux dans ${joinFrench(worst.slice(0, 3).map(withFigure(`grey-people.${scope}`)))}.`,
                ]),
            ...(first === undefined
              ? []
              : [
                  `Par thème, l’éloignement touche le plus d’habitants pour « ${named(first.label)} » ({{grey-people.${first.id}${at}}})${second === undefined ? '' : `, puis pour « ${named(second.label)} » ({{grey-people.${second.id}${at}}})`}.`,
                ]),
            hasRegion
              ? 'La France entière n’est pas comparée avec la même méthode : toutes ses communes ne sont pas chargées.'
              : 'Ni la région ni la France ne sont comparées : leurs communes et leurs équipements ne sont pas tous chargés. Ajoutez ceux de la région au dossier de données pour que la comparaison apparaisse.',
          ],
    blocks: () => [
      ...tableOf(kit, {
        caption: 'Zones grises, par gamme, panier et thème',
        columns: [
          'Ce qui est regardé||left|3',
          'Communes grises||right',
          'Habitants||right',
          'Part|%|right',
          ...(hasRegion ? ['Région|%|right'] : []),
        ],
        rows: scopesOf(kit, ['range', 'basket', 'theme']).map(({ id, label }) => [
          named(label),
          ...['grey-communes', 'grey-people', 'grey-people-share'].map((family) => `{{${family}.${id}:bare${at}}}`),
          ...(hasRegion ? [`{{region-grey-people-share.${id}:bare${region}}}`] : []),
        ]),
        note: hasRegion
          ? 'Région : part des habitants de la région en commune grise, mesurée à la moyenne de la région.'
          : 'Référence : temps moyen du Département.',
      }),
      ...areasTable(kit),
      // Last: the chapter ends on a map that fills its page.
      ...mapOf(kit, 'zones-grises-proximite'),
    ],
  };
}

function areasTable(kit: Kit) {
  const areas =
    kit.facts.run.facts.greyZones?.areas.filter(({ scopeId, reference }) => scopeId === 'range.proximity' && reference === 'departement') ??
    [];
  return tableOf(kit, {
    caption: 'Les zones grises les plus peuplées pour les services de proximité',
    columns: ['Zone||left|3', 'Intercommunalités||left|4', 'Communes||right', 'Habitants||right'],
    rows: areas.slice(0, TOLD_AREAS).map((area) => {
      const codes = new Set(area.communeCodes);
      const members = kit.facts.run.ownCommunes.filter(({ code }) => codes.has(code));
      const names = listEpcis(kit).filter(({ code }) => members.some(({ epciCode }) => epciCode === code));
      const seat = area.zoneId.slice(area.zoneId.lastIndexOf('.') + 1);
      return [
        named(area.name),
        named(names.map(({ name }) => name).join(', ')),
        `{{grey-area.communes:bare@commune:${seat}}}`,
        `{{grey-area.people:bare@commune:${seat}}}`,
      ];
    }),
    note: 'Chaque zone est un ensemble de communes grises qui se touchent ; elle porte le nom de sa commune la plus peuplée.',
  });
}

/** The ten themes: what there is, how far it is, where it is farther. */
export function themeSections(kit: Kit, prefix: string): Section[] {
  const { facts, at } = kit;
  const themes = facts.chapters.inventory?.themes ?? [];
  const silent = themes.filter(({ serviceTypes, facilityCount }) => facilityCount === 0 && serviceTypes.length === 0);
  return [
    {
      ...{ id: `${prefix}.themes`, level: 1, title: 'Thème par thème' },
      draft:
        themes.length === 0
          ? ['L’offre par thème n’est pas dans ce calcul : relancez-le avec cette version de Maillage.']
          : [
              'Le schéma regarde les services par grands thèmes. Pour chacun : ce qui existe, à combien de minutes, et pour qui c’est plus loin qu’ailleurs.',
              ...(silent.length === 0
                ? []
                : [
                    `Aucune source chargée ne décrit ${joinFrench(silent.map(({ label }) => `« ${named(label)} »`))} : chargez un tableau de lieux (page « Données ») pour que ce thème soit renseigné.`,
                  ]),
            ],
    },
    ...themes
      .filter((theme) => !silent.includes(theme))
      .map((theme): Section => {
        const scope = `theme.${theme.id}`;
        const services = facts.run.facts.services
          .filter(({ serviceType, collected }) => collected && theme.serviceTypes.includes(serviceType))
          .toSorted(
            (a, b) =>
              (valueAt(kit, `people-far.${b.serviceType}${at}`) ?? 0) - (valueAt(kit, `people-far.${a.serviceType}${at}`) ?? 0) ||
              (a.serviceType < b.serviceType ? -1 : 1),
          );
        const worst = rankEpcis(kit, `grey-people-share.${scope}`).filter(({ value }) => value > 0);
        const [first] = services;
        const isGrey = isSome(kit, `grey-communes.${scope}${at}`);
        return {
          ...{ id: `${prefix}.theme.${theme.id}`, level: 2, title: named(theme.label), fillsPage: true },
          draft: [
            [
              isSome(kit, `theme-facilities.${theme.id}`)
                ? `Le Département compte {{theme-facilities.${theme.id}}} de ce thème.`
                : 'Aucun équipement de ce thème n’est compté dans les fichiers chargés.',
              services.length === 0
                ? 'Aucun de ses services n’est mesuré : le millésime ne les recense pas, ou ils ne sont dans aucune gamme de l’INSEE.'
                : first !== undefined && isSome(kit, `people-far.${first.serviceType}${at}`)
                  ? `Parmi les services mesurés, le plus d’habitants sont loin de « ${named(first.label)} » : {{people-far.${first.serviceType}${at}}}, pour un temps moyen de {{service-mean.${first.serviceType}}}.`
                  : 'Aucun habitant n’est au-delà du seuil de ses services.',
            ].join(' '),
            ...(isGrey
              ? [
                  `{{grey-people.${scope}${at}}}, soit {{grey-people-share.${scope}${at}}}, vivent dans {{grey-communes.${scope}${at}}}, où ces services sont plus loin que la moyenne.${worst.length === 0 ? '' : ` La part est la plus forte dans ${joinFrench(worst.slice(0, 3).map(withFigure(`grey-people-share.${scope}`)))}.`} ${sayAgainstRegion(kit, scope)}`.trim(),
                ]
              : services.length === 0
                ? []
                : ['Aucune commune n’est grise pour ce thème.']),
          ],
          blocks: () => [
            ...(isGrey ? mapOf(kit, `zones-grises-${theme.id}`) : []),
            ...tableOf(kit, {
              caption: `Les services du thème « ${named(theme.label)} »`,
              columns: ['Service||left|3', 'Équipements||right', 'Communes||right', 'Temps moyen|min|right', 'Habitants loin||right'],
              rows: services
                .slice(0, 10)
                .map(({ serviceType, label }) => [
                  named(label),
                  ...['service-facilities', 'service-communes', 'service-mean'].map((family) => `{{${family}.${serviceType}:bare}}`),
                  `{{people-far.${serviceType}:bare${at}}}`,
                ]),
              ...(services.length > 10
                ? {
                    note: 'Les dix services dont le plus d’habitants sont loin ; les autres sont dans l’atlas et dans les tableaux de données.',
                  }
                : {}),
            }),
          ],
        };
      }),
  ];
}
