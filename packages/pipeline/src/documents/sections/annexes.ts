import { formatDate } from '@maillage/domain/format.ts';
import { LEVEL_RULE_LABELS } from '@maillage/domain/hierarchy/level-rules.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { withoutOption } from '../../referential/choose-sources.ts';
import { nameRange } from '../../views/access-figures.ts';
import { joinFrench } from '../../views/french.ts';
import { named, nameInline } from '../prose-inlines.ts';
import { compare, isKnown, isSome, type Kit, type Section, tableOf, valueAt } from './section.ts';
import { isAcross, listEpcis } from './territories-of.ts';

/** A figure of each, and its column. */
const COMPARED = [
  ['population', 'Habitants||right'],
  ['far-share.proximity', 'Loin de la proximité|%|right'],
  ['grey-people-share.range.proximity', 'En commune grise|%|right'],
  ['priority-people.1', 'Où agir en premier|hab.|right'],
  ['centre-communes', 'Pôles||right'],
  ['quarters', 'Quartiers prioritaires||right'],
] as const;

/** Communes without population are left out of that of the Département, as everywhere in its documents. */
const ofWhole = (id: string) => (id === 'population' ? 'people-known' : id);

/** Each intercommunality in a paragraph, then side by side. */
export function territoriesSections(kit: Kit, prefix: string): Section[] {
  const { at } = kit;
  const epcis = listEpcis(kit);
  // A column that nobody can fill is not printed: the chapters say what is missing.
  const compared = COMPARED.filter(([id]) => isKnown(kit, `${ofWhole(id)}${at}`));
  return [
    {
      ...{ id: `${prefix}.territoires`, level: 1, title: 'Territoire par territoire' },
      draft:
        epcis.length === 0
          ? ['L’appartenance des communes à une intercommunalité n’est pas connue : chargez la table d’appartenance de l’INSEE.']
          : ['Chaque intercommunalité en quelques phrases ; son portrait complet est un document à part.'],
      blocks: () =>
        tableOf(kit, {
          caption: 'Les intercommunalités côte à côte',
          columns: ['Intercommunalité||left|3', ...compared.map(([, column]) => column)],
          rows: epcis.map(({ name, at: there }) => [named(name), ...compared.map(([id]) => `{{${id}:bare${there}}}`)]),
          totals: ['Département', ...compared.map(([id]) => `{{${ofWhole(id)}:bare${at}}}`)],
        }),
    },
    ...epcis.map(
      ({ code, name, at: there }): Section => ({
        ...{ id: `${prefix}.territoire.${code}`, level: 2, title: named(name) },
        draft: [saySpot(kit, there)],
      }),
    ),
  ];
}

