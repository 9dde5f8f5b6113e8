import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { joinFrench } from '../../views/french.ts';
import { named } from '../prose-inlines.ts';
import { isSome, type Kit, mapOf, type Section, tableOf, valueAt } from './section.ts';
import { codedName, listEpcis, rankCommunes } from './territories-of.ts';

const TOLD = 12;

/** What is there, and how common it is. */
export function offerSection(kit: Kit, prefix: string): Section {
  const { at, facts } = kit;
  const { manifest, services } = facts.run.facts;
  const collected = services.filter((one) => one.collected && one.frequencyRatio !== null);
  const common = collected.toSorted((a, b) => b.frequencyRatio! - a.frequencyRatio! || (a.serviceType < b.serviceType ? -1 : 1));
  const rare = common.toReversed().filter((one) => (one.communesCount ?? 0) > 0);
  const say = (one: (typeof common)[number]) => `« ${named(one.label)} » ({{service-communes.${one.serviceType}}})`;
  const uncollected = services.filter((one) => !one.collected).map(({ label }) => named(label));
  return {
    ...{ id: `${prefix}.offre`, level: 1, title: 'L’offre de services' },
    draft:
      manifest.offer === null
        ? [
            'L’offre n’est pas connue : chargez la base permanente des équipements de l’INSEE dans le dossier de données, puis relancez le calcul.',
          ]
        : [
            `Le Département compte {{facilities}}, de {{facility-types}} types${manifest.offer.vintage === null ? '' : `, dans la base permanente des équipements de [[${manifest.offer.vintage}]]`}. Ils sont regroupés en {{services-collected}}, rangés en trois gammes : ${joinFrench(SERVICE_RANGES.map((range) => `{{services-of-range.${range}:bare}} de la gamme ${SERVICE_RANGE_LABELS[range]}`))}.`,
            `Les services que l’on trouve dans le plus de communes sont ${joinFrench(common.slice(0, 3).map(say))}. Les plus rares sont ${joinFrench(rare.slice(0, 3).map(say))}. ${
              (valueAt(kit, `services-median${at}`) ?? 0) === 0
                ? 'Au moins la moitié des communes n’offrent aucun de ces services.'
                : `Au moins la moitié des communes offrent au plus {{services-median${at}}}.`
            } ${isSome(kit, `communes-without-service${at}`) ? `{{communes-without-service${at}}} n’en ${valueAt(kit, `communes-without-service${at}`)! >= 2 ? 'offrent' : 'offre'} aucun.` : 'Chaque commune en offre au moins un.'}`,
            ...(uncollected.length === 0
              ? []
              : [`Ce que le millésime ne recense pas n’entre dans aucun chiffre : ${joinFrench(uncollected.slice(0, TOLD))}.`]),
          ],
    blocks: () => [
      ...tableOf(kit, {
        caption: 'L’offre par thème du schéma',
        columns: ['Thème||left|3', 'Équipements||right', 'Lieux nommés||right', 'Services mesurés||right'],
        rows: (facts.chapters.inventory?.themes ?? []).map(({ id, label }) => [
          named(label),
          ...['theme-facilities', 'theme-places', 'theme-services'].map((family) => `{{${family}.${id}:bare}}`),
        ]),
        note: 'Un lieu nommé est connu par son nom ou son adresse ; un équipement peut n’être connu que par son nombre dans la commune.',
      }),
      ...tableOf(kit, {
        caption: 'Les services les plus répandus',
        columns: [
          'Service||left|3',
          'Gamme||left|1.4',
          'Équipements||right',
          'Communes||right',
          'Part des communes|%|right',
          'Temps moyen|min|right',
        ],
        rows: common
          .slice(0, TOLD)
          .map(({ serviceType, label, range }) => [
            named(label),
            SERVICE_RANGE_LABELS[range],
            ...['service-facilities', 'service-communes', 'service-frequency', 'service-mean'].map(
              (family) => `{{${family}.${serviceType}:bare}}`,
            ),
          ]),
      }),
      ...mapOf(kit, 'nombre-services'),
    ],
  };
}

/** Which communes hold services for others. */
export function centresSection(kit: Kit, prefix: string): Section {
  const { at, facts } = kit;
  const levels = [4, 3, 2, 1].filter((level) => isSome(kit, `centres.level${level}${at}`));
  const top = rankCommunes(kit, 'centre-score', facts.run.ownCommunes.length).filter(
    ({ code }) => (facts.run.centres.get(code)?.level ?? 0) >= 3,
  );
  const quality = facts.chapters.hierarchy?.scalogram;
  const alone = listEpcis(kit).filter((one) => valueAt(kit, `centre-communes${one.at}`) === 0);
  return {
    ...{ id: `${prefix}.poles`, level: 1, title: 'Où sont les pôles de services ?' },
    draft:
      levels.length === 0
        ? ['Aucune commune n’a assez de services pour être un pôle, ou l’offre n’est pas connue.']
        : [
            `{{centre-communes${at}}} sur {{communes:bare${at}}} sont des pôles de services : ${joinFrench(levels.map((level) => `{{centres.level${level}${at}}}`))}. On y trouve {{centres-people-share${at}}} des habitants.`,
            ...(top.length === 0
              ? []
              : [
                  `Les centres majeurs et structurants sont, du mieux pourvu au moins pourvu : ${joinFrench(top.slice(0, 20).map(({ code, name }) => named(`${name} (${code})`)))}${top.length > 20 ? ', et d’autres' : ''}.`,
                ]),
            ...(alone.length === 0
              ? []
              : [
                  `${alone.length > 1 ? 'Plusieurs intercommunalités n’ont' : 'Une intercommunalité n’a'} aucun pôle : ${joinFrench(alone.map(({ name }) => named(name)))}.`,
                ]),
            ...(quality == null
              ? []
              : [
                  `L’ordre d’apparition des services ${quality.reproducibility >= 0.9 ? '{{scalogram-reproducibility >= 0.9 | explique bien}}' : '{{scalogram-reproducibility < 0.9 | n’explique qu’en partie}}'} quelles communes les détiennent (reproductibilité {{scalogram-reproducibility}}, bonne à partir de neuf dixièmes).`,
                ]),
          ],
    blocks: () => [
      ...mapOf(kit, 'poles'),
      ...tableOf(kit, {
        caption: 'Les pôles, par niveau',
        columns: ['Niveau||left|2', 'Communes||right', 'Part des habitants|%|right'],
        rows: [
          ['Centres majeurs', `{{centres.level4:bare${at}}}`, `{{centres-people-share.level4:bare${at}}}`],
          ['Centres structurants', `{{centres.level3:bare${at}}}`, `{{centres-people-share.level3:bare${at}}}`],
          ['Centres intermédiaires', `{{centres.level2:bare${at}}}`, `{{centres-people-share.level2:bare${at}}}`],
          ['Centres locaux', `{{centres.level1:bare${at}}}`, `{{centres-people-share.level1:bare${at}}}`],
        ],
        totals: ['Ensemble des pôles', `{{centre-communes:bare${at}}}`, `{{centres-people-share:bare${at}}}`],
      }),
      ...tableOf(kit, {
        caption: 'Les centres majeurs et structurants',
        columns: ['Commune||left|3', 'Niveau||left|2', 'Habitants||right', 'Services||right'],
        rows: top
          .slice(0, 30)
          .map((one) => [codedName(one), `{{centre-level${one.at}}}`, `{{population:bare${one.at}}}`, `{{services-count:bare${one.at}}}`]),
      }),
    ],
  };
}
