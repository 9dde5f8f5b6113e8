import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { OVERLAY_STYLE, setSecurityHeaders } from './security-headers.ts';

async function headersOf(isHttps: boolean) {
  const app = Fastify();
  await setSecurityHeaders(app, { isHttps, written: null });
  app.get('/', () => 'bonjour');
  return (await app.inject('/')).headers;
}

test('no inline script nor style, no other host, no frame', async () => {
  const policy = String((await headersOf(false))['content-security-policy']);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  for (const rule of ["default-src 'self'", "script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule);
});

test('the address of a page, where a secret may stand, is told to nobody; types are not guessed', async () => {
  expect(await headersOf(false)).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  });
});

test.each([
  { site: undefined, policy: 'same-origin', why: 'a browser that does not say' },
  { site: 'cross-site', policy: 'same-origin', why: 'opened by another site, which holds the window' },
  { site: 'same-site', policy: 'same-origin', why: 'opened by a neighbour' },
  { site: 'same-origin', policy: 'same-origin', why: 'opened by ours, which another may have opened' },
  { site: 'none', policy: undefined, why: 'typed by its reader: nobody holds the window' },
])('a page is parted from who opened it — $why', async ({ site, policy }) => {
  const app = Fastify();
  await setSecurityHeaders(app, { isHttps: false, written: null });
  app.get('/', (_, reply) => reply.header('vary', 'accept-encoding').type('text/html; charset=utf-8').send('bonjour'));
  const { headers } = await app.inject({ url: '/', headers: site === undefined ? {} : { 'sec-fetch-site': site } });
  expect(headers['cross-origin-opener-policy']).toBe(policy);
  expect(headers.vary).toBe('accept-encoding, sec-fetch-site');
});

test('browsers are told to keep to HTTPS where people come by HTTPS, and only there', async () => {
  expect((await headersOf(true))['strict-transport-security']).toMatch(/^max-age=15552000/);
  expect((await headersOf(false))['strict-transport-security']).toBeUndefined();
});

test('the one style that a library writes is still the one that the policy knows', () => {
  const library = dirname(createRequire(import.meta.url).resolve('react-aria/package.json'));
  expect(readFileSync(join(library, 'dist/private/overlays/usePreventScroll.mjs'), 'utf8')).toContain(OVERLAY_STYLE);
});
