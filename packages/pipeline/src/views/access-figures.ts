import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { formatMinutes } from '@maillage/domain/format.ts';
import type { ServiceResult } from '@maillage/domain/runs/results.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { SERVICE_RANGE_LABELS, type ServiceRange } from '@maillage/domain/services/ranges.ts';
import { describeTravelError, type FigureDraft, finishDraft } from './figure-draft.ts';
import { listFigureSources } from './figure-sources.ts';

/**
 * Upper limits of the classes in minutes, included; the last class is open. Zero is a class of its own: the service
 * is in the commune. Round, the same on every page of a range, and one of them is the default far threshold
 * (7, 15, 30, strict): the map's edge is then the headline's edge.
 */
export const MINUTE_BREAKS: Record<ServiceRange, number[]> = {
  proximity: [0, 3, 5, 7, 10, 15],
  intermediate: [0, 5, 10, 15, 20, 30],
  superior: [0, 10, 20, 30, 45, 60],
};
const SHARE_BREAKS = [0, 0.25, 0.5, 0.75];

/** « services de proximité », « services de la gamme intermédiaire ». */
export function nameRange(range: ServiceRange): string {
  return range === 'proximity' ? 'services de proximité' : `services de la gamme ${SERVICE_RANGE_LABELS[range]}`;
}

/** The minutes beyond which this run counts a range as far. */
export function readThreshold(manifest: RunManifest, range: ServiceRange): number {
  return manifest.parameters.farThresholdMinutes[range];
}

function listTravelParameters(manifest: RunManifest): FigureDefinition['parameters'] {
  const { intraCommune, maxMinutes } = manifest.parameters;
  const byRoad = 'trajet par la route, comme ailleurs';
  const byEstimate =
    intraCommune === 'zero' ? `${formatMinutes(0)} (convention des publications de l’INSEE)` : 'trajet moyen dans la commune';
  return [
    { label: 'Service présent dans la commune', value: manifest.travelMethod === 'network' ? byRoad : byEstimate },
    {
      label: 'Départ',
      value: manifest.travelOrigins === 'cells' ? 'carreaux habités de 200 m, chacun selon ses habitants' : 'centre de la commune',
    },
    { label: 'Hors d’atteinte au-delà de', value: formatMinutes(maxMinutes) },
  ];
}

const listAccessSources = (manifest: RunManifest) =>
  listFigureSources(manifest, ['geography', 'boundaries', 'facilities', 'groupings', 'roads']);

export function describeRangeMinutes(manifest: RunManifest, range: ServiceRange): FigureDraft {
  return finishDraft({
    id: `range-minutes.${range}`,
    theme: 'access',
    title: `Temps d’accès aux ${nameRange(range)}`,
    description: `Le temps moyen en voiture, depuis chaque commune, jusqu’aux ${nameRange(range)} les plus proches.`,
    unit: 'min',
    decimals: 1,
    breaks: MINUTE_BREAKS[range],
    style: 'sequential',
    formula:
      'moyenne, sur les services recensés de la gamme, du temps en voiture jusqu’au lieu le plus proche ; un service hors d’atteinte n’entre pas dans la moyenne : il est compté à part',
    parameters: listTravelParameters(manifest),
    sourceIds: listAccessSources(manifest),
    methodNote: 'acces',
    ...describeTravelError(manifest),
    whenMissing: `Aucun des ${nameRange(range)} n’est recensé ou atteint avec les fichiers fournis.`,
  });
}

export function describeFarShare(manifest: RunManifest, range: ServiceRange): FigureDraft {
  const threshold = formatMinutes(readThreshold(manifest, range));
  return finishDraft({
    id: `far-share.${range}`,
    theme: 'access',
    title: `Population à plus de ${threshold} des ${nameRange(range)}`,
    description: `La part des habitants qui vivent à plus de ${threshold} en voiture, en moyenne, des ${nameRange(range)}.`,
    unit: 'ratio',
    decimals: 1,
    breaks: SHARE_BREAKS,
    style: 'sequential',
    formula:
      'habitants dont le temps moyen dépasse strictement le seuil ÷ habitants ; quand un seul centre représente la commune, la part vaut 0 % ou 100 %',
    parameters: [{ label: 'Seuil d’éloignement', value: threshold }, ...listTravelParameters(manifest)],
    sourceIds: listFigureSources(manifest, ['geography', 'population', 'boundaries', 'facilities', 'groupings', 'roads']),
    methodNote: 'acces',
    ...describeTravelError(manifest),
    whenMissing: `Aucun des ${nameRange(range)} n’est recensé ou atteint avec les fichiers fournis.`,
  });
}

export function describeServiceMinutes(manifest: RunManifest, service: ServiceResult): FigureDraft {
  return finishDraft({
    id: `service-minutes.${service.serviceType}`,
    theme: 'access',
    title: `Temps d’accès : ${service.label}`,
    description: `Le temps en voiture, depuis chaque commune, jusqu’au lieu le plus proche du service « ${service.label} ».`,
    unit: 'min',
    decimals: 0,
    breaks: MINUTE_BREAKS[service.range],
    style: 'sequential',
    formula: 'temps en voiture du centre de la commune au lieu le plus proche qui offre ce service, communes voisines comprises',
    parameters: listTravelParameters(manifest),
    sourceIds: listAccessSources(manifest),
    methodNote: 'acces',
    ...describeTravelError(manifest),
    whenMissing: service.collected
      ? `Aucun lieu du service « ${service.label} » n’est à portée.`
      : `Le service « ${service.label} » n’est pas recensé dans le millésime utilisé.`,
  });
}
