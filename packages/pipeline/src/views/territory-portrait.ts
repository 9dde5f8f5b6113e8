import { DomainError } from '@maillage/domain/errors.ts';
import { formatMinutes, formatNumber } from '@maillage/domain/format.ts';
import { ofDepartement } from '@maillage/domain/french-names.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { CENTRE_LEVEL_LABELS, SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import {
  PORTRAIT_KIND_LABELS,
  PORTRAIT_KINDS,
  type PortraitKind,
  type TerritoryListItem,
  type TerritoryPortrait,
} from '@maillage/domain/territories/territory-portrait.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { classIndexOf } from '@maillage/maps/classify.ts';
import { classLabels } from '@maillage/maps/figure-text.ts';
import { sumOrNull } from '../compute/sum-or-null.ts';
import { MINUTE_BREAKS, nameRange, readThreshold } from './access-figures.ts';
import { countFranceServices, countQuarters } from './count-listed.ts';
import { nameTerritory } from './figure-series.ts';
import { countCollectedServices } from './figure-values.ts';
import { counted, joinFrench, truthfulPercent } from './french.ts';
import { findLikeMine } from './like-mine.ts';
import { COMPARED_FIGURES } from './portrait.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

const GROUP_OF: Record<PortraitKind, (commune: Commune) => string | null> = {
  epci: ({ epciCode }) => epciCode,
  arrondissement: ({ arrondissementCode }) => arrondissementCode,
  canton: ({ cantonCode }) => cantonCode,
  departement: ({ departementCode }) => departementCode,
};
const SHOWN_FIGURES = [...COMPARED_FIGURES, ...SERVICE_RANGES.map((range) => `far-share.${range}`)];
/** Services told on each side of the Département's minutes. */
const TOLD_SERVICES = 6;
const MAIN_CENTRES = 5;

/** Every territory that has a portrait, by kind then name. */
export function listPortraitTerritories(run: IndexedRun): TerritoryListItem[] {
  return PORTRAIT_KINDS.flatMap((kind) =>
    [...Map.groupBy(run.ownCommunes, GROUP_OF[kind])]
      .flatMap(([code, members]): TerritoryListItem[] =>
        code === null
          ? []
          : [
              {
                ...{ kind, code, name: nameTerritory(run, kind, code), communeCount: members.length },
                populationCount: sumOrNull(members.map(({ populationCount }) => populationCount)),
              },
            ],
      )
      .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.code < b.code ? -1 : 1)),
  );
}

/** Throws `territory-not-found` for a territory that no own commune belongs to. */
export function buildTerritoryPortrait(run: IndexedRun, kind: PortraitKind, code: string): TerritoryPortrait {
  const communes = run.ownCommunes.filter((commune) => GROUP_OF[kind](commune) === code);
  if (communes.length === 0)
    throw new DomainError('territory-not-found', 'Ce territoire n’est pas dans ce calcul. Choisissez-le dans la liste.', { kind, code });
  const { manifest } = run.facts;
  const peers = kind === 'departement' ? [] : listPortraitTerritories(run).filter((one) => one.kind === kind);
  const wider = (['departement', 'region', 'france'] as const).flatMap((other) => {
    const codeOf = other === 'departement' ? manifest.departementCode : other === 'france' ? 'FR' : communes[0]!.regionCode;
    const isThere = codeOf !== null && SHOWN_FIGURES.some((figure) => run.territoryFigures.has(rowKey(other, codeOf, figure)));
    return isThere && other !== kind ? [{ kind: other as string, code: codeOf, name: nameTerritory(run, other, codeOf) }] : [];
  });
  const references = [
    ...wider,
    ...peers.filter((one) => one.code !== code).map(({ kind: peerKind, ...one }) => ({ kind: peerKind, code: one.code, name: one.name })),
  ];
  const own = new Set(communes.map((commune) => commune.code));
  return {
    ...{ runId: manifest.id, kind, code, name: nameTerritory(run, kind, code), departementName: manifest.departementName },
    populationCount: sumOrNull(communes.map(({ populationCount }) => populationCount)),
    areaKm2: sumOrNull(communes.map(({ areaKm2 }) => areaKm2)),
    sentences: saySentences(run, { kind, code, communes }).map(typeset),
    communes: communes
      .map(({ code: communeCode, name, populationCount }) => ({
        ...{ code: communeCode, name, populationCount },
        centreLevel: run.centres.get(communeCode)?.level ?? null,
      }))
      .sort((a, b) => (b.populationCount ?? -1) - (a.populationCount ?? -1) || (a.code < b.code ? -1 : 1)),
    references,
    comparisons: SHOWN_FIGURES.map((figureId) => compare(run, { kind, code, figureId, references, peers })),
    spreads: SERVICE_RANGES.flatMap((range) => spread(run, range, communes)),
    services: listTellingServices(run, kind, code),
    similar: findLikeMine(run, GROUP_OF[kind], code).map((one) => ({ ...one, name: nameTerritory(run, kind, one.code) })),
    quarterCount: countQuarters(run, own),
    franceServicesCount: countFranceServices(run, own),
  };
}

