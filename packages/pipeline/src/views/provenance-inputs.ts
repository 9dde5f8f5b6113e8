import type { Provenance } from '@maillage/domain/figures/figure.ts';
import { formatMinutes, formatNumber, formatRatioAsPercent, MISSING_TEXT } from '@maillage/domain/format.ts';
import { NEED_COMPONENTS } from '@maillage/domain/indicators/need-indicators.ts';
import type { ServiceResult } from '@maillage/domain/runs/results.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { formatFigureValue } from './figure-text.ts';
import { findNearestPlace, readCommuneValue } from './figure-values.ts';
import { counted } from './french.ts';
import { GREY_FAMILIES, readGreyFigureId, sayAgainstReference } from './grey-figures.ts';
import { readWeight } from './need-figures.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

type Inputs = Provenance['inputs'];

/** What went into the value of one commune, down to the services and their nearest places; hrefs are pages of the site. */
export function listCommuneInputs(run: IndexedRun, figureId: string, commune: Commune): Inputs {
  const [family = '', part = ''] = figureId.split('.', 2);
  switch (family) {
    case 'service-minutes': {
      const service = run.services.get(part);
      return service === undefined ? [] : [describeOrigin(run, commune), describeNearest(run, commune, service)];
    }
    case 'range-minutes':
      return [describeOrigin(run, commune), ...listRangeServices(run, part).map((service) => describeNearest(run, commune, service))];
    case 'far-share':
      return [
        describeFigure(run, `range-minutes.${part}`, commune),
        describeFigure(run, 'population', commune),
        ...listRangeServices(run, part).map((service) => describeNearest(run, commune, service)),
      ];
    case 'grey-share':
    case 'grey-fixed':
      return listGreyServices(run, figureId, commune);
    case 'services-count':
    case 'centre-level':
    case 'centre-score':
      return listPresentServices(run, commune);
    case 'need':
      return listWeightedComponents(run, part, commune);
    case 'density':
      return [
        describeFigure(run, 'population', commune),
        { label: 'Superficie', text: commune.areaKm2 === null ? MISSING_TEXT : `${formatNumber(commune.areaKm2, 2)}\u00a0km²`, href: null },
      ];
    default:
      return [];
  }
}

/** What went into the value of a wider territory: its communes, each with its own value and a link to it. */
export function listTerritoryInputs(run: IndexedRun, figureId: string, territory: { kind: string; code: string }): Inputs {
  const members = run.ownCommunes.filter((commune) => readMembership(commune, territory.kind) === territory.code);
  const populations = members.map((commune) => commune.populationCount);
  const total = populations.reduce((sum: number, count) => sum + (count ?? 0), 0);
  const unknown = populations.filter((count) => count === null).length;
  const note = unknown === 0 ? '' : ` (${counted(unknown, 'commune')} sans population renseignée)`;
  const summary = [
    { label: 'Communes', text: formatNumber(members.length), href: null },
    { label: 'Habitants', text: formatNumber(total) + note, href: null },
  ];
  if (territory.kind === 'departement')
    return [...summary, { label: 'Valeur de chaque commune', text: 'voir la carte et son tableau', href: atlasHref(figureId) }];
  return [
    ...summary,
    ...members.map((commune) => ({ ...describeFigure(run, figureId, commune), label: `${commune.code} ${commune.name}` })),
  ];
}

const atlasHref = (figureId: string, communeCode?: string) =>
  `/atlas/${encodeURIComponent(figureId)}${communeCode === undefined ? '' : `?commune=${encodeURIComponent(communeCode)}`}`;

function readMembership(commune: Commune, kind: string): string | null {
  if (kind === 'epci') return commune.epciCode;
  if (kind === 'arrondissement') return commune.arrondissementCode;
  if (kind === 'canton') return commune.cantonCode;
  if (kind === 'region') return commune.regionCode;
  return kind === 'departement' ? commune.departementCode : null;
}

