import { THEME_COOKIE } from '@maillage/domain/api/theme-cookie.ts';
import type { MapTheme } from '@maillage/maps/palettes.ts';
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

export type ThemeChoice = 'system' | 'light' | 'dark';
const A_YEAR = 31_536_000;
const listeners = new Set<() => void>();
let isPrinting = false;
// From the first reading of this file, so before any map listens: what is drawn on paper has its light colours when the map takes its picture.
globalThis.addEventListener?.('beforeprint', () => turnToPaper(true));
globalThis.addEventListener?.('afterprint', () => turnToPaper(false));
const systemIsDark = () => globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/** What the reader chose, and what is shown. */
export function useTheme(): { choice: ThemeChoice; shown: MapTheme; choose(choice: ThemeChoice): void } {
  const choice = useSyncExternalStore(subscribe, readChoice, (): ThemeChoice => 'system');
  const shown = useSyncExternalStore(
    subscribe,
    () => shownTheme(readChoice()),
    (): MapTheme => 'light',
  );
  return { choice, shown, choose };
}

/** The colours of what the page draws by itself: those of the page, light on paper. A picture asked of the server could not come in time: `ThemedPicture`. */
export function useDrawingTheme(): MapTheme {
  return useSyncExternalStore(
    subscribe,
    () => (isPrinting ? 'light' : shownTheme(readChoice())),
    (): MapTheme => 'light',
  );
}

function turnToPaper(begins: boolean): void {
  isPrinting = begins;
  // At once: the printer takes the page as it is when the listeners return.
  flushSync(tellListeners);
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

function readChoice(): ThemeChoice {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

function shownTheme(choice: ThemeChoice): MapTheme {
  if (choice !== 'system') return choice;
  return systemIsDark()?.matches ? 'dark' : 'light';
}

function choose(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  // The server writes it in the next page, which no colour then crosses before the reader's own. Where cookies are refused, the choice
  // lasts as long as the page.
  const seconds = choice === 'system' ? 0 : A_YEAR;
  // biome-ignore lint/suspicious/noDocumentCookie: the other way is a promise, and not everywhere
  document.cookie = `${THEME_COOKIE}=${choice}; Path=/; Max-Age=${seconds}; SameSite=Lax`;
  tellListeners();
}

function subscribe(listener: () => void): () => void {
  const system = systemIsDark();
  listeners.add(listener);
  system?.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system?.removeEventListener('change', listener);
  };
}
