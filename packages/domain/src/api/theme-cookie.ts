/** Holds the colours that a reader chose, « light » or « dark »; absent for those of the system. It says nothing of who reads. */
export const THEME_COOKIE = 'maillage-theme';

export type ChosenTheme = 'light' | 'dark';

/** What a `Cookie` header holds of it; null for none, or for anything else than one of the two. */
export function readThemeCookie(header: string | undefined): ChosenTheme | null {
  const values = (header ?? '').split(';').map((pair) => pair.trim());
  if (values.includes(`${THEME_COOKIE}=dark`)) return 'dark';
  return values.includes(`${THEME_COOKIE}=light`) ? 'light' : null;
}
