import { DomainError } from '@maillage/domain/errors.ts';
import { MISSING_TEXT } from '@maillage/domain/format.ts';
import {
  NEED_COMPONENTS,
  NEED_INDICATOR_LABELS,
  NEED_INDICATORS,
  type NeedIndicatorId,
} from '@maillage/domain/indicators/need-indicators.ts';
import type { ServiceResult } from '@maillage/domain/runs/results.ts';
import { CENTRE_LEVEL_LABELS } from '@maillage/domain/services/ranges.ts';
import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { nameTerritory } from './figure-series.ts';
import { countCollectedServices, countRanked, findNearestPlace, readCommuneValue } from './figure-values.ts';
import { findLikeMine } from './like-mine.ts';
import { sayWeekHours } from './opening-hours.ts';
import { sayPortrait } from './portrait-sentences.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

/** What a portrait is compared by. */
export const COMPARED_FIGURES = [
  'population',
  'density',
  'range-minutes.proximity',
  'range-minutes.intermediate',
  'range-minutes.superior',
  'services-count',
  ...NEED_INDICATORS.map((indicator) => `need.${indicator}`),
];

/** The commune of the scheme with this code; throws `territory-not-found` for any other, neighbours included. */
export function getOwnCommune(run: IndexedRun, code: string): Commune {
  const commune = run.communes.get(code);
  if (commune?.isOwn) return commune;
  const message = 'Cette commune n’est pas dans le Département de ce calcul. Cherchez-la par son nom ou son code INSEE.';
  throw new DomainError('territory-not-found', message, { code });
}

/** The portrait of an own commune; throws `territory-not-found` otherwise. Absent values are null with their status. */
export function buildPortrait(run: IndexedRun, code: string): CommunePortrait {
  const commune = getOwnCommune(run, code);
  const { epciCode, arrondissementCode } = commune;
  const { manifest, qpvs, franceServices, services } = run.facts;
  return {
    runId: manifest.id,
    code,
    name: commune.name,
    departementName: manifest.departementName,
    epci: epciCode === null ? null : { code: epciCode, name: nameTerritory(run, 'epci', epciCode) },
    arrondissement:
      arrondissementCode === null ? null : { code: arrondissementCode, name: nameTerritory(run, 'arrondissement', arrondissementCode) },
    populationCount: commune.populationCount,
    areaKm2: commune.areaKm2,
    sentences: sayPortrait(run, commune),
    centre: describeCentre(run, code),
    comparisons: COMPARED_FIGURES.map((figureId) => compare(run, commune, figureId)),
    services: services.map((service) => describeService(run, code, service)),
    needs: NEED_INDICATORS.map((indicator) => describeNeeds(run, commune, indicator)),
    franceServices: franceServices
      .filter((site) => site.communeCode === code)
      .map(({ name, address, weekHours, telephone }) => ({ name, address, hours: sayWeekHours(weekHours), telephone })),
    similar: findLikeMine(run, (one) => one.code, code).map((one) => ({ ...one, name: nameTerritory(run, 'commune', one.code) })),
    qpvs: qpvs.filter((qpv) => qpv.communeCodes.includes(code)).map(({ code: qpvCode, name }) => ({ code: qpvCode, name })),
  };
}

function describeCentre(run: IndexedRun, code: string): CommunePortrait['centre'] {
  const centre = run.centres.get(code);
  const attractedTo = centre?.attractedTo ?? null;
  return {
    level: centre?.level ?? 0,
    levelLabel: centre === undefined ? MISSING_TEXT : CENTRE_LEVEL_LABELS[centre.level],
    servicesCount: centre?.servicesCount ?? 0,
    servicesTotal: countCollectedServices(run),
    attractedTo:
      attractedTo === null
        ? null
        : { code: attractedTo, name: nameTerritory(run, 'commune', attractedTo), minutes: centre?.attractedMinutes ?? null },
  };
}

/** The same figure for wider territories; null where the run has no row, as for a région of which one Département was loaded. */
function compare(run: IndexedRun, commune: Commune, figureId: string): CommunePortrait['comparisons'][number] {
  const figure = run.figures.get(figureId);
  const { value, status } = readCommuneValue(run, figureId, commune);
  const read = (kind: string, code: string | null) =>
    code === null ? null : (run.territoryFigures.get(rowKey(kind, code, figureId)) ?? null);
  return {
    figureId,
    label: figure?.title ?? figureId,
    unit: figure?.unit ?? 'score',
    decimals: figure?.decimals ?? 0,
    commune: value,
    status,
    epci: read('epci', commune.epciCode),
    departement: read('departement', commune.departementCode),
    region: read('region', commune.regionCode),
  };
}

function describeService(run: IndexedRun, code: string, service: ServiceResult): CommunePortrait['services'][number] {
  const { serviceType, label, range, meanMinutes } = service;
  const commune = getOwnCommune(run, code);
  const { value, status } = readCommuneValue(run, `service-minutes.${serviceType}`, commune);
  return {
    serviceType,
    label,
    range,
    status: status === 'known' ? 'reached' : status === 'unreachable' ? 'unreachable' : 'not_collected',
    method: run.facts.manifest.travelMethod,
    minutes: value,
    nearest: status === 'known' ? findNearestPlace(run, code, serviceType) : null,
    departementMeanMinutes: meanMinutes,
  };
}

function describeNeeds(run: IndexedRun, commune: Commune, indicator: NeedIndicatorId): CommunePortrait['needs'][number] {
  const row = run.needs.get(rowKey(commune.code, indicator));
  const components = NEED_COMPONENTS.filter((component) => component.indicator === indicator);
  return {
    indicator,
    label: NEED_INDICATOR_LABELS[indicator],
    score: row?.score ?? null,
    rank: row?.rank ?? null,
    rankedCount: countRanked(run, indicator),
    missingWeightRatio: row?.missingWeightRatio ?? 1,
    components: components.map(({ id, label, unit, formula }) => {
      const { value, status } = readCommuneValue(run, `need-component.${id}`, commune);
      // The mean density of where people live is not that of the Département, which the same page tells.
      const figureId = id === 'density' ? 'density' : `need-component.${id}`;
      const departement = run.territoryFigures.get(rowKey('departement', commune.departementCode, figureId)) ?? null;
      return { id, label, unit, value, status, departement, formula };
    }),
  };
}
