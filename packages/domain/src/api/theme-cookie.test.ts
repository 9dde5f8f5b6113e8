import { expect, test } from 'vitest';
import { readThemeCookie } from './theme-cookie.ts';

test.each([
  ['maillage-theme=dark', 'dark'],
  ['maillage.session_token=a.b%3D; maillage-theme=light', 'light'],
  ['maillage-theme=dark;other=1', 'dark'],
  ['maillage-theme=system', null],
  ['maillage-theme="><script>', null],
  ['not-maillage-theme=dark', null],
  ['other=maillage-theme=dark', null],
  ['', null],
  [undefined, null],
])('the cookies %j ask for %j', (header, theme) => {
  expect(readThemeCookie(header)).toBe(theme);
});
