import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { typeset } from '@maillage/domain/typography.ts';

/** A figure before we know whether the run holds any value of it; `whenMissing` is the reason shown if not. */
export type FigureDraft = Omit<FigureDefinition, 'available' | 'missingReason'> & { whenMissing: string };

/** The same draft with French spacing in every text that a reader sees. */
export function finishDraft(draft: FigureDraft): FigureDraft {
  return {
    ...draft,
    title: typeset(draft.title),
    description: typeset(draft.description),
    formula: typeset(draft.formula),
    error: draft.error === null ? null : typeset(draft.error),
    parameters: draft.parameters.map(({ label, value }) => ({ label: typeset(label), value: typeset(value) })),
    whenMissing: typeset(draft.whenMissing),
  };
}

/** What a figure owes to travel times: marked estimated, with the measured error, when there was no road graph. */
export function describeTravelError(manifest: RunManifest): Pick<FigureDefinition, 'estimated' | 'error'> {
  const estimated = manifest.travelMethod === 'estimated';
  return { estimated, error: estimated ? manifest.travelError : null };
}

/** What a counted figure owes to estimation: nothing. */
export const COUNTED: Pick<FigureDefinition, 'estimated' | 'error'> = { estimated: false, error: null };
