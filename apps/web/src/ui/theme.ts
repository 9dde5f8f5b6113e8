import type { MapTheme } from '@maillage/maps/palettes.ts';
import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';
/** Same key as public/theme.js, which applies it before the first paint. */
const STORAGE_KEY = 'maillage-theme';
const listeners = new Set<() => void>();
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
  try {
    localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
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