const read = (run: IndexedRun, kind: string, code: string, figureId: string) =>
  run.territoryFigures.get(rowKey(kind, code, figureId)) ?? null;

function compare(
  run: IndexedRun,
  asked: {
    kind: PortraitKind;
    code: string;
    figureId: string;
    references: TerritoryPortrait['references'];
    peers: readonly TerritoryListItem[];
  },
): TerritoryPortrait['comparisons'][number] {
  const { kind, code, figureId, references, peers } = asked;
  const figure = run.figures.get(figureId);
  const value = read(run, kind, code, figureId);
  const values = peers.flatMap((peer) => read(run, kind, peer.code, figureId) ?? []);
  return {
    figureId,
    label: figure?.title ?? figureId,
    unit: figure?.unit ?? 'score',
    decimals: figure?.decimals ?? 0,
    value,
    referenceValues: references.map((one) => read(run, one.kind, one.code, figureId)),
    rank: value === null || values.length < 2 ? null : 1 + values.filter((other) => other > value).length,
    rankedCount: values.length,
  };
}

/** People by class of minutes: the classes of the atlas, those that hold nobody in the whole Département left out. */
function spread(run: IndexedRun, range: (typeof SERVICE_RANGES)[number], communes: readonly Commune[]): TerritoryPortrait['spreads'] {
  const breaks = MINUTE_BREAKS[range];
  const count = (members: readonly Commune[]) => {
    const people = new Float64Array(breaks.length + 1);
    for (const { code, populationCount } of members) {
      const minutes = run.ranges.get(rowKey(code, range))?.meanMinutes ?? null;
      if (minutes !== null && populationCount !== null) people[classIndexOf(minutes, breaks)]! += populationCount;
    }
    return people;
  };
  const [here, everywhere] = [count(communes), count(run.ownCommunes)];
  const total = (people: Float64Array) => people.reduce((sum, value) => sum + value, 0);
  if (total(here) === 0) return [];
  const labels = classLabels(breaks, { unit: 'min', decimals: 0 });
  const classes = labels.flatMap((label, index) =>
    everywhere[index] === 0
      ? []
      : [
          {
            label,
            populationCount: here[index]!,
            shareRatio: here[index]! / total(here),
            departementShareRatio: everywhere[index]! / total(everywhere),
          },
        ],
  );
  return [{ range, label: `gamme ${SERVICE_RANGE_LABELS[range]}`, classes }];
}

/** Minutes as they are printed: a difference that does not show is none. */
const reads = (minutes: number) => formatMinutes(minutes, 1);

/** Where it differs most from the Département, in minutes: farther services first, then nearer ones. */
function listTellingServices(run: IndexedRun, kind: PortraitKind, code: string): TerritoryPortrait['services'] {
  if (kind === 'departement') return [];
  const told = run.facts.services.flatMap(({ serviceType, label }) => {
    const figureId = `service-minutes.${serviceType}`;
    const minutes = read(run, kind, code, figureId);
    const departementMinutes = read(run, 'departement', run.facts.manifest.departementCode, figureId);
    if (minutes === null || departementMinutes === null || reads(minutes) === reads(departementMinutes)) return [];
    return [{ serviceType, label, minutes, departementMinutes }];
  });
  const gap = (one: TerritoryPortrait['services'][number]) => one.minutes - one.departementMinutes;
  const sorted = told.sort((a, b) => gap(b) - gap(a) || (a.serviceType < b.serviceType ? -1 : 1));
  return [...sorted.filter((one) => gap(one) > 0).slice(0, TOLD_SERVICES), ...sorted.filter((one) => gap(one) < 0).slice(-TOLD_SERVICES)];
}

interface Told {
  kind: PortraitKind;
  code: string;
  communes: readonly Commune[];
}

function saySentences(run: IndexedRun, told: Told): string[] {
  const fictional = run.facts.manifest.fictional ? ['Ce territoire appartient à un Département fictif : ces chiffres sont inventés.'] : [];
  return [
    ...fictional,
    saySize(run, told),
    ...sayMinutes(run, told),
    ...sayFar(run, told),
    ...sayCentres(run, told),
    ...sayNeeds(run, told),
  ];
}

