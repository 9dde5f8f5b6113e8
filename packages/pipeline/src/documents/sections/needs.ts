import { theName } from '@maillage/domain/french-names.ts';
import { NEED_COMPONENTS, NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { PRIORITY_LABELS } from '@maillage/domain/priorities/priorities.ts';
import { UNIT_SUFFIXES } from '@maillage/maps/figure-text.ts';
import { joinFrench } from '../../views/french.ts';
import { named } from '../prose-inlines.ts';
import { nameQuarter } from './name-quarter.ts';
import { compare, isKnown, isSome, type Kit, mapOf, type Section, tableOf, valueAt } from './section.ts';
import { codedName, listEpcis, rankCommunes, rankEpcis, withFigure } from './territories-of.ts';

const NEED_MAPS = { demography: 'besoin-population', age: 'besoin-age', social: 'besoin-social', mobility: 'besoin-mobilite' } as const;
const LEVELS = [1, 2, 3, 4] as const;

/** Who needs what: the four indicators, each with its map and what it is made of. */
export function needSections(kit: Kit, prefix: string): Section[] {
  const { facts, at } = kit;
  const known = NEED_INDICATORS.filter((id) => facts.run.figures.get(`need.${id}`)?.available);
  const unknown = NEED_INDICATORS.filter((id) => !known.includes(id));
  const said = (id: (typeof NEED_INDICATORS)[number]) => `« ${NEED_INDICATOR_LABELS[id]} »`;
  return [
    {
      ...{ id: `${prefix}.besoins`, level: 1, title: 'Qui a besoin de quoi ?' },
      draft: [
        'Quatre indicateurs disent les besoins des habitants : où ils vivent et si leur nombre change, leur âge, leur situation sociale, leur mobilité. Chacun réunit plusieurs mesures, rendues comparables ; une valeur au-dessus de zéro est un besoin plus fort que la moyenne des communes.',
        ...(unknown.length === 0
          ? []
          : [
              `${unknown.length > 1 ? 'Ces indicateurs ne sont pas calculés' : 'Cet indicateur n’est pas calculé'}, faute de données : ${joinFrench(unknown.map(said))}. Les sources à charger sont dites dans l’annexe « Limites ».`,
            ]),
      ],
    },
    ...known.map((indicator): Section => {
      const ranked = rankEpcis(kit, `need.${indicator}`).filter(({ value }) => value > 0);
      const components = NEED_COMPONENTS.filter((one) => one.indicator === indicator);
      const loaded = components.filter(({ id }) => isKnown(kit, `need-component.${id}${at}`));
      return {
        ...{ id: `${prefix}.besoins.${indicator}`, level: 2, title: NEED_INDICATOR_LABELS[indicator] },
        draft: [
          ranked.length === 0
            ? 'Aucune intercommunalité n’a de besoin supérieur à la moyenne, ou l’appartenance des communes n’est pas connue.'
            : `Les besoins les plus marqués sont dans ${joinFrench(ranked.slice(0, 3).map(({ name }) => named(theName(name))))}. ${sayComponents(kit, loaded, ranked)}`.trim(),
          ...(loaded.length === components.length
            ? []
            : [
                `Non renseigné dans les données chargées : ${joinFrench(components.filter((one) => !loaded.includes(one)).map(({ label }) => `« ${named(label)} »`))}. L’indicateur est calculé sans ces mesures.`,
              ]),
        ],
        blocks: () => [
          ...mapOf(kit, NEED_MAPS[indicator]),
          ...tableOf(kit, {
            caption: `Ce que mesure « ${NEED_INDICATOR_LABELS[indicator]} », par intercommunalité`,
            columns: [
              'Intercommunalité||left|3',
              ...loaded.slice(0, 4).map(({ id, label }) => `${named(label)}|${unitOf(kit, id)}|right|1.3`),
            ],
            rows: listEpcis(kit).map(({ name, at: there }) => [
              named(name),
              ...loaded.slice(0, 4).map(({ id }) => `{{need-component.${id}:bare${there}}}`),
            ]),
            totals: ['Département', ...loaded.slice(0, 4).map(({ id }) => `{{need-component.${id}:bare${at}}}`)],
            note: `Chaque mesure est la moyenne de celles des communes, selon leurs habitants.${loaded.some(({ id }) => id === 'density') ? ' La densité est donc celle où l’on vit en moyenne, plus forte que celle du territoire.' : ''}`,
          }),
        ],
      };
    }),
  ];
}

function sayComponents(kit: Kit, components: readonly (typeof NEED_COMPONENTS)[number][], ranked: readonly { at: string }[]): string {
  const { at } = kit;
  const first = ranked[0]!;
  // The mean density that inhabitants live at is not the density of the place: left to the table, whose note says so.
  const told = components.flatMap(({ id, label }) => {
    if (id === 'density') return [];
    const [own, whole] = [`need-component.${id}${first.at}`, `need-component.${id}${at}`];
    const words = compare(kit, own, whole, { more: 'plus', less: 'moins', same: '' });
    return words === '' || words.includes(' = ') ? [] : [`« ${named(label)} » est de {{${own}}} contre {{${whole}}} dans le Département`];
  });
  return told.length === 0 ? '' : `${ranked.length === 1 ? 'Là' : 'Dans la première'}, ${told.slice(0, 3).join(' ; ')}.`;
}

/** That nobody comes first is told only where communes could be ranked. */
function sayNobodyFirst({ at, facts, book }: Kit): string {
  const { priorities } = facts.chapters;
  if (book.find(`priority-people.1${at}`)?.value === 0)
    return 'Aucune commune n’est à la fois parmi les plus éloignées des services et parmi celles qui ont le plus de besoins.';
  const missing = NEED_INDICATORS.filter((id) => !facts.run.figures.get(`need.${id}`)?.available);
  const reasons = [
    ...Object.values(priorities?.emptyReasons ?? {}),
    ...(missing.length === 0 ? [] : [`Pas assez de données pour ${joinFrench(missing.map((id) => `« ${NEED_INDICATOR_LABELS[id]} »`))}.`]),
  ];
  if (priorities === undefined || reasons.length === 0) return 'Le croisement de l’éloignement et des besoins n’est pas dans ce calcul.';
  return `L’éloignement et les besoins ne peuvent pas être croisés. ${named(reasons.join(' '))}`;
}

/** Where to act first: distance and needs crossed. */
export function prioritiesSection(kit: Kit, prefix: string): Section {
  const { at } = kit;
  const epcis = rankEpcis(kit, 'priority-people.1').filter(({ value }) => value > 0);
  const communes = rankCommunes(kit, 'priority-people.1', 15);
  return {
    ...{ id: `${prefix}.priorites`, level: 1, title: 'Où agir d’abord ?' },
    draft: !isSome(kit, `priority-people.1${at}`)
      ? [sayNobodyFirst(kit)]
      : [
          'Chaque commune est classée, par tiers, selon l’éloignement de ses services et selon ses besoins ; le croisement donne quatre priorités. Agir en premier, c’est agir là où les services sont loin et les besoins élevés.',
          `{{priority-communes.1${at}}}, où ${valueAt(kit, `priority-people.1${at}`)! >= 2 ? 'vivent' : 'vit'} {{priority-people.1${at}}}, ${valueAt(kit, `priority-communes.1${at}`)! >= 2 ? 'sont' : 'est'} à traiter en premier. ${epcis.length === 0 ? '' : `Les habitants concernés sont les plus nombreux dans ${joinFrench(epcis.slice(0, 3).map(withFigure('priority-people.1')))}.`}`.trim(),
          ...(communes.length === 0
            ? []
            : [
                `Les plus peuplées de ces communes sont ${joinFrench(communes.slice(0, 5).map((one) => `${codedName(one)} ({{population${one.at}}})`))}.`,
              ]),
        ],
    blocks: () =>
      !isKnown(kit, `priority-people.1${at}`)
        ? []
        : [
            ...tableOf(kit, {
              caption: 'Les quatre priorités',
              columns: ['Priorité||left|3', 'Communes||right', 'Habitants||right'],
              rows: LEVELS.map((level) => [
                PRIORITY_LABELS[level],
                `{{priority-communes.${level}:bare${at}}}`,
                `{{priority-people.${level}:bare${at}}}`,
              ]),
            }),
            ...(isSome(kit, `priority-people.1${at}`) ? mapOf(kit, 'proximite-et-precarite') : []),
            ...tableOf(kit, {
              caption: 'Priorités par intercommunalité (habitants)',
              columns: ['Intercommunalité||left|3', ...LEVELS.map((level) => `${PRIORITY_LABELS[level]}||right|1.2`)],
              rows: listEpcis(kit).map(({ name, at: there }) => [
                named(name),
                ...LEVELS.map((level) => `{{priority-people.${level}:bare${there}}}`),
              ]),
              totals: ['Département', ...LEVELS.map((level) => `{{priority-people.${level}:bare${at}}}`)],
            }),
          ],
  };
}

/** Territories that resemble each other, and those chosen to try things. */
export function typologySection(kit: Kit, prefix: string): Section {
  const { diagnosis } = kit.facts;
  const kind = diagnosis?.typologySummaries.some((one) => one.kind === 'epci') ? 'epci' : 'commune';
  const rows = diagnosis?.typology.filter((one) => one.kind === kind && one.class !== null) ?? [];
  const classes = [...new Set(rows.map((row) => row.class!))].sort((a, b) => a - b);
  const tests = diagnosis?.testTerritories ?? [];
  const labelOf = (number: number) => rows.find((row) => row.class === number)?.label ?? '';
  const namesOf = (number: number) => {
    const codes = new Set(rows.filter((row) => row.class === number).map(({ territoryCode }) => territoryCode));
    return kind === 'epci'
      ? listEpcis(kit)
          .filter(({ code }) => codes.has(code))
          .map(({ name }) => name)
          .join(', ')
      : '';
  };
  return {
    ...{ id: `${prefix}.types`, level: 1, title: 'Les types de territoires' },
    draft:
      classes.length === 0
        ? ['Les types de territoires ne sont pas calculés : trop peu de mesures sont connues.']
        : [
            `${kind === 'epci' ? 'Les intercommunalités' : 'Les communes'} qui se ressemblent, par leur population, leurs besoins et leur offre, forment des types. Un type porte le nom de ce qui le distingue le plus.`,
            ...(tests.length === 0
              ? []
              : [
                  `Les territoires tests sont ceux qui représentent le mieux l’ensemble : ${joinFrench(tests.map(({ name, rank }) => `${named(theName(name))} ({{test-share.${rank}}} des habitants)`))}.`,
                ]),
          ],
    blocks: () => [
      ...tableOf(kit, {
        caption: kind === 'epci' ? 'Les types d’intercommunalités' : 'Les types de communes',
        columns: ['Type||left|3', 'Territoires||right', 'Habitants||right', ...(kind === 'epci' ? ['Intercommunalités||left|4'] : [])],
        rows: classes.map((number) => [
          named(labelOf(number)),
          `{{type-count.${kind}.${number}:bare}}`,
          `{{type-people.${kind}.${number}:bare}}`,
          ...(kind === 'epci' ? [named(namesOf(number))] : []),
        ]),
      }),
      ...tableOf(kit, {
        caption: 'Les territoires tests',
        columns: ['Territoire||left|3', 'Type||left|3', 'Habitants représentés|%|right', 'Étiquettes||left|2'],
        rows: tests.map(({ name, type, rank, labels }) => [
          named(name),
          named(type),
          `{{test-share.${rank}:bare}}`,
          named(labels.join(', ')),
        ]),
      }),
    ],
  };
}

/** The priority neighbourhoods, layer by layer. */
export function quartersSection(kit: Kit, prefix: string): Section {
  const { at, facts } = kit;
  const { quarters } = facts.chapters;
  const count = valueAt(kit, `quarters${at}`) ?? 0;
  const layers = quarters?.layers ?? [];
  const placed = layers.filter(({ id, knowledge }) => knowledge !== 'not-collected' && isKnown(kit, `quarters-without.${id}`));
  const silent = layers.filter(({ knowledge }) => knowledge === 'not-collected');
  const without = placed
    .filter(({ id }) => isSome(kit, `quarters-without.${id}`))
    .toSorted((a, b) => valueAt(kit, `quarters-without.${b.id}`)! - valueAt(kit, `quarters-without.${a.id}`)!);
  // More would leave no room for the names of the neighbourhoods.
  const shownLayers = layers.filter(({ knowledge }) => knowledge !== 'not-collected').slice(0, 4);
  return {
    ...{ id: `${prefix}.quartiers`, level: 1, title: 'Les quartiers prioritaires' },
    draft:
      count === 0
        ? [
            'Aucun quartier prioritaire de la politique de la ville n’est connu dans le Département : s’il y en a, chargez la liste officielle de l’ANCT.',
          ]
        : [
            `Le Département compte {{quarters${at}}}. ${
              isSome(kit, 'quarters-placed')
                ? `Le périmètre de {{quarters-placed:bare}} d’entre eux est connu : ce qui s’y trouve et ce qui en est à pied peut y être compté.`
                : 'Le périmètre d’aucun n’est connu : on ne peut dire que ce que leurs communes offrent. Chargez les périmètres officiels pour compter ce qui s’y trouve et ce qui en est à pied.'
            }`,
            ...(without.length === 0
              ? []
              : [
                  `À un quart d’heure à pied, ${joinFrench(without.slice(0, 3).map(({ id, label }) => `{{quarters-without.${id}}} n’${valueAt(kit, `quarters-without.${id}`)! >= 2 ? 'ont' : 'a'} pas de service « ${named(label)} »`))}.`,
                ]),
            ...(silent.length === 0
              ? []
              : [
                  `Aucune source chargée ne dit où sont ${joinFrench(silent.map(({ label }) => `« ${named(label)} »`))} : demandez la liste à l’opérateur et déposez-la (page « Données »).`,
                ]),
          ],
    blocks: () =>
      [true, false].flatMap((isPlaced) =>
        tableOf(kit, {
          caption: isPlaced
            ? 'Ce que l’on trouve dans chaque quartier'
            : 'Ce que l’on trouve dans les communes des quartiers sans périmètre',
          columns: [
            'Quartier||left|3',
            'Communes||left|2',
            ...(isPlaced ? ['Habitants||right'] : []),
            ...shownLayers.map(({ label }) => `${named(label)}||right|1.2`),
          ],
          rows: (count === 0 ? [] : (quarters?.summaries ?? []))
            .filter(({ perimeterKnown }) => perimeterKnown === isPlaced)
            .map(({ qpvCode, name, communeCodes }) => [
              nameQuarter(facts.run, { name, code: qpvCode, communeCodes }),
              named(communeCodes.map((code) => facts.run.communes.get(code)?.name ?? code).join(', ')),
              ...(isPlaced ? [`{{quarter-residents:bare@qpv:${qpvCode}}}`] : []),
              ...shownLayers.map(({ id }) => `{{${isPlaced ? 'quarter-inside' : 'quarter-in-communes'}.${id}@qpv:${qpvCode}}}`),
            ]),
        }),
      ),
  };
}

/** What inhabitants say; the questionnaire’s own words. */
export function surveySection(kit: Kit, prefix: string): Section {
  const { diagnosis } = kit.facts;
  const rows = (diagnosis?.survey ?? []).map((row, index) => ({ ...row, index }));
  const told = rows.filter(({ kind, group, shareRatio }) => kind === 'favourable' && group === 'ensemble' && shareRatio !== null);
  const everybody =
    told.length > 0
      ? told
      : rows
          .filter(({ kind, shareRatio }) => kind === 'favourable' && shareRatio !== null)
          .filter((row, _, all) => row.group === all[0]!.group);
  const ranked = everybody.toSorted((a, b) => b.shareRatio! - a.shareRatio!);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  const missing = diagnosis?.emptyReasons.survey;
  return {
    ...{ id: `${prefix}.enquete`, level: 1, title: 'Ce que disent les habitants' },
    draft:
      best === undefined || worst === undefined
        ? [missing === undefined ? 'Aucune enquête auprès des habitants n’est chargée.' : named(missing)]
        : [
            `${(diagnosis?.surveys ?? []).map(({ title }, index) => `{{survey-respondents.${index}}} ont répondu à « ${named(title)} ».`).join(' ')} Les réponses sont redressées pour ressembler à la population, quand l’enquête est un sondage.`,
            `La question la mieux jugée est « ${named(best.question)} » : {{survey.${best.index}.share}} de réponses favorables.${worst === best ? '' : ` La moins bien jugée est « ${named(worst.question)} » : {{survey.${worst.index}.share}}.`}`,
          ],
    blocks: () =>
      tableOf(kit, {
        caption: 'Part des réponses favorables',
        columns: ['Question||left|4', 'Favorable|%|right', 'De|%|right', 'À|%|right', 'Réponses utiles||right'],
        rows: ranked.map(({ question, index }) => [
          named(question),
          `{{survey.${index}.share:bare}}`,
          `{{survey.${index}.low:bare}}`,
          `{{survey.${index}.high:bare}}`,
          `{{survey.${index}.count:bare}}`,
        ]),
        note: 'De… à… : intervalle qui contient la vraie part dix-neuf fois sur vingt. Réponses utiles : ce que valent les réponses une fois redressées.',
      }),
  };
}

/** « hab./km² », said once, in the head of the column. */
const unitOf = ({ facts }: Kit, componentId: string): string => {
  const unit = facts.run.figures.get(`need-component.${componentId}`)?.unit;
  return unit === undefined ? '' : UNIT_SUFFIXES[unit].trim();
};
