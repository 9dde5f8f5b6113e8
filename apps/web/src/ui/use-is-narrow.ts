import { useSyncExternalStore } from 'react';

/** The width of style sheets’ telephones. */
const NARROW = '(max-width: 560px)';
/** What a drawing has there, in CSS pixels, so that its words keep their size. */
export const NARROW_WIDTH = 344;

/** True on a telephone: a drawing is then made for it, and not shrunk with its words. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => query()?.matches ?? false,
    () => false,
  );
}

const query = () => globalThis.matchMedia?.(NARROW);

function subscribe(listener: () => void): () => void {
  const narrow = query();
  narrow?.addEventListener('change', listener);
  return () => narrow?.removeEventListener('change', listener);
}
