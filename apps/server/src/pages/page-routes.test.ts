import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePages } from './page-routes.ts';

const refuse = () => Promise.reject(new Error('Aucun calcul n’est publié.'));
const noRun = { runs: { findLatestRun: async () => undefined, findManifest: refuse }, getRun: refuse };
let app: FastifyInstance;
let webDist: string;
beforeAll(async () => {
  webDist = await mkdtemp(join(tmpdir(), 'maillage-pages-'));
  await mkdir(join(webDist, 'assets'));
  await writeFile(join(webDist, 'index.html'), '<!doctype html><html lang="fr"><title>Atlas</title>');
  await writeFile(join(webDist, 'assets', 'index-abc.js'), 'export {};');
  await writeFile(join(webDist, '.secret'), 'non');
  app = Fastify();
  await servePages(app, webDist, null, noRun);
});
afterAll(async () => {
  await app.close();
  await rm(webDist, { recursive: true, force: true });
});

test.each(['/', '/atlas/range-minutes.proximity', '/commune/62041', '/donnees', '/methode/acces?x=1'])(
  '%s opens the application',
  async (url) => {
    const answer = await app.inject({ url, headers: { accept: 'text/html' } });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(answer.body).toContain('Atlas');
  },
);

test.each([
  ['maillage-theme=dark', '<html lang="fr" data-theme="dark">'],
  ['maillage-theme=light', '<html lang="fr" data-theme="light">'],
  ['maillage-theme="onload=x', '<html lang="fr">'],
])('with the cookie %s the page begins with %s, and a cache between keeps readers apart', async (cookie, begin) => {
  const answer = await app.inject({ url: '/donnees', headers: { accept: 'text/html', cookie } });
  expect(answer.body).toContain(begin);
  expect(String(answer.headers.vary).split(', ')).toContain('cookie');
});

test('hashed files are kept for ever', async () => {
  const answer = await app.inject('/assets/index-abc.js');
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test.each(['/api/inconnu', '/api', '/assets/absent.js', '/.secret', '/..%2f..%2fetc%2fpasswd', '/.git/config'])(
  '%s never opens the application nor a file outside',
  async (url) => {
    const answer = await app.inject({ url });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toMatch(/root:|non$/);
  },
);

test('posting to a page is refused', async () => {
  expect((await app.inject({ method: 'POST', url: '/atlas' })).statusCode).toBe(404);
});

test('without built pages, the reader is told what to type', async () => {
  const bare = Fastify();
  await servePages(bare, join(webDist, 'absent'), null, noRun);
  const answer = await bare.inject({ url: '/', headers: { accept: 'text/html' } });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('npm run build:web');
  await bare.close();
});
