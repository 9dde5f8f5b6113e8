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
