import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setSecurityHeaders } from '../http/security-headers.ts';
import { readPageShell, writeTheme } from './page-shell.ts';

const BUILT = `<!doctype html><html lang="fr"><head><title>Maillage</title>
<script type="module" crossorigin src="/assets/index-a.js"></script>
<link rel="modulepreload" crossorigin href="/assets/one-b.js">
<link rel="modulepreload" crossorigin href="/assets/two-c.js">
<link rel="stylesheet" crossorigin href="/assets/index-d.css">
</head><body><div id="root"></div></body></html>`;
const FILES = {
  'index.html': BUILT,
  'after-first-paint.js': 'start();',
  'assets/index-d.css': 'a::before{content:"$`"}',
};
const DRAWN_FROM = { runId: 'r1', figureId: 'need.mobility', title: 'Besoins <de transport>' };

let webDist: string;
beforeAll(async () => {
  webDist = await mkdtemp(join(tmpdir(), 'maillage-pages-'));
  await mkdir(join(webDist, 'assets'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(webDist, name), text);
});
afterAll(() => rm(webDist, { recursive: true, force: true }));

test('a drawn page asks for no file before its words, and says what to ask for once they are shown', async () => {
  const html = (await readPageShell(webDist))!.write('<h1>$& et $1</h1>', DRAWN_FROM);
  const [head, body] = html.split('<body>') as [string, string];
  expect(head).not.toMatch(/src=|href="\//);
  expect(head).toContain('<title>Besoins &lt;de transport&gt; — Maillage</title>');
  expect(head).toContain(`<style>${FILES['assets/index-d.css']}</style>`);
  expect(body).toContain('<div id="root" data-run="r1" data-figure="need.mobility"><h1>$& et $1</h1></div>');
  expect(body).toContain('data-entry="/assets/index-a.js" data-parts="/assets/one-b.js /assets/two-c.js"');
  expect(body).toContain('data-answers="/api/runs/latest /api/runs/r1/figures/need.mobility /api/runs/r1"');
});

test('a browser shows nothing before it has met the last element of the page', async () => {
  const html = (await readPageShell(webDist))!.write('<main>tout</main>', DRAWN_FROM);
  const awaited = /<link rel="expect" href="#([^"]+)" blocking="render">/.exec(html)![1]!;
  const last = [...html.matchAll(/<(?!\/)[^>]*>/g)].at(-1)![0];
  expect(last).toContain(`id="${awaited}"`);
});

test('the policy allows what stands in the page letter for letter, and no other script nor style', async () => {
  const shell = (await readPageShell(webDist))!;
  const app = Fastify();
  await setSecurityHeaders(app, { isHttps: false, written: shell });
  app.get('/', () => '');
  const policy = String((await app.inject('/')).headers['content-security-policy']);
  const html = shell.write('', DRAWN_FROM);
  const rulesOf = (name: string) => new RegExp(`${name} ([^;]*)`).exec(policy)![1]!.split(' ');
  const written = (tag: string) => [...html.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text!);
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(written('script')).toHaveLength(1);
  expect(rulesOf('script-src')).toEqual(["'self'", ...written('script').map(hash)]);
  expect(rulesOf('style-src')).toContain(hash(written('style')[0]!));
  await app.close();
});

test.each([
  ['the entry', /<script type="module".*/],
  ['the style', /<link rel="stylesheet".*/],
  ['the root', /<div id="root"><\/div>/],
])('a page built without %s is left as it is', async (_, part) => {
  await writeFile(join(webDist, 'index.html'), BUILT.replace(part, ''));
  expect(await readPageShell(webDist)).toBeNull();
  await writeFile(join(webDist, 'index.html'), BUILT);
});

test('the colours that a reader chose are in the page before anything of it is shown', async () => {
  const html = (await readPageShell(webDist))!.write('<main>tout</main>', DRAWN_FROM);
  expect(writeTheme(html, null)).toBe(html);
  expect(writeTheme(html, 'dark')).toBe(html.replace('<html lang="fr">', '<html lang="fr" data-theme="dark">'));
  expect(writeTheme(html, 'dark')).not.toBe(html);
});
