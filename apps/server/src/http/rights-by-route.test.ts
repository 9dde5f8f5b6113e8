import { randomUUID } from 'node:crypto';
import { actsForOwner, LEVELS, type Level } from '@maillage/domain/accounts/rights.ts';
import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { putGrant } from '@maillage/store/accounts/accounts-repo.ts';
import { emptyPlan } from '@maillage/store/plans/plans-repo.ts';
import { replacePlan } from '@maillage/store/plans/save-plan.ts';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, RUN_ID, startTestServer, type TestServer } from '../testing/start-test-server.ts';

// Two axes, three decided sheets: « here » is sheet 3.2 of axis 3.
const SCHEME = '00-sdaasp';
const PLAN = actionPlan.parse({
  departementCode: '00',
  axes: [
    { id: '3', title: 'Services' },
    { id: '4', title: 'Santé' },
  ],
  actionSheets: ['3.1', '3.2', '4.1'].map((id) => ({ id, axisId: id[0], title: `Fiche ${id}`, status: 'underway' })),
});
const HERE = PLAN.actionSheets.find(({ id }) => id === '3.2')!;
const SOMEBODY = randomUUID();
const PARTS = ['scheme', 'axis:3', 'sheet:3.2', 'axis:4', 'sheet:3.1'];

interface Probe {
  /** The least level that may, written out: a line that changes here is a decision. */
  from: Level;
  /** A right on a part is enough only for what is about that part. */
  about: 'scheme' | 'sheet';
  /** The parts that are enough, when it is neither. */
  parts?: string[];
  url: string;
  payload?: object;
}
/** A real request to each route of a partner, that nothing but the rights refuses with 403; it names a version or an id that is not there, so that nothing is written. */
const PROBES: Record<string, Probe[]> = {
  'GET /api/accounts': [{ from: 'own', about: 'scheme', url: '/api/accounts' }],
  'GET /api/accounts/audit': [{ from: 'own', about: 'scheme', url: '/api/accounts/audit' }],
  'POST /api/accounts/invitations': [
    { from: 'own', about: 'scheme', url: '/api/accounts/invitations', payload: { email: 'x@y.example', part: 'scheme', level: 'read' } },
  ],
  'DELETE /api/accounts/invitations/:id': [{ from: 'own', about: 'scheme', url: `/api/accounts/invitations/${SOMEBODY}` }],
  'DELETE /api/accounts/grants/:id': [{ from: 'own', about: 'scheme', url: `/api/accounts/grants/${SOMEBODY}` }],
  'GET /api/plan/history': [
    { from: 'read', about: 'scheme', url: '/api/plan/history' },
    { from: 'read', about: 'sheet', url: '/api/plan/history?sheet=3.2' },
  ],
  'GET /api/plan/removed': [{ from: 'own', about: 'scheme', url: '/api/plan/removed' }],
  'GET /api/plan/sheets/:sheetId/comments': [{ from: 'read', about: 'sheet', url: '/api/plan/sheets/3.2/comments' }],
  'POST /api/plan/sheets/:sheetId/comments': [
    { from: 'contribute', about: 'sheet', url: '/api/plan/sheets/3.2/comments', payload: { text: 'Essai' } },
  ],
  'GET /api/plan/sheets/:sheetId/documents': [{ from: 'read', about: 'sheet', url: '/api/plan/sheets/3.2/documents' }],
  'GET /api/plan/sheets/:sheetId/documents/:documentId': [
    { from: 'read', about: 'sheet', url: `/api/plan/sheets/3.2/documents/${SOMEBODY}` },
  ],
  'POST /api/plan/sheets/:sheetId/documents': [{ from: 'contribute', about: 'sheet', url: '/api/plan/sheets/3.2/documents', payload: {} }],
  'DELETE /api/plan/sheets/:sheetId/documents/:documentId': [
    { from: 'contribute', about: 'sheet', url: `/api/plan/sheets/3.2/documents/${SOMEBODY}` },
  ],
  'PUT /api/plan/sheets/:sheetId': [
    { from: 'lead', about: 'sheet', url: '/api/plan/sheets/3.2', payload: { sheet: HERE, version: 99 } },
    // Said to be new, and of another axis: it takes the right on the sheet that is there, and on where it would go.
    {
      ...{ from: 'lead', about: 'sheet', parts: ['scheme', 'sheet:3.2'], url: '/api/plan/sheets/3.2' },
      payload: { sheet: { ...HERE, axisId: '4' }, version: 0 },
    },
  ],
  'POST /api/plan/bulk': [
    { from: 'lead', about: 'sheet', url: '/api/plan/bulk', payload: { sheets: [{ id: '3.2', version: 99 }], set: { status: 'done' } } },
  ],
  'POST /api/plan/sheets/:sheetId/validate': [
    { from: 'validate', about: 'sheet', url: '/api/plan/sheets/3.2/validate', payload: { version: 99, owner: 'prefecture' } },
  ],
  'DELETE /api/plan/sheets/:sheetId': [{ from: 'own', about: 'sheet', url: '/api/plan/sheets/3.2?version=99' }],
  'POST /api/plan/sheets/:sheetId/restore': [{ from: 'own', about: 'scheme', url: '/api/plan/sheets/3.2/restore', payload: {} }],
  'POST /api/plan/import': [{ from: 'own', about: 'scheme', url: '/api/plan/import', payload: {} }],
  'PUT /api/plan/heading': [{ from: 'own', about: 'scheme', url: '/api/plan/heading', payload: { heading: headingOf(PLAN), version: 99 } }],
  'GET /api/drafts/:kind/sections/:sectionId/history': [
    { from: 'lead', about: 'scheme', url: '/api/drafts/diagnostic/sections/inconnue/history' },
  ],
  'PUT /api/drafts/:kind/sections/:sectionId': [
    {
      ...{ from: 'lead', about: 'scheme', url: '/api/drafts/diagnostic/sections/inconnue' },
      payload: { text: 'Essai', mode: 'follow', version: 99, reread: [] },
    },
  ],
  // About the person alone: any part will do.
  'GET /api/scheme/reminders': [{ from: 'read', about: 'scheme', parts: PARTS, url: '/api/scheme/reminders' }],
  'PUT /api/scheme/reminders': [{ from: 'read', about: 'scheme', parts: PARTS, url: '/api/scheme/reminders', payload: { wanted: true } }],
  'POST /api/scheme/acts': [{ from: 'own', about: 'scheme', url: '/api/scheme/acts', payload: { type: 'order', date: '2026-01-01' } }],
  'POST /api/scheme/acts/:position/cancel': [{ from: 'own', about: 'scheme', url: '/api/scheme/acts/999/cancel', payload: {} }],
};
function headingOf({ actionSheets: _, ...heading }: typeof PLAN) {
  return heading;
}

