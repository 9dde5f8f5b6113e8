import { DomainError } from '@maillage/domain/errors.ts';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { matchesEtag } from './caching.ts';
import { handleErrors, redactSecrets } from './errors.ts';

test('a bug shows a French sentence, no stack and no secret; a refusal keeps its own words', async () => {
  const lines: string[] = [];
  const app = Fastify({ logger: { level: 'error', stream: { write: (line: string) => lines.push(line) } } });
  handleErrors(app);
  app.get('/bug', () => {
    throw new Error('connect postgres://maillage:motdepasse@base:5432 refused');
  });
  app.get('/refusal', () => {
    throw new DomainError('folder-locked', 'Maillage tourne déjà sur ce dossier.', { pid: 12 });
  });
  const bug = await app.inject('/bug');
  expect([bug.statusCode, bug.json().error.code]).toEqual([500, 'internal']);
  expect(bug.body).not.toMatch(/motdepasse|postgres|\.ts:/);
  expect(lines.join('')).toContain('postgres://maillage:***@base');
  expect(lines.join('')).not.toContain('motdepasse');
  const refusal = await app.inject('/refusal');
  expect([refusal.statusCode, refusal.json()]).toEqual([
    409,
    { error: { code: 'folder-locked', message: 'Maillage tourne déjà sur ce dossier.', details: { pid: 12 } } },
  ]);
  await app.close();
});

test('only the password of an address is hidden', () => {
  expect(redactSecrets('http://localhost:3000/a@b')).toBe('http://localhost:3000/a@b');
});

test('tags are compared as RFC 9110 says', () => {
  expect(matchesEtag('"x", W/"a"', 'W/"a"')).toBe(true);
  expect(matchesEtag('"a"', 'W/"a"')).toBe(true);
  expect(matchesEtag('*', 'W/"a"')).toBe(true);
  expect(matchesEtag('W/"b"', 'W/"a"')).toBe(false);
});

test('a refusal opened in a browser is a page that a person can read, its words escaped; a program has the JSON', async () => {
  const app = Fastify();
  handleErrors(app);
  app.get('/refusal', () => {
    throw new DomainError('folder-locked', 'Le dossier <b>« var »</b> est pris.');
  });
  const page = await app.inject({ url: '/refusal', headers: { 'sec-fetch-dest': 'document' } });
  expect(page.statusCode).toBe(409);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.body).toContain('<p>Le dossier &lt;b&gt;« var »&lt;/b&gt; est pris.</p>');
  expect(page.body).toContain('lang="fr"');
  const asked = await app.inject({ url: '/refusal', headers: { 'sec-fetch-dest': 'empty' } });
  expect(asked.json().error.code).toBe('folder-locked');
  await app.close();
});
