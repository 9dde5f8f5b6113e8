import type { ActionSheet } from '@maillage/domain/plans/plan.ts';
import { z } from 'zod';

const keyOf = (id: string) => `maillage-brouillon-fiche-${id}`;
const draft = z.object({ version: z.number(), savedAt: z.string(), sheet: z.record(z.string(), z.unknown()) });

/** What was typed and not yet accepted by the server, kept on this machine: a lost connection or a closed page loses nothing. */
export function readDraft(id: string): z.infer<typeof draft> | null {
  try {
    return draft.parse(JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null'));
  } catch {
    return null;
  }
}

export function keepDraft(id: string, version: number, sheet: ActionSheet): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ version, savedAt: new Date().toISOString(), sheet }));
  } catch {
    // A browser that keeps nothing (private window, full disk): the page itself still holds the text.
  }
}

export function dropDraft(id: string): void {
  localStorage.removeItem(keyOf(id));
}
