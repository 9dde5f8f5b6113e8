import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { COUNTED, type FigureDraft, finishDraft } from './figure-draft.ts';
import { listFigureSources } from './figure-sources.ts';

const WHEN_MISSING = 'Aucun équipement n’est recensé dans les fichiers fournis.';

function describeOffer(manifest: RunManifest): Pick<FigureDraft, 'parameters' | 'sourceIds' | 'whenMissing'> & typeof COUNTED {
  return {
    parameters: [],
    sourceIds: listFigureSources(manifest, ['geography', 'facilities', 'groupings']),
    ...COUNTED,
    whenMissing: WHEN_MISSING,
  };
}

export function describeCentreLevel(manifest: RunManifest): FigureDraft {
  return finishDraft({
    id: 'centre-level',
    theme: 'centres',
    title: 'Niveau de centre',
    description: 'Les communes où l’on vient chercher des services, en quatre niveaux : local, intermédiaire, structurant, majeur.',
    unit: 'level',
    decimals: 0,
    breaks: null,
    style: 'categories',
    formula: 'classement selon l’étendue de l’offre de chaque gamme présente dans la commune, sans nombre de centres fixé d’avance',
    methodNote: 'centres',
    ...describeOffer(manifest),
  });
}

export function describeCentreScore(manifest: RunManifest): FigureDraft {
  return finishDraft({
    id: 'centre-score',
    theme: 'centres',
    title: 'Score d’offre de services',
    description: 'Plus la commune offre de services, et de services rares, plus son score est élevé.',
    unit: 'score',
    decimals: 2,
    breaks: null,
    style: 'sequential',
    formula: 'somme pondérée des services présents dans la commune, les plus rares comptant davantage',
    methodNote: 'centres',
    ...describeOffer(manifest),
  });
}

export function describeServicesCount(manifest: RunManifest): FigureDraft {
  return finishDraft({
    id: 'services-count',
    theme: 'offer',
    title: 'Nombre de services offerts',
    description: 'Le nombre de services différents que l’on trouve dans la commune.',
    unit: 'count',
    decimals: 0,
    breaks: null,
    style: 'symbols',
    formula: 'nombre de regroupements de services des trois gammes de l’INSEE dont la commune compte au moins un équipement',
    methodNote: 'hierarchie',
    ...describeOffer(manifest),
  });
}
