import { formatDate, formatNumber } from '@maillage/domain/format.ts';
import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import type { GraphDescription } from '@maillage/sources/road-graph-file/graph-description.ts';
import { MIN_COVERED_RATIO, notEnough } from '../network/choose-roads.ts';
import type { PreparedRoads } from '../network/prepare-roads.ts';
import { SNAP_METRES } from '../network/snap-defaults.ts';
import { listNames } from '../referential/build-communes.ts';
import type { Referential } from '../referential/referential.ts';
import { type NetworkTravel, networkTravel } from './network-travel.ts';
import { cellOrigins, centreOrigins } from './origins.ts';
import type { TravelTimes } from './travel-times.ts';

/** The way of counting minutes of a run, and what the run has to say of it. */
export interface ChosenTravel {
  travel: TravelTimes;
  /** Communes whose minutes are not known because no road reaches them, by index: no mean of a territory may hold them. */
  uncovered: ReadonlySet<number>;
  reports: SourceFileReport[];
  choices: string[];
  missing: string[];
}

/**
 * Minutes by the road when the roads reach the Département's communes, all of them by the estimate otherwise: a run never mixes both.
 * The reports of road files say which were used and why others were not.
 */
export function chooseTravel(options: {
  referential: Referential;
  prepared: PreparedRoads;
  reports: readonly SourceFileReport[];
  estimated: TravelTimes;
}): ChosenTravel {
  const { referential, prepared, reports, estimated } = options;
  const withoutRoads = (reasonOf: (path: string) => string | undefined): ChosenTravel => ({
    travel: estimated,
    uncovered: new Set(),
    reports: reports.map((report) => refuse(report, reasonOf(report.path))),
    choices: [],
    missing: [],
  });
  const { roads, refused } = prepared;
  if (roads === null) return withoutRoads((path) => refused.get(path));
  const { communes, ownCount, populationCells } = referential;
  const travel = networkTravel({
    referential,
    network: roads.network,
    origins: populationCells.length > 0 ? cellOrigins(communes, populationCells) : centreOrigins(communes),
    sentence: describeRoads(roads.description),
  });
  const offOwn = travel.offRoadCommunes.filter((commune) => commune < ownCount);
  if (ownCount - offOwn.length < ownCount * MIN_COVERED_RATIO) {
    const reason = notEnough(ownCount - offOwn.length, ownCount);
    return withoutRoads((path) => refused.get(path) ?? (isRoadFile(reports, path) ? reason : undefined));
  }
  return {
    travel,
    uncovered: new Set(travel.offRoadCommunes),
    reports: reports.map((report) => refuse(report, refused.get(report.path))),
    choices: [
      `Temps de trajet : par les routes de ${listSources(roads.description)}, ${countRoads(roads.description)}.`,
      `De chaque lieu à sa route : la moitié à moins de ${formatNumber(travel.snapMetres.median)} m, 95 % à moins de ${formatNumber(travel.snapMetres.p95)} m, à vol d’oiseau.`,
      ...describeOrigins(referential),
    ],
    missing: listOffRoad(referential, travel),
  };
}

const isRoadFile = (reports: readonly SourceFileReport[], path: string) =>
  reports.some((report) => report.path === path && report.sourceId === 'roads' && report.state === 'loaded');

function refuse(report: SourceFileReport, reason: string | undefined): SourceFileReport {
  return reason === undefined ? report : { ...report, state: 'refused', reason };
}

function describeOrigins({ communes, ownCount, populationCells }: Referential): string[] {
  if (populationCells.length === 0) return [];
  const inhabited = new Set(populationCells.filter(({ populationCount }) => populationCount > 0).map(({ communeCode }) => communeCode));
  const without = communes.slice(0, ownCount).filter(({ code }) => !inhabited.has(code));
  return [
    `Départ des trajets : ${formatNumber(populationCells.length)} carreaux habités de 200 m${without.length === 0 ? '' : ` ; le centre pour ${without.length === 1 ? '1 commune sans carreau' : `${without.length} communes sans carreau`}`}.`,
  ];
}

/** What stands beside a minute counted on the roads, in place of the error of an estimate. */
export function describeRoads(description: GraphDescription): string {
  return `Temps calculé sur les routes d’OpenStreetMap (${listSources(description)}), en voiture, hors embouteillages ; les vitesses et les attentes aux carrefours sont celles de la note « Réseau routier ».`;
}

function listSources({ sources }: GraphDescription): string {
  return sources
    .map(({ name, timestamp }) => (timestamp === null ? `« ${name} »` : `« ${name} », carte du ${formatDate(timestamp)}`))
    .join(' ; ');
}

function countRoads({ roadMetres, nodeCount }: GraphDescription): string {
  return `${formatNumber(Math.round(roadMetres / 1000))} km et ${formatNumber(nodeCount)} carrefours`;
}

function listOffRoad(
  { communes, ownCount }: Referential,
  { offRoadCommunes, offRoadOfferCount, offRoadOfferCommunes }: NetworkTravel,
): string[] {
  const own = offRoadCommunes.filter((commune) => commune < ownCount).map((commune) => communes[commune]!);
  const context = offRoadCommunes.length - own.length;
  const reach = `${formatNumber(SNAP_METRES / 1000)} km`;
  const sentences: string[] = [];
  if (own.length > 0)
    sentences.push(
      `${own.length === 1 ? '1 commune du Département n’a' : `${own.length} communes du Département n’ont`} aucune route à moins de ${reach} de leur centre : ${listNames(own.map(({ name, code }) => `${name} (${code})`))}. Leurs services sont dits hors d’atteinte.`,
    );
  if (context > 0)
    sentences.push(
      `${context === 1 ? '1 commune voisine est' : `${formatNumber(context)} communes voisines sont`} hors des routes fournies : les territoires qui les contiennent n’ont pas de temps moyen. Déposez l’extrait de leur région.`,
    );
  if (offRoadOfferCount > 0)
    sentences.push(
      `${offRoadOfferCount === 1 ? '1 lieu de service est' : `${formatNumber(offRoadOfferCount)} lieux de service sont`} à plus de ${reach} des routes fournies (${listNames(offRoadOfferCommunes.map((commune) => communes[commune]!.name))}) : ${offRoadOfferCount === 1 ? 'il n’est' : 'ils ne sont'} le plus proche de personne.`,
    );
  return sentences;
}
