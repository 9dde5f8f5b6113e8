import { DomainError } from '@maillage/domain/errors.ts';
import type { FigureSeries } from '@maillage/domain/figures/figure.ts';
import { readCommuneValue } from './figure-values.ts';
import { buildHeadline } from './headline.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

/** Widest last: the order in which a page shows what a commune is compared with. */
const REFERENCE_KINDS: readonly string[] = ['departement', 'region', 'france', 'epci'];

/**
 * A figure over the own communes, its headline, and the wider territories to compare with.
 * Throws `figure-not-found` for an id that the catalogue does not hold.
 */
export function buildFigureSeries(run: IndexedRun, figureId: string): FigureSeries {
  const figure = run.figures.get(figureId);
  if (figure === undefined) {
    throw new DomainError('figure-not-found', 'Cet indicateur n’existe pas dans ce calcul. Choisissez-en un dans l’atlas.', { figureId });
  }
  const communes = run.ownCommunes.map((commune) => ({ code: commune.code, ...readCommuneValue(run, figureId, commune) }));
  return {
    runId: run.facts.manifest.id,
    figure,
    communes,
    headline: buildHeadline(run, figure, communes),
    references: listReferences(run, figureId),
  };
}

/** The EPCI, Département, région and France that have a row for this figure, by kind then name. */
function listReferences(run: IndexedRun, figureId: string): FigureSeries['references'] {
  const rank = (kind: string) => REFERENCE_KINDS.indexOf(kind);
  return run.facts.territoryFigures
    .filter((row) => row.figureId === figureId && rank(row.kind) >= 0)
    .map(({ kind, code, value }) => ({ kind, code, name: nameTerritory(run, kind, code), value }))
    .sort((a, b) => rank(a.kind) - rank(b.kind) || a.name.localeCompare(b.name, 'fr') || a.code.localeCompare(b.code));
}

/** The name of a territory, or its code when the run does not hold the name. */
export function nameTerritory(run: IndexedRun, kind: string, code: string): string {
  if (kind === 'france') return 'France';
  if (kind === 'departement' && code === run.facts.manifest.departementCode) return run.facts.manifest.departementName;
  if (kind === 'commune') return run.communes.get(code)?.name ?? code;
  return run.territories.get(rowKey(kind, code))?.name ?? code;
}
