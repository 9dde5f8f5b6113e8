import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import type { ChosenTheme } from '@maillage/domain/api/theme-cookie.ts';
import { escapeHtml } from '../http/escape-html.ts';

const ROOT = '<div id="root"></div>';
/** The application, as Vite names it in the page. */
const ENTRY = /\s*<script type="module" crossorigin src="(\/[^"]+)"><\/script>/;
/** What the application is made of, which a browser prepares as it comes: half a second of a slow processor, and the style waits. */
const PART = /\s*<link rel="modulepreload" crossorigin href="(\/[^"]+)">/g;
const STYLE = /<link rel="stylesheet" crossorigin href="(\/[^"]+)">/;
const DOCUMENT = '<html lang="fr">';
const TITLE = '<title>Maillage</title>';
const STARTER = 'after-first-paint.js';
/** The element that ends the page. Not its root: a browser goes on when it meets the element, not when it has read its end. */
const END_ID = 'demarrage';
/** The page is shown once, whole: a slow processor would lay out its half first, then all of it again. */
const WHOLE = `<link rel="expect" href="#${END_ID}" blocking="render">`;

/** The page around what the server draws, and what stands in it letter for letter. */
export interface PageShell {
  /** The whole HTML: `markup` in its place, what it was drawn from, and what then starts the application. */
  write(markup: string, drawnFrom: { runId: string; figureId: string; title: string }): string;
  /** The text of the style and of the script of every such page: nothing else may be written there. */
  styles: readonly string[];
  scripts: readonly string[];
}

/**
 * The built page of `webDist` as the server sends it once drawn: its style is in it, and the application is asked for when it has been
 * shown. Each file asked for before that is one more task of a slow processor, and the words wait for all of them. Null where the pages are not built, or not as Vite builds them.
 */
export async function readPageShell(webDist: string): Promise<PageShell | null> {
  if (!existsSync(join(webDist, 'index.html'))) return null;
  const read = (path: string) => readFile(join(webDist, path), 'utf8');
  const template = await read('index.html');
  const entry = ENTRY.exec(template)?.[1];
  const stylePath = STYLE.exec(template)?.[1];
  if (entry === undefined || stylePath === undefined || !template.includes(ROOT)) return null;
  const [style, starter] = await Promise.all([read(stylePath), read(STARTER)]);
  const parts = [...template.matchAll(PART)].map(([, path]) => path).join(' ');
  // Replacement functions: « $& » in a text would be read as an order.
  const shell = template
    .replaceAll(PART, '')
    .replace(ENTRY, '')
    .replace(STYLE, () => `${WHOLE}<style>${style}</style>`);
  const write: PageShell['write'] = (markup, { runId, figureId, title }) => {
    // The answers come after: in the page they would be ten times its words, and these would wait for them.
    const answers = [apiPaths.latestRun, apiPaths.figure(runId, figureId), apiPaths.run(runId)].join(' ');
    const start = `<script id="${END_ID}" data-entry="${entry}" data-parts="${parts}" data-answers="${answers}">${starter}</script>`;
    return shell
      .replace(TITLE, () => `<title>${escapeHtml(title)} — Maillage</title>`)
      .replace(ROOT, () => `<div id="root" data-run="${runId}" data-figure="${figureId}">${markup}</div>${start}`);
  };
  return {
    write,
    styles: [style],
    scripts: [starter],
  };
}

/** A built or drawn page in the colours that its reader chose: written before the first of them is shown. */
export function writeTheme(html: string, theme: ChosenTheme | null): string {
  return theme === null ? html : html.replace(DOCUMENT, `<html lang="fr" data-theme="${theme}">`);
}
