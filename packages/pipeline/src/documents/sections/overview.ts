import { theName } from '@maillage/domain/french-names.ts';
import { joinFrench } from '../../views/french.ts';
import { named } from '../prose-inlines.ts';
import { findFindings } from './find-findings.ts';
import { chartOf, isKnown, type Kit, keyFiguresOf, mapOf, type Section, tableOf, valueAt } from './section.ts';
import { listEpcis, rankEpcis, withFigure } from './territories-of.ts';

const TOLD_FINDINGS = 8;

/** The few figures to remember, and the findings of the data, the weightiest first. */
export function essentialSection(kit: Kit, prefix: string, limit = TOLD_FINDINGS): Section {
  const { at } = kit;
  const findings = findFindings(kit, limit);
  return {
    ...{ id: `${prefix}.essentiel`, level: 1, title: 'L’essentiel' },
    draft:
      findings.length === 0
        ? ['Les données chargées ne font ressortir aucun écart : les chapitres qui suivent disent ce qui manque, et comment le charger.']
        : [
            'Ce que les données disent d’abord, du plus marquant au moins marquant : chaque constat est retenu selon le nombre d’habitants concernés et selon l’écart avec la région ou avec l’ensemble du Département.',
            ...findings.map(({ prose }) => `- ${prose}`),
          ],
    blocks: () =>
      keyFiguresOf(kit, [
        [`people-known${at}`, 'dans le Département'],
        [`communes${at}`, `dont {{centre-communes:bare${at}}} sont des centres de services`],
        [`people-far.proximity${at}`, 'vivent à plus de {{parameter.far.proximity}} des services de proximité'],
        [`grey-people.range.proximity${at}`, 'vivent dans une commune grise pour les services de proximité'],
        [`priority-people.1${at}`, 'vivent dans les communes où agir en premier'],
        [`france-services${at}`, 'dans la liste officielle'],
      ]),
  };
}

/** Who lives there, and in what territories. */
export function territorySection(kit: Kit, prefix: string): Section {
  const { at } = kit;
  const [largest] = rankEpcis(kit, 'population');
  const growth = rankEpcis(kit, 'need-component.annualGrowth');
  const rising = growth.filter(({ value }) => value > 0);
  const falling = growth.filter(({ value }) => value < 0).reverse();
  const density = isKnown(kit, `density${at}`) ? `, soit {{density${at}}}` : '';
  const say = withFigure('need-component.annualGrowth');
  return {
    ...{ id: `${prefix}.territoire`, level: 1, title: 'Le territoire et ses habitants' },
    draft: [
      `Le Département compte {{people-known${at}}} dans {{communes${at}}}${density}. ${
        listEpcis(kit).length === 0
          ? 'L’appartenance des communes à une intercommunalité n’est pas connue : chargez la table d’appartenance de l’INSEE.'
          : `Ses communes se répartissent en {{epcis${at}}}${largest === undefined ? '' : ` ; la plus peuplée est ${named(theName(largest.name))} ({{population${largest.at}}})`}.`
      }`,
      ...(rising.length === 0 && falling.length === 0
        ? ['L’évolution de la population n’est pas connue : chargez les populations légales de plusieurs années.']
        : [
            [
              rising.length === 0
                ? 'Aucune intercommunalité ne gagne d’habitants.'
                : `La population augmente le plus dans ${joinFrench(rising.slice(0, 3).map(say))}, par an.`,
              falling.length === 0 ? 'Aucune n’en perd.' : `Elle recule le plus dans ${joinFrench(falling.slice(0, 3).map(say))}.`,
            ].join(' '),
          ]),
    ],
    blocks: () => [
      ...tableOf(kit, {
        caption: 'Les intercommunalités du Département',
        columns: [
          'Intercommunalité||left|3',
          'Communes||right',
          'Habitants||right',
          'Densité|hab./km²|right',
          'Évolution annuelle|%|right',
          'Centres||right',
        ],
        rows: listEpcis(kit).map(({ name, at: there }) => [
          named(name),
          ...['communes', 'population', 'density', 'need-component.annualGrowth', 'centre-communes'].map((id) => `{{${id}:bare${there}}}`),
        ]),
        totals: [
          'Département',
          `{{communes:bare${at}}}`,
          `{{people-known:bare${at}}}`,
          `{{density:bare${at}}}`,
          `{{need-component.annualGrowth:bare${at}}}`,
          `{{centre-communes:bare${at}}}`,
        ],
        note: 'Une intercommunalité peut s’étendre au-delà du Département : ses habitants et ses moyennes comptent toutes ses communes, le nombre de communes celles du Département.',
      }),
      ...mapOf(kit, 'population'),
      ...(valueAt(kit, `need-component.annualGrowth${at}`) === null
        ? []
        : chartOf(kit, {
            caption: 'Évolution annuelle de la population des intercommunalités qui gagnent des habitants',
            unit: '%',
            bars: rising.map(({ name, at: there }) => ({ label: named(name), reference: `need-component.annualGrowth${there}` })),
          })),
    ],
  };
}
