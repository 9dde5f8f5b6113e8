import { useSearchParams } from 'react-router';

/**
 * The reader's choices live in the address: shared, it opens the same view. A choice that is back to the run's own leaves
 * the address; `reset` takes them all away.
 */
export function useChoices() {
  const [search, setSearch] = useSearchParams();
  // One change of the address at a time: a second one in the same breath would take the first away.
  const change = (values: Readonly<Record<string, string | null>>) =>
    setSearch(
      (previous) => {
        const next = new URLSearchParams(previous);
        for (const [name, value] of Object.entries(values))
          if (value === null) next.delete(name);
          else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return {
    change,
    read: (name: string) => search.get(name),
    write: (name: string, value: string | null) => change({ [name]: value }),
    reset: (names: readonly string[]) => change(Object.fromEntries(names.map((name) => [name, null]))),
    isChanged: (names: readonly string[]) => names.some((name) => search.has(name)),
  };
}

/** A number of the address, held within its bounds; the run's own when there is none or it is not one. */
export function readNumber(text: string | null, own: number, { min, max }: { min: number; max: number }): number {
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : own;
}
