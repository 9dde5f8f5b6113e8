import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { formatRatioAsPercent } from '@maillage/domain/format.ts';
import {
  NEED_COMPONENTS,
  NEED_INDICATOR_LABELS,
  type NeedComponent,
  type NeedIndicatorId,
} from '@maillage/domain/indicators/need-indicators.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { COUNTED, describeTravelError, type FigureDraft, finishDraft } from './figure-draft.ts';
import { type FactFamily, listFigureSources } from './figure-sources.ts';

/** The weight of a component in this run: the user's own, else the default. */
export function readWeight(manifest: RunManifest, component: NeedComponent): number {
  return manifest.parameters.needWeights[component.id] ?? component.weight;
}

/** How a component is drawn. An index has no unit of its own in the contract: the title bears it. */
function drawComponent(component: NeedComponent): Pick<FigureDefinition, 'unit' | 'decimals'> & { suffix: string } {
  switch (component.unit) {
    case 'ratio':
      return { unit: 'ratio', decimals: 1, suffix: '' };
    case 'ratio par an':
      return { unit: 'ratio', decimals: 2, suffix: ' (par an)' };
    case 'min':
      return { unit: 'min', decimals: 0, suffix: '' };
    case 'hab./km²':
      // The map of the population bears the same name: a reader who searches by name must tell them apart.
      return { unit: 'per-km2', decimals: 0, suffix: ' (composante de besoin)' };
    case 'km':
      return { unit: 'km', decimals: 1, suffix: '' };
    case '€ par an':
      return { unit: 'euros', decimals: 0, suffix: ' (par an)' };
    default:
      return { unit: 'score', decimals: 0, suffix: ` (${component.unit})` };
  }
}

const dependsOnTravel = (componentId: string) => componentId === 'stationMinutes';
const factsOf = (componentId: string): FactFamily[] =>
  componentId === 'stationMinutes'
    ? ['stations', 'boundaries', 'roads']
    : componentId === 'density'
      ? ['population', 'boundaries']
      : ['indicators', 'population'];

export function describeNeed(manifest: RunManifest, indicator: NeedIndicatorId): FigureDraft {
  const components = NEED_COMPONENTS.filter((component) => component.indicator === indicator);
  const label = NEED_INDICATOR_LABELS[indicator];
  const minimum = formatRatioAsPercent(manifest.parameters.minimumPresentWeight, 0);
  const travels = components.some((component) => dependsOnTravel(component.id) && readWeight(manifest, component) > 0);
  return finishDraft({
    id: `need.${indicator}`,
    theme: 'needs',
    title: `Besoin : ${label}`,
    description: `Où le besoin de services est le plus marqué, d’après l’indicateur « ${label} » : plus le score est élevé, plus le besoin l’est.`,
    unit: 'score',
    decimals: 2,
    breaks: null,
    style: 'sequential',
    formula: `moyenne pondérée des composantes, chacune en écarts types à la moyenne des communes ; sans score quand moins de ${minimum} des poids sont renseignés`,
    parameters: [
      { label: 'Part minimale des poids renseignés', value: minimum },
      ...components.map((component) => ({
        label: `Poids : ${component.label}`,
        value: formatRatioAsPercent(readWeight(manifest, component), 0),
      })),
    ],
    sourceIds: listFigureSources(
      manifest,
      components.flatMap((component) => factsOf(component.id)),
    ),
    methodNote: 'besoins',
    ...(travels ? describeTravelError(manifest) : COUNTED),
    whenMissing: `Les fichiers fournis ne renseignent pas assez de composantes de « ${label} » : il en faut ${minimum} des poids.`,
  });
}

export function describeNeedComponent(manifest: RunManifest, component: NeedComponent): FigureDraft {
  const { unit, decimals, suffix } = drawComponent(component);
  return finishDraft({
    id: `need-component.${component.id}`,
    theme: 'needs',
    title: component.label + suffix,
    description: `Une composante de l’indicateur « ${NEED_INDICATOR_LABELS[component.indicator]} », commune par commune.`,
    unit,
    decimals,
    breaks: null,
    style: component.direction === 'both-ways' ? 'diverging' : 'sequential',
    formula: component.formula,
    parameters: [{ label: 'Poids dans l’indicateur', value: formatRatioAsPercent(readWeight(manifest, component), 0) }],
    sourceIds: listFigureSources(manifest, factsOf(component.id)),
    methodNote: 'besoins',
    ...(dependsOnTravel(component.id) ? describeTravelError(manifest) : COUNTED),
    whenMissing: `Aucun fichier fourni ne donne « ${component.label} ».`,
  });
}
