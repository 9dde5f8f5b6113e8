import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { UserIndicator } from '@maillage/domain/sources/records.ts';
import type { UserIndicatorUnit } from '@maillage/domain/sources/user-indicator-units.ts';
import { COUNTED, type FigureDraft, finishDraft } from './figure-draft.ts';

/** How a unit of a mapping is drawn. Units that the contract of figures does not have are said in the title. */
const DRAWN: Record<UserIndicatorUnit, Pick<FigureDefinition, 'unit' | 'decimals' | 'style'> & { suffix: string }> = {
  count: { unit: 'count', decimals: 0, style: 'symbols', suffix: '' },
  balance: { unit: 'score', decimals: 0, style: 'diverging', suffix: ' (solde)' },
  ratio: { unit: 'ratio', decimals: 1, style: 'sequential', suffix: '' },
  percent: { unit: 'ratio', decimals: 1, style: 'sequential', suffix: '' },
  euros: { unit: 'euros', decimals: 0, style: 'sequential', suffix: '' },
  years: { unit: 'score', decimals: 1, style: 'sequential', suffix: ' (années)' },
  km: { unit: 'km', decimals: 1, style: 'sequential', suffix: '' },
  index: { unit: 'score', decimals: 1, style: 'sequential', suffix: ' (indice)' },
};

/** An indicator of the user's own, drawn as it was given: it enters no computation. */
export function describeUserIndicator(manifest: RunManifest, { id, label, unit }: UserIndicator): FigureDraft {
  const { suffix, ...drawn } = DRAWN[unit];
  const vintage = manifest.vintages[`indicator:${id}`] ?? null;
  return finishDraft({
    id: `user-indicator.${id}`,
    theme: 'user',
    title: label + suffix,
    description: `« ${label} », d’après un tableau que vous avez fourni, commune par commune.`,
    ...drawn,
    breaks: null,
    formula: 'valeur de votre tableau, ramenée aux communes de la géographie de référence',
    parameters: [{ label: 'Année du tableau', value: vintage === null ? 'non renseignée' : String(vintage) }],
    sourceIds: manifest.sources.filter((source) => source.id === 'table-utilisateur').map((source) => source.id),
    methodNote: 'besoins',
    ...COUNTED,
    whenMissing: `Votre tableau ne donne « ${label} » pour aucune commune du Département.`,
  });
}