/** Each service of the scope with its minutes and its reference: what passes is what is counted. */
function listGreyServices(run: IndexedRun, figureId: string, commune: Commune): Inputs {
  const asked = readGreyFigureId(figureId);
  const zones = run.facts.greyZones;
  const scope = zones?.scopes.find(({ id }) => id === asked?.scopeId);
  if (asked === undefined || zones === null || scope === undefined) return [];
  const row = run.greyCommunes.get(rowKey(commune.code, scope.id, GREY_FAMILIES[asked.family]));
  const services = scope.serviceTypes.flatMap((code) => run.services.get(code) ?? []);
  return [
    {
      label: 'Services au-delà de leur référence',
      text: row === undefined ? MISSING_TEXT : `${formatNumber(row.greyCount)} sur ${formatNumber(row.knownCount)}`,
      href: null,
    },
    ...services.map((service) => {
      const reference = zones.referenceMinutes.find(({ serviceType }) => serviceType === service.serviceType);
      const nearest = describeNearest(run, commune, service);
      return { ...nearest, text: sayAgainstReference(nearest.text, reference?.[GREY_FAMILIES[asked.family]] ?? null) };
    }),
  ];
}

const listRangeServices = (run: IndexedRun, range: string) => run.facts.services.filter((service) => service.range === range);

const describeOrigin = (run: IndexedRun, { code, name, lon, lat }: Commune): Inputs[number] => ({
  label: 'Point de départ',
  text:
    run.facts.manifest.travelOrigins === 'cells'
      ? `les carreaux habités de ${code} ${name} ; le temps est la moyenne de ses habitants`
      : `centre de ${code} ${name} (longitude ${formatNumber(lon, 4)}, latitude ${formatNumber(lat, 4)})`,
  href: null,
});

function describeFigure(run: IndexedRun, figureId: string, commune: Commune): Inputs[number] {
  const figure = run.figures.get(figureId);
  const { value, status } = readCommuneValue(run, figureId, commune);
  return {
    label: figure?.title ?? figureId,
    text: figure === undefined ? MISSING_TEXT : formatFigureValue(figure, value, status),
    href: atlasHref(figureId, commune.code),
  };
}

function describeNearest(run: IndexedRun, commune: Commune, service: ServiceResult): Inputs[number] {
  const { value, status } = readCommuneValue(run, `service-minutes.${service.serviceType}`, commune);
  const nearest = status === 'known' ? findNearestPlace(run, commune.code, service.serviceType) : null;
  const place =
    nearest === null ? '' : ` — ${nearest.placeName === null ? '' : `${nearest.placeName}, `}${nearest.communeCode} ${nearest.communeName}`;
  const text = status === 'known' ? formatMinutes(value) + place : formatFigureValue({ unit: 'min', decimals: 0 }, value, status);
  return { label: service.label, text, href: atlasHref(`service-minutes.${service.serviceType}`, commune.code) };
}

/** The services whose nearest place is in the commune itself. */
function listPresentServices(run: IndexedRun, commune: Commune): Inputs {
  return run.facts.services
    .filter((service) => findNearestPlace(run, commune.code, service.serviceType)?.communeCode === commune.code)
    .map((service) => ({ label: service.label, text: 'présent', href: atlasHref(`service-minutes.${service.serviceType}`, commune.code) }));
}

function listWeightedComponents(run: IndexedRun, indicator: string, commune: Commune): Inputs {
  const components = NEED_COMPONENTS.filter((component) => component.indicator === indicator);
  const missing = run.needs.get(rowKey(commune.code, indicator))?.missingWeightRatio ?? 1;
  return [
    ...components.map((component) => {
      const input = describeFigure(run, `need-component.${component.id}`, commune);
      const weight = formatRatioAsPercent(readWeight(run.facts.manifest, component), 0);
      return { ...input, text: `${input.text} (poids ${weight})` };
    }),
    { label: 'Poids non renseignés', text: formatRatioAsPercent(missing, 0), href: null },
  ];
}
