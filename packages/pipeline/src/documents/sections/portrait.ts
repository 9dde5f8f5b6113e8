import type { Block } from '@maillage/domain/documents/document.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { PRIORITY_LABELS } from '@maillage/domain/priorities/priorities.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { nameRange } from '../../views/access-figures.ts';
import { nameTerritory } from '../../views/figure-series.ts';
import { findNearestPlace } from '../../views/figure-values.ts';
import { joinFrench } from '../../views/french.ts';
import type { DocumentSubject } from '../choose-sections.ts';
import { named } from '../prose-inlines.ts';
import { saySpot } from './annexes.ts';
import { nameQuarter } from './name-quarter.ts';
import { compare, focusOf, isKnown, isSome, type Kit, keyFiguresOf, mapOf, type Section, tableOf, valueAt } from './section.ts';
import { codedName, isAcross } from './territories-of.ts';

/** As many as leave a map in the two pages of a portrait; a consultation file has room. */
const TOLD = { portrait: { services: 3, communes: 4 }, consultation: { services: 7, communes: 10 } };
const toldIn = (prefix: string) => (prefix.startsWith('portrait') ? TOLD.portrait : TOLD.consultation);
/** Fewer where two maps stand before them. */
const TOLD_TOWNS = 6;
const TOLD_NAMES = 3;

/** Any territory in two pages: its people, its minutes, its needs, what is there. */
export function portraitSections(kit: Kit, prefix: string, subject: DocumentSubject): Section[] {
  const there = `@${subject.kind}:${subject.code}`;
  if (subject.kind === 'qpv') return quarterPortrait(kit, prefix, subject);
  return [
    briefSection(kit, prefix, subject, there),
    minutesSection(kit, prefix, subject, there),
    needsSection(kit, prefix, subject, there),
    placesSection(kit, prefix, subject, there),
  ];
}

function briefSection(kit: Kit, prefix: string, subject: DocumentSubject, there: string): Section {
  return {
    ...{ id: `${prefix}.bref`, level: 1, title: 'En bref' },
    draft: [subject.kind === 'commune' ? sayCommune(kit, subject, there) : saySpot(kit, there)],
    blocks: () => [
      ...keyFiguresOf(kit, [
        [`population${there}`, 'y vivent'],
        [`people-far.proximity${there}`, 'à plus de {{parameter.far.proximity}} des services de proximité'],
        [`services-count${there}`, 'services différents, sur {{services-collected:bare}}'],
        [`grey-people-share.range.proximity${there}`, 'des habitants en commune grise pour la proximité'],
        [`priority-people.1${there}`, 'où agir en premier'],
        [`quarters${there}`, 'de la politique de la ville'],
      ]),
      ...localMaps(kit, subject, ['temps-proximite']),
    ],
  };
}

/** Framed on the territory; the maps of the whole Département are further on. */
function localMaps(kit: Kit, subject: DocumentSubject, mapIds: readonly string[]): Block[] {
  const focus = focusOf(kit, subject);
  return focus === undefined ? [] : mapIds.flatMap((id) => mapOf(kit, id, focus));
}

