import { diffArrays } from 'diff';

/** Beyond so many words that changed, comparing costs more than it tells: the two texts are shown one after the other. */
const MAX_EDITS = 2000;

/** Words, spaces and signs; a number is whole with its decimals and its thousands: « 22,8 » becomes « 22,6 », not its last digit. */
const PIECES = /\p{N}+(?:[,.\u202f\u00a0]\p{N}+)*|[\p{L}\p{M}\p{N}]+|\s+|[^\s]/gu;
const cut = (text: string): string[] => text.match(PIECES) ?? [];

/** A text with the words that went and the words that came, told by more than their colour. */
export function WordChange({ before, after }: { before: string; after: string }) {
  const parts = diffArrays(cut(before), cut(after), { maxEditLength: MAX_EDITS }) ?? [
    { value: [before], removed: true, added: false },
    { value: [after], removed: false, added: true },
  ];
  return (
    <span className="text-change">
      {parts.map(({ value, added, removed }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a past change never move
        if (!added && !removed) return <span key={index}>{value.join('')}</span>;
        const [Mark, name] = added ? (['ins', 'ajouté'] as const) : (['del', 'retiré'] as const);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a past change never move
          <Mark key={index}>
            <span className="visually-hidden">[{name} : </span>
            {value.join('')}
            <span className="visually-hidden">]</span>
          </Mark>
        );
      })}
    </span>
  );
}
