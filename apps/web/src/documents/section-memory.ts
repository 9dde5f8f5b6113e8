import { DRAFT_MODES } from '@maillage/domain/documents/draft.ts';
import { z } from 'zod';

const memory = z.object({ version: z.number(), text: z.string().nullable(), mode: z.enum(DRAFT_MODES) });
export type SectionMemory = z.infer<typeof memory>;
const keyOf = (section: string) => `maillage-section-${section}`;

/** What was typed and not yet accepted by the server, kept on this machine: a lost connection or a closed page loses nothing. */
export function recallSection(section: string): SectionMemory | null {
  try {
    return memory.parse(JSON.parse(localStorage.getItem(keyOf(section)) ?? 'null'));
  } catch {
    return null;
  }
}

export function keepSection(section: string, typed: SectionMemory): void {
  try {
    localStorage.setItem(keyOf(section), JSON.stringify(typed));
  } catch {
    // A browser that keeps nothing (private window, full disk): the page itself still holds the text.
  }
}

export function forgetSection(section: string): void {
  localStorage.removeItem(keyOf(section));
}
