import { ACCESS_PROFILE_LABELS, ACCESS_PROFILES } from '@maillage/domain/accessibility/access-measures.ts';
import { theName } from '@maillage/domain/french-names.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { nameRange } from '../../views/access-figures.ts';
import { joinFrench } from '../../views/french.ts';
import { named } from '../prose-inlines.ts';
import { againstRegion, regionAt } from './find-findings.ts';
import { chartOf, isKnown, isSome, type Kit, mapOf, type Section, tableOf, valueAt } from './section.ts';
import { codedName, rankCommunes, rankEpcis, withFigure } from './territories-of.ts';

const RANGE_MAPS = {
  proximity: ['temps-proximite', 'loin-proximite'],
  intermediate: ['temps-intermediaire'],
  superior: ['temps-superieure'],
} as const;
const TOLD = 3;
/** Under it a share is printed « 0,0 % ». */
const READ_AS_NOTHING = 0.0005;
const FARTHEST_SERVICES = 12;

/** Who is far from what: the whole, then each range. */
export function accessSections(kit: Kit, prefix: string): Section[] {
  const { at, facts } = kit;
  const region = regionAt(kit);
  const hasRegion = region !== null && SERVICE_RANGES.some((range) => isKnown(kit, `far-share.${range}${region}`));
  const estimated = facts.run.facts.manifest.travelMethod === 'estimated';
  const known = SERVICE_RANGES.filter((range) => isKnown(kit, `range-minutes.${range}${at}`));
  return [
    {
      ...{ id: `${prefix}.acces`, level: 1, title: 'Qui est loin de quoi ?' },
      draft:
        known.length === 0
          ? ['Aucun temps d’accès n’est connu : chargez la base permanente des équipements et les contours des communes.']
          : [
              `En voiture, un habitant est en moyenne ${joinFrench(known.map((range) => `à {{range-minutes.${range}${at}}} des ${nameRange(range)}`))}${estimated ? ', selon des temps estimés sans graphe routier' : ''}. Un habitant est dit loin d’une gamme quand il en est à plus de ${joinFrench(known.map((range) => `{{parameter.far.${range}}} (${SERVICE_RANGE_LABELS[range]})`))}.`,
              hasRegion
                ? 'La comparaison avec la région se fait avec la même méthode et le même millésime : toutes les communes de la région et leurs équipements sont chargés.'
                : 'La comparaison avec la région n’est pas possible : toutes ses communes et leurs équipements ne sont pas chargés. Ajoutez-les au dossier de données pour qu’elle apparaisse ici.',
            ],
      blocks: () => [
        ...tableOf(kit, {
          caption: 'Éloignement des services, par gamme',
          columns: [
            'Gamme||left|2',
            'Seuil|min|right',
            'Temps moyen|min|right',
            'Habitants loin||right',
            'Part|%|right',
            ...(hasRegion ? ['Région|%|right'] : []),
          ],
          rows: SERVICE_RANGES.map((range) => [
            SERVICE_RANGE_LABELS[range],
            `{{parameter.far.${range}:bare}}`,
            ...[`range-minutes.${range}`, `people-far.${range}`, `far-share.${range}`].map((id) => `{{${id}:bare${at}}}`),
            ...(hasRegion ? [`{{far-share.${range}:bare${region}}}`] : []),
          ]),
        }),
        ...profileBlocks(kit),
      ],
    },
    ...known.map((range): Section => rangeSection(kit, prefix, range)),
    farthestSection(kit, prefix),
  ];
}

function rangeSection(kit: Kit, prefix: string, range: (typeof SERVICE_RANGES)[number]): Section {
  const { at } = kit;
  const share = `far-share.${range}`;
  const ranked = rankEpcis(kit, share);
  // A share that reads « 0,0 % » is not the strongest of anything.
  const worst = ranked.filter(({ value }) => value >= READ_AS_NOTHING);
  const none = ranked.filter(({ value }) => value === 0).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const communes = rankCommunes(kit, `people-far.${range}`, TOLD);
  const people = `people-far.${range}${at}`;
  return {
    ...{ id: `${prefix}.acces.${range}`, level: 2, title: `Les ${nameRange(range)}` },
    draft: isSome(kit, people)
      ? [
          `{{${people}}}, soit {{people-far-share.${range}${at}}}, vivent à plus de {{parameter.far.${range}}} des ${nameRange(range)}${againstRegion(kit, share)}.`,
          [
            worst.length === 0 ? '' : `La part est la plus forte dans ${joinFrench(worst.slice(0, TOLD).map(withFigure(share)))}.`,
            none.length === 0
              ? ''
              : `Personne n’en est loin dans ${joinFrench(none.slice(0, TOLD).map(({ name }) => named(theName(name))))}${none.length > TOLD ? ' et d’autres intercommunalités' : ''}.`,
            communes.length === 0
              ? ''
              : `En nombre d’habitants, les communes les plus concernées sont ${joinFrench(communes.map((one) => `${codedName(one)} ({{people-far.${range}${one.at}}})`))}.`,
          ]
            .filter((sentence) => sentence !== '')
            .join(' '),
        ]
      : [`Aucun habitant ne vit à plus de {{parameter.far.${range}}} des ${nameRange(range)}.`],
    blocks: () => [
      ...RANGE_MAPS[range].flatMap((id) => mapOf(kit, id)),
      ...chartOf(kit, {
        caption: `Part des habitants à plus de {{parameter.far.${range}}} des ${nameRange(range)}`,
        unit: '%',
        bars: [
          ...worst.map(({ name, at: there }) => ({ label: named(name), reference: `${share}${there}` })),
          { label: 'Département', reference: `${share}${at}`, isReference: true },
        ],
      }),
    ],
  };
}