function saySize(run: IndexedRun, { kind, code, communes }: Told): string {
  const people = sumOrNull(communes.map(({ populationCount }) => populationCount));
  const area = sumOrNull(communes.map(({ areaKm2 }) => areaKm2));
  const where =
    kind === 'departement'
      ? ''
      : ` dans le Département ${ofDepartement(run.facts.manifest.departementCode, run.facts.manifest.departementName)}`;
  const beyond = run.facts.communes.filter((commune) => !commune.isOwn && GROUP_OF[kind](commune) === code).length;
  const size = [
    counted(communes.length, 'commune'),
    ...(people === null ? [] : [counted(people, 'habitant')]),
    ...(area === null ? [] : [`${formatNumber(area)} km²`]),
  ];
  const across =
    beyond === 0
      ? ''
      : ` ${counted(beyond, 'autre commune est', 'autres communes sont')} au-delà de la limite du Département : ses moyennes les comptent.`;
  return `${nameTerritory(run, kind, code)} : ${joinFrench(size)}${where}.${across}`;
}

function sayMinutes(run: IndexedRun, { kind, code }: Told): string[] {
  const { departementCode, travelMethod } = run.facts.manifest;
  const parts = SERVICE_RANGES.flatMap((range) => {
    const minutes = read(run, kind, code, `range-minutes.${range}`);
    const departement = kind === 'departement' ? null : read(run, 'departement', departementCode, `range-minutes.${range}`);
    if (minutes === null) return [];
    return [
      `à ${formatMinutes(minutes, 1)} des ${nameRange(range)}${departement === null ? '' : ` (Département : ${formatMinutes(departement, 1)})`}`,
    ];
  });
  if (parts.length === 0) return ['Le temps d’accès moyen n’est pas connu.'];
  return [`On y est en moyenne ${joinFrench(parts)}${travelMethod === 'estimated' ? ', en voiture, temps estimés' : ', en voiture'}.`];
}

function sayFar(run: IndexedRun, { kind, code, communes }: Told): string[] {
  const { manifest } = run.facts;
  const share = read(run, kind, code, 'far-share.proximity');
  if (share === null) return [];
  const people = communes.reduce(
    (sum, commune) => sum + (commune.populationCount ?? 0) * (run.ranges.get(rowKey(commune.code, 'proximity'))?.farShareRatio ?? 0),
    0,
  );
  const departement = kind === 'departement' ? null : read(run, 'departement', manifest.departementCode, 'far-share.proximity');
  const against = departement === null ? '' : `, contre ${truthfulPercent(departement)} dans le Département`;
  const where = `à plus de ${formatMinutes(readThreshold(manifest, 'proximity'))} des ${nameRange('proximity')}`;
  return people < 0.5
    ? [`Personne n’y vit ${where}${against}.`]
    : [`${counted(Math.round(people), 'habitant')}, soit ${truthfulPercent(share)}, y vivent ${where}${against}.`];
}

function sayCentres(run: IndexedRun, { kind, code, communes }: Told): string[] {
  const services = read(run, kind, code, 'services-count');
  const centres = communes
    .flatMap(({ code: communeCode, name }) => {
      const found = run.centres.get(communeCode);
      return found === undefined || found.level === 0 ? [] : [{ name, level: found.level, score: found.score }];
    })
    .sort((a, b) => b.level - a.level || b.score - a.score);
  const offer = services === null ? [] : [`On y trouve ${counted(services, 'service')} sur ${formatNumber(countCollectedServices(run))}.`];
  if (centres.length === 0) return [...offer, 'Aucune de ses communes n’est un centre.'];
  const named = centres.slice(0, MAIN_CENTRES).map(({ name, level }) => `${name} (${CENTRE_LEVEL_LABELS[level]})`);
  const more = centres.length > MAIN_CENTRES ? `, et ${counted(centres.length - MAIN_CENTRES, 'autre')}` : '';
  return [...offer, `${centres.length === 1 ? 'Son centre' : 'Ses centres'} : ${named.join(', ')}${more}.`];
}

function sayNeeds(run: IndexedRun, { kind, code }: Told): string[] {
  if (kind === 'departement') return [];
  const peers = listPortraitTerritories(run).filter((one) => one.kind === kind);
  const ranked = NEED_INDICATORS.flatMap((indicator) => {
    const value = read(run, kind, code, `need.${indicator}`);
    const values = peers.flatMap((peer) => read(run, kind, peer.code, `need.${indicator}`) ?? []);
    return value === null ? [] : [{ indicator, rank: 1 + values.filter((other) => other > value).length, count: values.length }];
  }).sort((a, b) => a.rank - b.rank);
  const [first] = ranked;
  if (first === undefined || first.count < 2) return [];
  const place = first.rank === 1 ? '1er rang' : `${first.rank}e rang`;
  const unit = PORTRAIT_KIND_LABELS[kind].toLowerCase();
  return [
    `Son besoin le plus marqué : « ${NEED_INDICATOR_LABELS[first.indicator]} », au ${place} sur ${counted(first.count, unit, kind === 'epci' ? 'intercommunalités' : `${unit}s`)}.`,
  ];
}