let server: TestServer;
let readOnly: TestServer;
/** The cookie of a person for each level on each part, and of one who owns another scheme. */
const cookies = new Map<string, string>();
beforeAll(async () => {
  server = await startTestServer();
  const now = '2026-01-31T10:00:00.000Z';
  await replacePlan(server.store, { schemeId: SCHEME, authorId: 'exemple', now }, PLAN, emptyPlan('00'));
});
afterAll(async () => {
  await readOnly?.app.close();
  await server?.close();
});

async function makePerson(part: string, level: Level, schemeId: string): Promise<string> {
  const { internalAdapter } = await server.auth.$context;
  const email = `${schemeId}-${part.replace(/\W/g, '-')}-${level}@essai.example`;
  const user = await internalAdapter.createUser({ email, name: `${level} ${part}`, emailVerified: true }, { method: 'email-password' });
  await putGrant(
    server.store,
    { personId: user.id, schemeId, part, level, organisation: 'Préfecture', owner: actsForOwner(level) ? 'prefecture' : null },
    'essai',
    '2026-01-31T10:00:00.000Z',
  );
  const opened = await server.auth.api.openSession({ body: { userId: user.id, isMultiFactor: true }, asResponse: true });
  return opened.headers.getSetCookie()[0]!.split(';')[0]!;
}

