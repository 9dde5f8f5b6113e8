import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';

/** The figure that answers the first question of the scheme. */
export const DEFAULT_FIGURE_ID = 'range-minutes.proximity';

/**
 * The figure to open: the one asked for (even unknown, so that the refusal names it), otherwise the first answer of
 * the scheme, otherwise the first available one. Undefined when the run has no figure.
 */
export function resolveFigureId(figures: readonly FigureDefinition[], asked: string | undefined): string | undefined {
  if (asked !== undefined) return asked;
  const preferred = figures.find((figure) => figure.id === DEFAULT_FIGURE_ID && figure.available);
  return (preferred ?? figures.find((figure) => figure.available) ?? figures[0])?.id;
}
