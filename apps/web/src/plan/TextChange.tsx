import { type PlanChange, SHEET_FIELD_LABELS } from '@maillage/domain/plans/plan-changes.ts';
import { diffWordsWithSpace } from 'diff';

/** What a change sentence has room for; a text that is longer is shown whole. */
const SENTENCE_LENGTH = 60;
/** Beyond so many words that changed, comparing costs more than it tells: the two texts are shown one after the other. */
const MAX_EDITS = 2000;

type TextOnly = PlanChange & { before: string; after: string };

/** A text written again, of which a sentence would show the beginning only. */
export function isLong(change: PlanChange): change is TextOnly {
  const { before, after } = change;
  return typeof before === 'string' && typeof after === 'string' && Math.max(before.length, after.length) > SENTENCE_LENGTH;
}

/** The whole text with the words that went and the words that came, told by more than their colour. */
export function TextChange({ field, before, after }: TextOnly) {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  return (
    <>
      {SHEET_FIELD_LABELS[field as keyof typeof SHEET_FIELD_LABELS] ?? field} :{' '}
      <span className="text-change">
        {parts.map(({ value, added, removed }, index) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a past change never move
          if (!added && !removed) return <span key={index}>{value}</span>;
          const [Mark, name] = added ? (['ins', 'ajouté'] as const) : (['del', 'retiré'] as const);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a past change never move
            <Mark key={index}>
              <span className="visually-hidden">[{name} : </span>
              {value}
              <span className="visually-hidden">]</span>
            </Mark>
          );
        })}
      </span>
    </>
  );
}