let asked = 0;
/** From elsewhere with a cookie or none, or from the machine itself; each from an address of its own, for attempts are counted. */
function ask(
  where: TestServer,
  method: string,
  { url, payload }: Pick<Probe, 'url' | 'payload'>,
  who: { cookie?: string; isHost?: boolean },
) {
  asked++;
  return where.app.inject({
    method: method as 'GET',
    url,
    remoteAddress: who.isHost ? '127.0.0.1' : `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`,
    headers: { ...OWNER, ...(who.isHost ? {} : { host: 'maillage.example' }), ...(who.cookie === undefined ? {} : { cookie: who.cookie }) },
    ...(payload === undefined ? {} : { payload }),
  });
}
/** Whether the rights let it through: what comes after (a version that is not there) is another matter. A bulk edit says it sheet by sheet. */
function wasAllowed(answer: LightMyRequestResponse): boolean {
  expect([401, 500]).not.toContain(answer.statusCode);
  if (answer.statusCode === 200 && answer.body.includes('n’a pas ce droit')) return false;
  return answer.statusCode !== 403;
}
const routesOf = (rule: string) =>
  server.routes
    .filter(({ config, method }) => config?.rule === rule && method !== 'HEAD')
    .map(({ method, url }) => `${String(method)} ${url}`);

test('each route has a rule, and each route of a partner is probed below', () => {
  expect(server.routes.filter(({ config }) => config?.rule === undefined)).toEqual([]);
  expect(routesOf('partner').sort()).toEqual(Object.keys(PROBES).sort());
  expect(new Set(server.routes.map(({ config }) => config?.rule))).toEqual(new Set(['public', 'visitor', 'owner', 'partner']));
});

test('before the scheme has an owner, whoever is at the machine may all, and a stranger nothing', async () => {
  for (const [route, probes] of Object.entries(PROBES))
    for (const probe of probes) {
      const method = route.split(' ', 1)[0]!;
      expect([route, wasAllowed(await ask(server, method, probe, { isHost: true }))]).toEqual([route, true]);
      expect([route, (await ask(server, method, probe, {})).statusCode]).toEqual([route, 403]);
      if (method === 'GET') expect((await ask(server, 'HEAD', probe, {})).statusCode).toBe(403);
    }
});

test('level by level and part by part: what each route lets through is what the table says', { timeout: 240_000 }, async () => {
  for (const level of LEVELS) for (const part of PARTS) cookies.set(`${level} ${part}`, await makePerson(part, level, SCHEME));
  cookies.set('stranger', await makePerson('scheme', 'own', '59-sdaasp'));
  const [wrong, tried]: [string[], { count: number }] = [[], { count: 0 }];
  for (const [route, probes] of Object.entries(PROBES))
    for (const probe of probes)
      for (const level of LEVELS)
        for (const part of PARTS) {
          const covers = (probe.parts ?? (probe.about === 'sheet' ? ['scheme', 'axis:3', 'sheet:3.2'] : ['scheme'])).includes(part);
          const expected = covers && LEVELS.indexOf(level) >= LEVELS.indexOf(probe.from);
          const answer = await ask(server, route.split(' ', 1)[0]!, probe, { cookie: cookies.get(`${level} ${part}`)! });
          tried.count++;
          if (wasAllowed(answer) !== expected) wrong.push(`${level} on ${part}: ${route} ${probe.url} answered ${answer.statusCode}`);
        }
  expect(wrong).toEqual([]);
  expect(tried.count).toBe(Object.values(PROBES).flat().length * LEVELS.length * PARTS.length);
});

