import { readFileSync } from 'node:fs';
import type { FastifyInstance, RouteOptions } from 'fastify';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enforceAccessRules } from '../http/access-rule.ts';
import { renderDocsPage } from './docs-page.ts';
import { buildUnconnectedServer } from './unconnected-server.ts';

/** Each write of a partner, and the right that it takes. */
const PARTNER_ROUTES = [
  'DELETE /api/accounts/grants/:id accounts.manage',
  'DELETE /api/accounts/invitations/:id accounts.manage',
  'DELETE /api/plan/sheets/:sheetId sheet.remove',
  'DELETE /api/plan/sheets/:sheetId/documents/:documentId document.write',
  'GET /api/accounts accounts.manage',
  'GET /api/accounts/audit audit.read',
  'GET /api/drafts/:kind/sections/:sectionId/history draft.write',
  'GET /api/plan/history history.read',
  'GET /api/plan/removed sheet.remove',
  'GET /api/plan/sheets/:sheetId/comments history.read',
  'GET /api/plan/sheets/:sheetId/documents document.read',
  'GET /api/plan/sheets/:sheetId/documents/:documentId document.read',
  'GET /api/scheme/reminders history.read',
  'POST /api/accounts/invitations accounts.manage',
  'POST /api/plan/bulk sheet.write',
  'POST /api/plan/import plan.write',
  'POST /api/plan/sheets/:sheetId/comments comment.write',
  'POST /api/plan/sheets/:sheetId/documents document.write',
  'POST /api/plan/sheets/:sheetId/restore sheet.remove',
  'POST /api/plan/sheets/:sheetId/validate sheet.validate',
  'POST /api/scheme/acts procedure.write',
  'POST /api/scheme/acts/:position/cancel procedure.write',
  'PUT /api/drafts/:kind/sections/:sectionId draft.write',
  'PUT /api/plan/heading plan.write',
  'PUT /api/plan/sheets/:sheetId sheet.write',
  'PUT /api/scheme/reminders history.read',
];
/** Writes of anyone on our own pages: to sign in, and about oneself. */
const VISITOR_ROUTES = [
  'DELETE /api/account',
  'DELETE /api/account/sessions/:id',
  'DELETE /api/session',
  'POST /api/account/second-factor',
  'POST /api/invitations/accept',
  'POST /api/invitations/read',
  'POST /api/runs/:runId/documents',
  'POST /api/session',
  'POST /api/session/link',
  'POST /api/session/link/open',
  'POST /api/session/oidc',
  'POST /api/session/oidc/accept',
  'POST /api/session/oidc/return',
  'POST /api/session/password-link',
  'POST /api/session/password-link/open',
  'POST /api/session/second-factor',
  'PUT /api/account/password',
];
const OWNER_ROUTES = [
  'POST /api/builds',
  'POST /api/jobs/:jobId/cancel',
  'POST /api/sources/:sourceId/download',
  'POST /api/sources/files',
];
let app: FastifyInstance;
const routes: RouteOptions[] = [];
beforeAll(async () => {
  app = await buildUnconnectedServer((route) => routes.push(route));
  await app.ready();
});
afterAll(() => app.close());

const named = (route: RouteOptions) => `${String(route.method)} ${route.url}`;

test('each route declares who may call it, and nobody writes without a right', () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => route.config?.rule === undefined).map(named)).toEqual([]);
  expect(
    routes
      .filter((route) => route.config?.rule === 'owner')
      .map(named)
      .sort(),
  ).toEqual(OWNER_ROUTES);
  const writes = routes.filter((route) => !['GET', 'HEAD'].includes(String(route.method)));
  expect(
    routes
      .filter(({ config, method }) => config?.rule === 'partner' && method !== 'HEAD')
      .map((route) => `${named(route)} ${route.config?.right}`)
      .sort(),
  ).toEqual(PARTNER_ROUTES);
  expect(writes.filter(({ config }) => config?.rule === 'public').map(named)).toEqual([]);
  const ofVisitors = routes.filter(({ config }) => config?.rule === 'visitor');
  expect(ofVisitors.map(named).sort()).toEqual(VISITOR_ROUTES);
  for (const { config, url } of ofVisitors) expect([url, config?.rateLimit]).toEqual([url, { max: 10, timeWindow: '1 minute' }]);
});

test('each route stands in the OpenAPI document', () => {
  const { paths = {} } = app.swagger();
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const real = routes.filter((route) => String(route.method) !== 'HEAD').map((route) => named(route).replace(/:(\w+)/g, '{$1}'));
  expect(documented.sort()).toEqual(real.sort());
});

test('a route without a rule stops the server at start', async () => {
  const forgetful = Fastify();
  enforceAccessRules(forgetful, false, async () => ({ kind: 'anonymous' }));
  forgetful.get('/oubli', () => 'public ?');
  await expect(forgetful.ready()).rejects.toThrow('declares no access rule');
});

test('the committed document is the one that the routes give: run scripts/write-openapi.ts when this fails', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'));
  expect(JSON.parse(JSON.stringify(app.swagger()))).toEqual(committed);
});

test('the page for people lists every address, asks nothing of another host and runs no script', async () => {
  const page = await app.inject('/api/docs');
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.body).toContain('/api/runs/{runId}/communes/{code}');
  expect(page.body).not.toMatch(/<script|src=|href="https?:/);
});

test('text of the document is harmless in the page', () => {
  expect(renderDocsPage({ info: { title: '<img src=x onerror=alert(1)>' } })).toContain('&lt;img src=x onerror=alert(1)&gt;');
});
