import type { FigureValue } from '@maillage/domain/figures/figure.ts';
import { formatMinutes, formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { GreyReferenceId, GreyScope, GreyZones } from '@maillage/domain/grey-zones/grey-zones.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { describeTravelError, type FigureDraft, finishDraft } from './figure-draft.ts';
import { listFigureSources } from './figure-sources.ts';
import { counted, truthfulPercent } from './french.ts';

/** One family of maps for each reference; the région is read on the page of grey zones. */
export const GREY_FAMILIES = { 'grey-share': 'departement', 'grey-fixed': 'fixed' } as const satisfies Record<string, GreyReferenceId>;
export type GreyFamily = keyof typeof GREY_FAMILIES;

/** Just under a third and two thirds: a commune exactly there is of the greyer class, as in the exports. */
const SHARE_BREAKS = [0, 0.333_333, 0.666_666];

/** The scopes that have a map: a single service has its own map of minutes. */
export function listMappedScopes(zones: GreyZones | null): GreyScope[] {
  return zones?.scopes.filter(({ kind }) => kind !== 'service') ?? [];
}

/** `grey-share.theme.sante` → its family and its scope; undefined for a figure of another family. */
export function readGreyFigureId(figureId: string): { family: GreyFamily; scopeId: string } | undefined {
  const family = Object.keys(GREY_FAMILIES).find((one): one is GreyFamily => figureId.startsWith(`${one}.`));
  return family === undefined ? undefined : { family, scopeId: figureId.slice(family.length + 1) };
}

export function describeGreyShare(manifest: RunManifest, scope: GreyScope, family: GreyFamily): FigureDraft {
  const { factor, minimumShare } = manifest.parameters.greyZones;
  const reference = family === 'grey-share' ? 'la moyenne du Département' : 'le seuil de leur gamme';
  const beyond = family === 'grey-share' ? 'de la moyenne du Département' : 'du seuil de leur gamme';
  return finishDraft({
    id: `${family}.${scope.id}`,
    theme: 'access',
    title: `Zones grises : ${scope.label} (au-delà ${beyond})`,
    description: `La part des services de « ${scope.label} » qui sont plus loin que ${reference}. Une commune est grise à partir de ${formatRatioAsPercent(minimumShare, 0)}.`,
    unit: 'ratio',
    decimals: 0,
    breaks: SHARE_BREAKS,
    style: 'sequential',
    formula:
      'services plus loin que leur temps de référence (strictement) ÷ services recensés ; chaque regroupement d’équipements compte une fois',
    parameters: [
      { label: 'Temps de référence', value: reference },
      { label: 'Multiple du temps de référence', value: formatNumber(factor, 2) },
      { label: 'Part à partir de laquelle une commune est grise', value: formatRatioAsPercent(minimumShare, 0) },
      { label: 'Services regardés', value: counted(scope.serviceTypes.length, 'service') },
      ...(scope.notCollected.length === 0 ? [] : [{ label: 'Services non recensés', value: scope.notCollected.join(', ') }]),
    ],
    sourceIds: listFigureSources(manifest, ['geography', 'population', 'boundaries', 'facilities', 'groupings', 'roads']),
    methodNote: 'zones-grises',
    ...describeTravelError(manifest),
    whenMissing: `Aucun service de « ${scope.label} » n’est recensé dans les sources de ce calcul : ajoutez une source, ou corrigez la liste dans les paramètres.`,
  });
}

/** « 84 261 habitants, soit 5,8 %, vivent dans 290 communes grises, en 12 zones. » */
export function sayGreyZones(zones: GreyZones, figureId: string, values: readonly FigureValue[]): string {
  const asked = readGreyFigureId(figureId);
  const reference = asked && GREY_FAMILIES[asked.family];
  const matches = (row: { scopeId: string; reference: GreyReferenceId }) => row.scopeId === asked?.scopeId && row.reference === reference;
  const summary = zones.summaries.find((row) => matches(row) && row.territory === 'departement');
  if (summary === undefined || values.every(({ value }) => value === null)) return 'Les données manquent.';
  if (summary.communeCount === 0) return 'Aucune commune n’est grise.';
  const areaCount = zones.areas.filter(matches).length;
  const where = `${counted(summary.communeCount, 'commune grise', 'communes grises')}, en ${counted(areaCount, 'zone')}`;
  if (summary.populationCount === null || summary.populationShareRatio === null) return `On compte ${where}.`;
  const verb = summary.populationCount >= 2 ? 'vivent' : 'vit';
  return `${counted(summary.populationCount, 'habitant')}, soit ${truthfulPercent(summary.populationShareRatio)}, ${verb} dans ${where}.`;
}

/** « 12 min, pour une référence de 7 min » */
export function sayAgainstReference(minutesText: string, referenceMinutes: number | null): string {
  return referenceMinutes === null ? minutesText : `${minutesText}, pour une référence de ${formatMinutes(referenceMinutes)}`;
}
