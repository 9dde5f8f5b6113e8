import { type PlanChange, SHEET_FIELD_LABELS } from '@maillage/domain/plans/plan-changes.ts';
import { WordChange } from '../ui/WordChange.tsx';

/** What a change sentence has room for; a text that is longer is shown whole. */
const SENTENCE_LENGTH = 60;
type TextOnly = PlanChange & { before: string; after: string };

/** A text written again, of which a sentence would show the beginning only. */
export function isLong(change: PlanChange): change is TextOnly {
  const { before, after } = change;
  return typeof before === 'string' && typeof after === 'string' && Math.max(before.length, after.length) > SENTENCE_LENGTH;
}

/** The whole text with the words that went and the words that came. */
export const TextChange = ({ field, before, after }: TextOnly) => (
  <>
    {SHEET_FIELD_LABELS[field as keyof typeof SHEET_FIELD_LABELS] ?? field} : <WordChange {...{ before, after }} />
  </>
);
