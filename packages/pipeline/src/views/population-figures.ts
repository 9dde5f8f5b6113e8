import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { COUNTED, type FigureDraft, finishDraft } from './figure-draft.ts';
import { listFigureSources } from './figure-sources.ts';

export function describePopulation(manifest: RunManifest): FigureDraft {
  return finishDraft({
    id: 'population',
    theme: 'population',
    title: 'Population',
    description: 'Le nombre d’habitants de chaque commune.',
    unit: 'inhabitants',
    decimals: 0,
    breaks: null,
    style: 'symbols',
    formula: 'population municipale de la géographie de référence',
    parameters: [{ label: 'Géographie de référence', value: `communes de ${manifest.cogYear}` }],
    sourceIds: listFigureSources(manifest, ['geography', 'population']),
    methodNote: 'besoins',
    ...COUNTED,
    whenMissing: 'Aucun fichier fourni ne donne la population des communes.',
  });
}

export function describeDensity(manifest: RunManifest): FigureDraft {
  return finishDraft({
    id: 'density',
    theme: 'population',
    title: 'Densité de population',
    description: 'Le nombre d’habitants par kilomètre carré de chaque commune.',
    unit: 'per-km2',
    decimals: 0,
    breaks: [25, 50, 100, 300, 1500],
    style: 'sequential',
    formula: 'population municipale ÷ superficie de la commune',
    parameters: [{ label: 'Géographie de référence', value: `communes de ${manifest.cogYear}` }],
    sourceIds: listFigureSources(manifest, ['geography', 'population', 'boundaries']),
    methodNote: 'besoins',
    ...COUNTED,
    whenMissing: 'La population ou la superficie des communes n’est pas renseignée.',
  });
}
