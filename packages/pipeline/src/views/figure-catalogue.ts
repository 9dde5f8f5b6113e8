import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { NEED_COMPONENTS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { describeFarShare, describeRangeMinutes, describeServiceMinutes } from './access-figures.ts';
import { describeCentreLevel, describeCentreScore, describeServicesCount } from './centre-figures.ts';
import { describeGreyShare, GREY_FAMILIES, type GreyFamily, listMappedScopes } from './grey-figures.ts';
import { describeNeed, describeNeedComponent } from './need-figures.ts';
import { describeDensity, describePopulation } from './population-figures.ts';
import type { RunFacts } from './run-rows.ts';
import { describeUserIndicator } from './user-figures.ts';

const GREY_FAMILY_NAMES = Object.keys(GREY_FAMILIES) as GreyFamily[]; // keys of a literal: TypeScript widens them

type Described = Pick<RunFacts, 'manifest' | 'services' | 'greyZones'>;

/** Every figure id of a run, in the order that a chooser shows them. */
export function listFigureIds({ manifest, services, greyZones }: Described): string[] {
  return [
    ...SERVICE_RANGES.map((range) => `range-minutes.${range}`),
    ...SERVICE_RANGES.map((range) => `far-share.${range}`),
    ...services.map((service) => `service-minutes.${service.serviceType}`),
    ...GREY_FAMILY_NAMES.flatMap((family) => listMappedScopes(greyZones).map(({ id }) => `${family}.${id}`)),
    'centre-level',
    'centre-score',
    'services-count',
    ...NEED_INDICATORS.map((indicator) => `need.${indicator}`),
    ...NEED_COMPONENTS.map((component) => `need-component.${component.id}`),
    ...manifest.userIndicators.map(({ id }) => `user-indicator.${id}`),
    'population',
    'density',
  ];
}

/**
 * Every figure that a run can draw, described for a reader, in the order of `listFigureIds`. A figure without any
 * value stays in the list, `available: false`, with the reason: what is missing is shown as missing.
 */
export function buildFigureCatalogue(
  { manifest, services, greyZones }: Described,
  figuresWithValues: ReadonlySet<string>,
): FigureDefinition[] {
  const described = [
    ...SERVICE_RANGES.map((range) => describeRangeMinutes(manifest, range)),
    ...SERVICE_RANGES.map((range) => describeFarShare(manifest, range)),
    ...services.map((service) => describeServiceMinutes(manifest, service)),
    ...GREY_FAMILY_NAMES.flatMap((family) => listMappedScopes(greyZones).map((scope) => describeGreyShare(manifest, scope, family))),
    describeCentreLevel(manifest),
    describeCentreScore(manifest),
    describeServicesCount(manifest),
    ...NEED_INDICATORS.map((indicator) => describeNeed(manifest, indicator)),
    ...NEED_COMPONENTS.map((component) => describeNeedComponent(manifest, component)),
    ...manifest.userIndicators.map((indicator) => describeUserIndicator(manifest, indicator)),
    describePopulation(manifest),
    describeDensity(manifest),
  ];
  return described.map(({ whenMissing, ...figure }) => {
    const available = figuresWithValues.has(figure.id);
    return { ...figure, available, missingReason: available ? null : whenMissing };
  });
}