function sayCommune(kit: Kit, { code, name }: DocumentSubject, there: string): string {
  const { run } = kit.facts;
  const commune = run.communes.get(code)!;
  const centre = run.centres.get(code);
  const known = SERVICE_RANGES.filter((range) => isKnown(kit, `range-minutes.${range}${there}`));
  const attracted = centre?.attractedTo == null ? undefined : run.communes.get(centre.attractedTo);
  const ranked = NEED_INDICATORS.filter((id) => isKnown(kit, `need-rank.${id}${there}`)).toSorted(
    (a, b) => valueAt(kit, `need-rank.${a}${there}`)! - valueAt(kit, `need-rank.${b}${there}`)!,
  );
  const epci = commune.epciCode === null ? '' : `, dans l’intercommunalité « ${named(nameTerritory(run, 'epci', commune.epciCode))} »`;
  return [
    isKnown(kit, `population${there}`)
      ? `${named(name)} compte {{population${there}}}${epci}.`
      : `La population de ${named(name)} n’est pas renseignée${epci}.`,
    known.length === 0
      ? 'Aucun temps d’accès n’y est connu.'
      : `On y est en moyenne ${joinFrench(known.map((range) => `à {{range-minutes.${range}${there}}} des ${nameRange(range)}`))}, en voiture.`,
    centre === undefined
      ? ''
      : `On y trouve {{services-count${there}}} des {{services-collected}} ; elle est classée « {{centre-level${there}}} ».`,
    attracted === undefined ? '' : `Le pôle de niveau supérieur le plus proche est ${named(attracted.name)}.`,
    ranked[0] === undefined
      ? 'Ses besoins ne sont pas connus.'
      : `Son besoin le plus marqué est « ${NEED_INDICATOR_LABELS[ranked[0]]} », au {{need-rank.${ranked[0]}${there}}} rang des communes du Département.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function minutesSection(kit: Kit, prefix: string, subject: DocumentSubject, there: string): Section {
  const { at, facts } = kit;
  const isWhole = subject.kind === 'departement';
  const services = facts.run.facts.services
    .flatMap(({ serviceType, label, collected }) => {
      const [own, whole] = [valueAt(kit, `service-minutes.${serviceType}${there}`), valueAt(kit, `service-minutes.${serviceType}${at}`)];
      return !collected || own === null || whole === null ? [] : [{ serviceType, label, gap: own - whole }];
    })
    .filter(
      ({ gap, serviceType }) =>
        gap > 0 &&
        kit.book.find(`service-minutes.${serviceType}${there}`)!.text !== kit.book.find(`service-minutes.${serviceType}${at}`)!.text,
    )
    .toSorted((a, b) => b.gap - a.gap || (a.serviceType < b.serviceType ? -1 : 1));
  return {
    ...{ id: `${prefix}.acces`, level: 1, title: 'Se rendre aux services' },
    draft: [
      isWhole || services.length === 0
        ? isWhole
          ? 'Le temps moyen et la part des habitants loin de chaque gamme sont ceux de l’ensemble du Département.'
          : 'Aucun service n’y est plus loin que dans l’ensemble du Département.'
        : `${services.length === 1 ? 'Le service le plus éloigné, par rapport au Département, est' : 'Les services les plus éloignés, par rapport au Département, sont'} ${joinFrench(services.slice(0, 3).map(({ serviceType, label }) => `« ${named(label)} » ({{service-minutes.${serviceType}${there}}} contre {{service-minutes.${serviceType}${at}}})`))}.`,
    ],
    blocks: () => [
      ...tableOf(kit, {
        caption: 'Temps d’accès et éloignement, par gamme',
        columns: [
          'Gamme||left|2',
          'Temps moyen|min|right',
          ...(isWhole ? [] : ['Département|min|right']),
          'Habitants loin||right',
          'Part|%|right',
          ...(isWhole ? [] : ['Département|%|right']),
        ],
        rows: SERVICE_RANGES.map((range) => [
          SERVICE_RANGE_LABELS[range],
          `{{range-minutes.${range}:bare${there}}}`,
          ...(isWhole ? [] : [`{{range-minutes.${range}:bare${at}}}`]),
          `{{people-far.${range}:bare${there}}}`,
          `{{far-share.${range}:bare${there}}}`,
          ...(isWhole ? [] : [`{{far-share.${range}:bare${at}}}`]),
        ]),
        ...(isAcross(kit, there)
          ? {
              note: 'Une partie de ce territoire est dans un autre Département : temps et parts sont ceux de toutes ses communes, « Habitants loin » ceux des communes du Département.',
            }
          : {}),
      }),
      ...(isWhole || services.length < 2
        ? []
        : tableOf(kit, {
            caption: 'Les services les plus éloignés',
            columns: [
              'Service||left|3',
              'Ici|min|right',
              'Département|min|right',
              ...(subject.kind === 'commune' ? ['Le plus proche||left|3'] : []),
            ],
            rows: services.slice(0, toldIn(prefix).services).map(({ serviceType, label }) => {
              const nearest = subject.kind === 'commune' ? findNearestPlace(facts.run, subject.code, serviceType) : null;
              return [
                named(label),
                `{{service-minutes.${serviceType}:bare${there}}}`,
                `{{service-minutes.${serviceType}:bare${at}}}`,
                ...(subject.kind === 'commune'
                  ? [nearest === null ? '' : named([nearest.placeName, nearest.communeName].filter((part) => part !== null).join(', '))]
                  : []),
              ];
            }),
          })),
    ],
  };
}

function needsSection(kit: Kit, prefix: string, subject: DocumentSubject, there: string): Section {
  const { at } = kit;
  const isWhole = subject.kind === 'departement';
  const levels = [1, 2, 3, 4] as const;
  const told = (
    [
      ['need-component.povertyRate', 'le taux de pauvreté'],
      ['need-component.over75', 'la part des soixante-quinze ans et plus'],
      ['need-component.withoutCar', 'la part des ménages sans voiture'],
    ] as const
  ).flatMap(([id, words]) => {
    const compared = compare(kit, `${id}${there}`, `${id}${at}`, { more: 'plus que dans', less: 'moins que dans', same: 'comme dans' });
    return compared === '' || isWhole ? [] : [`${words} y est de {{${id}${there}}}, ${compared} le Département ({{${id}${at}}})`];
  });
  const sentence = told.join(' ; ');
  const level = subject.kind === 'commune' ? levels.find((one) => isSome(kit, `priority-communes.${one}${there}`)) : undefined;
  return {
    ...{ id: `${prefix}.besoins`, level: 1, title: 'Les besoins, et où agir' },
    draft: [
      ...(sentence === '' ? [] : [`${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`]),
      ...(level === undefined
        ? []
        : [`Le croisement des besoins et de l’éloignement classe la commune dans la priorité « ${PRIORITY_LABELS[level]} ».`]),
      ...(sentence === '' && level === undefined
        ? [
            isWhole
              ? 'Les quatre indicateurs sont centrés sur la moyenne des communes ; les mesures qui les composent sont dans le diagnostic.'
              : 'Les besoins y sont peu renseignés : voir l’annexe « Limites » du diagnostic.',
          ]
        : []),
    ],
    blocks: () => [
      ...(isWhole
        ? []
        : tableOf(kit, {
            caption: 'Les quatre besoins',
            columns: ['Besoin||left|3', 'Valeur||right', 'Rang||right'],
            rows: NEED_INDICATORS.map((id) => [NEED_INDICATOR_LABELS[id], `{{need.${id}${there}}}`, `{{need-rank.${id}${there}}}`]),
            note: 'Zéro est la moyenne des communes ; une valeur plus haute est un besoin plus fort. Le rang est celui parmi les territoires de même sorte.',
          })),
      ...(subject.kind === 'commune' || !isKnown(kit, `priority-people.1${there}`)
        ? []
        : tableOf(kit, {
            caption: 'Où agir d’abord',
            columns: ['Priorité||left|3', 'Communes||right', 'Habitants||right'],
            rows: levels.map((one) => [
              PRIORITY_LABELS[one],
              `{{priority-communes.${one}:bare${there}}}`,
              `{{priority-people.${one}:bare${there}}}`,
            ]),
          })),
    ],
  };
}

function placesSection(kit: Kit, prefix: string, subject: DocumentSubject, there: string): Section {
  const { run } = kit.facts;
  const communes = kit.book.findPlace(subject.kind, subject.code)?.communes ?? [];
  const codes = new Set(communes.map(({ code }) => code));
  const sites = run.facts.franceServices.filter(({ communeCode }) => communeCode !== null && codes.has(communeCode));
  const quarters = run.facts.qpvs.filter(({ communeCodes }) => communeCodes.some((code) => codes.has(code)));
  const largest = communes
    .toSorted((a, b) => (b.populationCount ?? -1) - (a.populationCount ?? -1) || (a.code < b.code ? -1 : 1))
    .slice(0, subject.kind === 'departement' ? TOLD_TOWNS : toldIn(prefix).communes);
  return {
    ...{ id: `${prefix}.lieux`, level: 1, title: 'Lieux et quartiers' },
    draft: [
      !isKnown(kit, `france-services${there}`)
        ? 'La liste des espaces France services n’est pas chargée pour ce Département.'
        : sites.length === 0
          ? 'La liste officielle n’y place aucun espace France services.'
          : subject.kind === 'departement'
            ? `{{france-services${there}}} ${sites.length >= 2 ? 'y sont ouverts' : 'y est ouvert'} au public.`
            : `{{france-services${there}}} : ${joinSome(sites.map(({ name, communeCode }) => named(`${name} (${run.communes.get(communeCode ?? '')?.name ?? ''})`)))}.`,
      !isKnown(kit, `quarters${there}`)
        ? 'Aucun quartier prioritaire de la politique de la ville n’est connu dans le Département : s’il y en a, chargez la liste officielle de l’ANCT.'
        : quarters.length === 0
          ? 'Aucun quartier prioritaire de la politique de la ville n’y est connu.'
          : subject.kind === 'departement'
            ? `{{quarters${there}}} de la politique de la ville y sont connus.`
            : `{{quarters${there}}} de la politique de la ville : ${joinSome(quarters.map((quarter) => nameQuarter(run, quarter)))}.`,
    ],
    blocks: () => [
      ...(subject.kind === 'commune'
        ? []
        : tableOf(kit, {
            caption: communes.length > largest.length ? 'Les communes les plus peuplées' : 'Les communes',
            columns: ['Commune||left|3', 'Habitants||right', 'Pôle||left|2', 'Services||right', 'Proximité|min|right'],
            rows: largest
              .map((one) => ({ ...one, at: `@commune:${one.code}` }))
              .map((one) => [
                codedName(one),
                `{{population:bare${one.at}}}`,
                `{{centre-level${one.at}}}`,
                `{{services-count:bare${one.at}}}`,
                `{{range-minutes.proximity:bare${one.at}}}`,
              ]),
          })),
      // Those of another territory are framed on it, under « En bref ».
      ...(subject.kind === 'departement' ? ['temps-proximite', 'poles'].flatMap((id) => mapOf(kit, id)) : []),
    ],
  };
}

/** The first names, and that there are others. */
const joinSome = (names: readonly string[]) =>
  names.length <= TOLD_NAMES ? joinFrench(names) : `${names.slice(0, TOLD_NAMES).join(', ')} et d’autres`;

/** A priority neighbourhood: what is inside, and what is at hand on foot. */
function quarterPortrait(kit: Kit, prefix: string, subject: DocumentSubject): Section[] {
  const { quarters } = kit.facts.chapters;
  const there = `@qpv:${subject.code}`;
  const summary = quarters?.summaries.find(({ qpvCode }) => qpvCode === subject.code);
  const communes = summary?.communeCodes ?? kit.facts.run.facts.qpvs.find(({ code }) => code === subject.code)?.communeCodes ?? [];
  const layers = quarters?.layers.filter(({ knowledge }) => knowledge !== 'not-collected') ?? [];
  const silent = quarters?.layers.filter(({ knowledge }) => knowledge === 'not-collected') ?? [];
  const absent = summary?.absentWithin15 ?? [];
  const labelOf = new Map(quarters?.layers.map(({ id, label }) => [id, label]));
  const names = joinFrench(communes.map((code) => named(`${kit.facts.run.communes.get(code)?.name ?? ''} (${code})`)));
  const places = quarters?.places.filter(({ qpvCode }) => qpvCode === subject.code) ?? [];
  return [
    {
      ...{ id: `${prefix}.bref`, level: 1, title: 'En bref' },
      draft: [
        `Ce quartier prioritaire de la politique de la ville est ${communes.length > 1 ? 'sur les communes de' : 'sur la commune de'} ${names}. ${isKnown(kit, `quarter-residents${there}`) ? `{{quarter-residents${there}}} y vivent, selon les carreaux de population.` : 'Le nombre de ses habitants n’est pas connu : chargez son périmètre et la grille de population.'}`,
        summary?.perimeterKnown !== true
          ? 'Son périmètre n’est pas connu : seul ce qu’offrent ses communes peut être compté.'
          : absent.length === 0
            ? 'Chacun des services dont les lieux sont connus est à un quart d’heure à pied au plus.'
            : `${absent.length > 1 ? 'Ne sont pas' : 'N’est pas'} à un quart d’heure à pied : ${joinFrench(absent.map((id) => `« ${named(labelOf.get(id) ?? id)} »`))}.`,
        ...(silent.length === 0
          ? []
          : [`Aucune source chargée ne dit où sont ${joinFrench(silent.map(({ label }) => `« ${named(label)} »`))}.`]),
      ],
      blocks: () => localMaps(kit, subject, ['temps-proximite', 'poles']),
    },
    {
      ...{ id: `${prefix}.services`, level: 1, title: 'Les services' },
      draft: [
        layers.length === 0
          ? 'Aucun service n’est recensé pour les quartiers.'
          : 'Ce qui est dans le quartier, dans ses communes, et à combien de minutes à pied de sa limite.',
      ],
      blocks: () => [
        ...tableOf(kit, {
          caption: 'Les services du quartier',
          columns: ['Service||left|3', 'Dans le quartier||right', 'Dans ses communes||right', 'Le plus proche à pied|min|right'],
          rows: layers.map(({ id, label }) => [
            named(label),
            `{{quarter-inside.${id}${there}}}`,
            `{{quarter-in-communes.${id}${there}}}`,
            `{{quarter-walk.${id}:bare${there}}}`,
          ]),
        }),
        ...tableOf(kit, {
          // All of them are on the site: two pages hold no more.
          caption: 'Le lieu le plus proche de chaque service, à un quart d’heure à pied au plus',
          columns: ['Service||left|3', 'Lieu||left|3', 'Adresse||left|3'],
          rows: layers.flatMap(({ id }) => {
            const [nearest] = places.filter(({ layer }) => layer === id).toSorted((a, b) => a.walkMinutes - b.walkMinutes);
            if (nearest === undefined) return [];
            return [[named(labelOf.get(id) ?? id), named(nearest.name ?? 'sans nom'), named(nearest.address ?? '')]];
          }),
        }),
      ],
    },
  ];
}