/** Who the minutes are counted for: the aged, children, households without a car. */
function profileBlocks(kit: Kit) {
  const { accessMeasures } = kit.facts.chapters;
  if (accessMeasures === undefined) return [];
  const profiles = ACCESS_PROFILES.filter((profile) => accessMeasures.profiles.some((row) => row.profile === profile));
  const missing = Object.values(accessMeasures.missingProfiles);
  return tableOf(kit, {
    caption: 'Temps d’accès moyen selon les publics',
    columns: ['Public||left|3', ...SERVICE_RANGES.map((range) => `${SERVICE_RANGE_LABELS[range]}|min|right`)],
    rows: profiles.map((profile) => [
      named(ACCESS_PROFILE_LABELS[profile]),
      ...SERVICE_RANGES.map((range) => `{{profile-mean.${profile}.range.${range}:bare}}`),
    ]),
    note: missing.length === 0 ? 'Les ménages sans voiture sont comptés à pied.' : named(missing.join(' ')),
  });
}

function farthestSection(kit: Kit, prefix: string): Section {
  const { at, facts } = kit;
  const region = regionAt(kit);
  const far = facts.run.facts.services
    .filter(({ collected, serviceType }) => collected && isSome(kit, `people-far.${serviceType}${at}`))
    .sort(
      (a, b) =>
        valueAt(kit, `people-far.${b.serviceType}${at}`)! - valueAt(kit, `people-far.${a.serviceType}${at}`)! ||
        (a.serviceType < b.serviceType ? -1 : 1),
    )
    .slice(0, FARTHEST_SERVICES);
  const border = (facts.chapters.accessMeasures?.border ?? [])
    .toSorted((a, b) => b.outsideShareRatio - a.outsideShareRatio)
    .slice(0, TOLD)
    .filter(({ outsideShareRatio }) => outsideShareRatio > 0.05);
  return {
    ...{ id: `${prefix}.acces.services`, level: 2, title: 'Les services dont le plus d’habitants sont loin' },
    draft: [
      far.length === 0
        ? 'Aucun service n’est au-delà du seuil de sa gamme pour aucun habitant.'
        : `Chaque service est comparé au seuil de sa gamme. Le plus d’habitants sont loin de ${joinFrench(far.slice(0, TOLD).map(({ serviceType, label }) => `« ${named(label)} » ({{people-far.${serviceType}${at}}})`))}.`,
      ...(border.length === 0
        ? []
        : [
            `Le service le plus proche est parfois hors du Département : c’est le cas pour {{border-outside.${border[0]!.serviceType}}} des habitants pour « ${named(border[0]!.label)} »${
              border.length < 2
                ? ''
                : `, ${joinFrench(border.slice(1).map(({ serviceType, label }) => `{{border-outside.${serviceType}}} pour « ${named(label)} »`))}`
            }. Ces lieux comptent dans les temps d’accès.`,
          ]),
    ],
    blocks: () =>
      tableOf(kit, {
        caption: 'Services dont le plus d’habitants sont loin',
        columns: [
          'Service||left|3',
          'Gamme||left|1.4',
          'Habitants loin||right',
          'Temps moyen|min|right',
          ...(region === null || !isKnown(kit, `service-minutes.${far[0]?.serviceType}${region}`) ? [] : ['Région|min|right']),
        ],
        rows: far.map(({ serviceType, label, range }) => [
          named(label),
          SERVICE_RANGE_LABELS[range],
          `{{people-far.${serviceType}:bare${at}}}`,
          `{{service-mean.${serviceType}:bare}}`,
          ...(region === null || !isKnown(kit, `service-minutes.${far[0]?.serviceType}${region}`)
            ? []
            : [`{{service-minutes.${serviceType}:bare${region}}}`]),
        ]),
      }),
  };
}