test('the owner of another scheme, the machine once there is an owner, and a forged or changed cookie are nobody', async () => {
  const cookie = cookies.get('own scheme')!;
  const [name, value] = [cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)];
  const other = cookies.get('read scheme')!;
  const otherToken = other.slice(other.indexOf('=') + 1).split('.')[0]!;
  const forged = [`${name}=${value.split('.')[0]}`, `${name}=${value.split('.')[0]}.AAAA`, `${name}=${otherToken}.${value.split('.')[1]}`];
  for (const [route, probes] of Object.entries(PROBES)) {
    const [method, probe] = [route.split(' ', 1)[0]!, probes[0]!];
    expect([route, wasAllowed(await ask(server, method, probe, { cookie: cookies.get('stranger')! }))]).toEqual([route, false]);
    expect([route, wasAllowed(await ask(server, method, probe, { isHost: true }))]).toEqual([route, false]);
    for (const one of forged) expect([route, wasAllowed(await ask(server, method, probe, { cookie: one }))]).toEqual([route, false]);
  }
});

test('every write is closed to another site, to a form and to a page that leaves our mark out, even with the cookie of an owner', async () => {
  const cookie = cookies.get('own scheme')!;
  const writes = server.routes.filter(({ method }) => !['GET', 'HEAD'].includes(String(method)));
  expect(writes.length).toBeGreaterThan(25);
  for (const { method, url } of writes) {
    const { 'x-maillage': _, ...unmarked } = OWNER;
    for (const headers of [
      unmarked,
      { ...OWNER, origin: 'https://mechant.example' },
      { ...OWNER, origin: 'null' },
      { ...OWNER, 'sec-fetch-site': 'cross-site' },
      { ...unmarked, 'content-type': 'application/x-www-form-urlencoded' },
      { ...unmarked, 'content-type': 'text/plain' },
    ]) {
      const payload = { headers: { ...headers, cookie, ...('content-type' in headers ? {} : { 'content-type': 'application/json' }) } };
      const answer = await server.app.inject({ method: method as 'POST', url: filled(url), payload: '{}', ...payload });
      // The rule comes before the body is read: a form is not even parsed.
      expect([method, url, headers, answer.statusCode]).toEqual([method, url, headers, 403]);
    }
  }
});

test('the routes of whoever holds the machine are closed to all others, owners of the scheme too', async () => {
  const routes = routesOf('owner');
  expect(routes.length).toBeGreaterThan(3);
  for (const route of routes) {
    const [method, url] = route.split(' ') as [string, string];
    for (const who of [{}, { cookie: cookies.get('own scheme')! }])
      expect([route, (await ask(server, method, { url: filled(url), payload: {} }, who)).statusCode]).toEqual([route, 403]);
    expect([route, wasAllowed(await ask(server, method, { url: filled(url), payload: {} }, { isHost: true }))]).toEqual([route, true]);
  }
});

test('public addresses answer anybody, but those about oneself', async () => {
  const aboutOneself = ['GET /api/account/data', 'GET /api/account/sessions'];
  for (const route of routesOf('public')) {
    const [method, url] = route.split(' ') as [string, string];
    const answer = await ask(server, method, { url: filled(url) }, {});
    expect([route, answer.statusCode === 403]).toEqual([route, aboutOneself.includes(route)]);
  }
});

test('a server that only reads refuses every write to everybody', async () => {
  readOnly = await startTestServer({ store: server.store, config: { readOnly: true } });
  for (const { method, url, config } of readOnly.routes) {
    if (['GET', 'HEAD'].includes(String(method))) continue;
    for (const who of [{ isHost: true }, { cookie: cookies.get('own scheme')! }]) {
      const answer = await ask(readOnly, String(method), { url: filled(url), payload: {} }, who);
      expect([method, url, config?.rule, answer.statusCode]).toEqual([method, url, config?.rule, 403]);
    }
  }
});

/** An address with something that is there, or could be, in each of its parts. */
function filled(url: string): string {
  const values: Record<string, string> = { runId: RUN_ID, code: '00002', sheetId: '3.2', figureId: 'population', fileName: 'plan.json' };
  return url.replace(/:(\w+)/g, (_, name: string) => values[name] ?? SOMEBODY);
}