/** An intercommunality, a canton or an arrondissement in a few sentences: size, minutes, need, centres, priority. */
export function saySpot(kit: Kit, there: string): string {
  const { at, facts } = kit;
  const known = SERVICE_RANGES.filter((range) => isKnown(kit, `range-minutes.${range}${there}`));
  const share = 'far-share.proximity';
  const ranked = NEED_INDICATORS.filter((id) => isKnown(kit, `need-rank.${id}${there}`)).toSorted(
    (a, b) => valueAt(kit, `need-rank.${a}${there}`)! - valueAt(kit, `need-rank.${b}${there}`)!,
  );
  const [need] = ranked;
  const place = kit.book.findPlace(there.slice(1).split(':')[0]!, there.split(':')[1]!);
  const centres = (place?.communes ?? [])
    .filter(({ code }) => (facts.run.centres.get(code)?.level ?? 0) >= 2)
    .toSorted((a, b) => (facts.run.centres.get(b.code)?.score ?? 0) - (facts.run.centres.get(a.code)?.score ?? 0));
  const people = isKnown(kit, `population${there}`)
    ? `, {{population${there}}}${isAcross(kit, there) ? ' avec celles d’un autre Département' : ''}`
    : '';
  return [
    `{{communes${there}}} dans le Département${people}.`,
    known.length === 0
      ? 'Les temps d’accès n’y sont pas connus.'
      : `On y est en moyenne ${joinFrench(known.map((range) => `à {{range-minutes.${range}${there}}} des ${nameRange(range)}`))}.`,
    // The share is of all the communes of an intercommunality, those of another Département with them: as the tables have it.
    isSome(kit, `${share}${there}`) && isKnown(kit, `${share}${at}`)
      ? `{{${share}${there}}} des habitants y sont loin des services de proximité${there === at ? '' : `, une part ${compare(kit, `${share}${there}`, `${share}${at}`, { more: 'plus forte que celle', less: 'plus faible que celle', same: 'comparable à celle' })} du Département ({{${share}${at}}})`}.`
      : isKnown(kit, `${share}${there}`)
        ? 'Personne n’y est loin des services de proximité.'
        : '',
    centres.length === 0
      ? 'Aucune de ses communes n’est un centre intermédiaire, structurant ou majeur.'
      : `${centres.length === 1 ? 'Son pôle' : 'Ses pôles'} : ${joinFrench(centres.slice(0, 5).map(({ name }) => named(name)))}.`,
    need === undefined ? '' : `Son besoin le plus marqué est « ${NEED_INDICATOR_LABELS[need]} », au {{need-rank.${need}${there}}} rang.`,
    isSome(kit, `priority-people.1${there}`)
      ? `{{priority-people.1${there}}} y vivent dans {{priority-communes.1${there}}} où agir en premier.`
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const FOLLOWED = [
  'far-share.proximity',
  'far-share.intermediate',
  'far-share.superior',
  'range-minutes.proximity',
  'range-minutes.intermediate',
  'range-minutes.superior',
  'population',
  'services-count',
  'centre-communes',
  'quarters',
  'france-services',
];

/** What moved since the run before; nothing without one. */
export function changesSection(kit: Kit, prefix: string): Section[] {
  const { at, facts } = kit;
  const { runBefore, change } = facts;
  if (runBefore === null) return [];
  const comparable = FOLLOWED.filter((id) => isKnown(kit, `${id}${at}`) && isKnown(kit, `before.${id}${at}`));
  const moved = comparable.filter((id) => kit.book.find(`${id}${at}`)?.text !== kit.book.find(`before.${id}${at}`)?.text);
  const told = moved.filter((id) => id !== 'services-count').slice(0, 4);
  return [
    {
      ...{ id: `${prefix}.evolution`, level: 1, title: 'Ce qui a changé depuis le calcul précédent' },
      draft: [
        `Le calcul précédent a été publié le ${named(formatDate(runBefore.facts.publishedAt))}. ${
          told.length === 0
            ? 'Aucun des grands chiffres du Département ne se lit autrement.'
            : `${told.map((id) => `${labelOf(kit, id)} : {{before.${id}${at}}} devient {{${id}${at}}}`).join(' ; ')}.`
        }`,
        ...(change === null || change.differences.length === 0
          ? []
          : ['Ce qui diffère entre les deux calculs :', ...change.differences.slice(0, 12).map((one) => `- ${named(one)}`)]),
      ],
      blocks: () =>
        tableOf(kit, {
          caption: 'Les grands chiffres du Département, d’un calcul à l’autre',
          columns: ['Chiffre||left|3', 'Calcul précédent||right', 'Ce calcul||right', 'Évolution||right'],
          rows: comparable.map((id) => [labelOf(kit, id), `{{before.${id}${at}}}`, `{{${id}${at}}}`, `{{change.${id}${at}}}`]),
        }),
    },
  ];
}
const labelOf = (kit: Kit, id: string) => named(kit.book.find(`${id}${kit.at}`)?.origin.label ?? '');

/** What the figures are worth, what is missing, and how to bring it. */
export function limitsSection(kit: Kit, prefix: string): Section {
  const { manifest } = kit.facts.run.facts;
  const { missing, choices, parameters, travelMethod, travelOrigins, travelError } = manifest;
  return {
    ...{ id: `${prefix}.limites`, level: 1, title: 'Annexe : limites et méthode' },
    draft: [
      'Chaque chiffre de ce document vient d’un calcul publié, qui ne change plus. Sa formule, ses paramètres et ses sources sont dans le fichier de chiffres joint, et sur la page « D’où vient ce chiffre ? » du site.',
      travelMethod === 'network'
        ? 'Les temps sont calculés sur le réseau routier, sans embouteillage ni attente.'
        : `Les temps sont estimés, sans graphe routier. ${named(travelError)} Chargez un extrait de carte routière pour les calculer.`,
      travelOrigins === 'cells'
        ? 'Les trajets partent des carreaux habités : le temps d’une commune est la moyenne de ses habitants.'
        : 'Les trajets partent du centre de chaque commune : tous ses habitants sont supposés y vivre.',
      'Une donnée absente est dite « non renseigné » : elle n’est jamais remplacée par un zéro. Une donnée couverte par le secret statistique le reste.',
      ...(missing.length === 0
        ? ['Rien de ce que le calcul attend ne manque.']
        : ['Ce qui manque à ce calcul :', ...missing.map((one) => `- ${named(one)}`)]),
      ...(choices.length === 0
        ? []
        : ['Ce que le calcul a retenu des fichiers :', ...choices.map((one) => `- ${named(withoutOption(one))}`)]),
    ],
    blocks: () =>
      tableOf(kit, {
        caption: 'Les paramètres du calcul',
        columns: ['Paramètre||left|3', 'Valeur||right|2'],
        rows: [
          ...SERVICE_RANGES.map((range) => [`Un habitant est loin des ${nameRange(range)} au-delà de`, `{{parameter.far.${range}}}`]),
          ['Un service est hors d’atteinte au-delà de', '{{parameter.max-minutes}}'],
          ['Une commune est grise à partir de', '{{parameter.grey.minimum-share}} des services plus loin que leur référence'],
          ['Les services sont rangés selon', named(LEVEL_RULE_LABELS[parameters.levelRule])],
          ['Géographie des communes', `[[${manifest.cogYear}]]`],
          ['Version de Maillage', `[[${manifest.engineVersion}]]`],
        ],
      }),
  };
}

/** Each source whose files were read, once, with the years of its files. */
export function sourcesSection(kit: Kit, prefix: string): Section {
  const { manifest } = kit.facts.run.facts;
  const sourceOf = new Map(manifest.sources.map((one) => [one.id, one]));
  const files = manifest.files.filter((file) => file.state === 'loaded' && sourceOf.has(file.sourceId ?? ''));
  const rows = Map.groupBy(files, ({ sourceId }) => {
    const { title, producer, licence } = sourceOf.get(sourceId ?? '')!;
    return [title, producer, licence].join('\n');
  });
  return {
    ...{ id: `${prefix}.sources`, level: 1, title: 'Annexe : sources' },
    draft: [
      'Toutes les données viennent de sources publiques ou de fichiers fournis par le Département ; leurs licences demandent qu’elles soient citées.',
    ],
    blocks: () =>
      tableOf(kit, {
        caption: 'Les sources de ce document',
        columns: ['Source||left|3', 'Producteur||left|2', 'Millésime||left', 'Licence||left|2'],
        rows: [...rows.values()].map((read) => {
          const { title, producer, licence } = sourceOf.get(read[0]?.sourceId ?? '')!;
          return [title, producer, sayVintages(read), licence].map((cell) => [nameInline(cell)]);
        }),
      }),
  };
}

/** « 2018, 2024 »; a file whose name and content tell no year is said so. */
function sayVintages(files: readonly { vintage: number | null }[]): string {
  const years = [...new Set(files.flatMap(({ vintage }) => vintage ?? []))].sort((a, b) => a - b);
  const isUntold = files.some(({ vintage }) => vintage === null);
  return [...years, ...(isUntold ? [years.length === 0 ? 'non renseigné' : 'autre non renseigné'] : [])].join(', ');
}
