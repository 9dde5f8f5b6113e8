import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { findOwnerRefusal } from './access-rule.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ publish: false });
});
afterAll(() => server.close());

const build = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  server.app.inject({ method: 'POST', url: '/api/builds', headers, payload: {}, remoteAddress });

test.each([
  ['the page of this machine', { ...OWNER, origin: 'http://localhost:3000' }],
  ['a command of this machine', OWNER],
  ['the numeric address', { ...OWNER, host: '127.0.0.1:3000' }],
  ['the IPv6 address', { ...OWNER, host: '[::1]:3000' }],
])('%s may start a build', async (_, headers) => {
  expect((await build(headers)).statusCode).toBe(200);
});

test.each([
  ['a form of another site, without our header', { host: 'localhost:3000' }],
  ['a foreign origin', { ...OWNER, origin: 'https://mechant.example' }],
  ['another port of this machine', { ...OWNER, origin: 'http://localhost:8080' }],
  ['a sandboxed page', { ...OWNER, origin: 'null' }],
  ['a foreign name that resolves to this machine', { ...OWNER, host: 'mechant.example:3000' }],
  ['a name that only begins like ours', { ...OWNER, host: 'localhost.mechant.example' }],
  ['a request relayed by a proxy', { ...OWNER, 'x-forwarded-for': '203.0.113.9' }],
  ['a cross-site request', { ...OWNER, 'sec-fetch-site': 'cross-site' }],
])('%s may not, and nothing is started', async (_, headers) => {
  const before = server.asked.length;
  const answer = await build(headers as Record<string, string>);
  expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'not-allowed']);
  expect(answer.json().error.message).toContain('Rien n’a été modifié.');
  expect(server.asked.length).toBe(before);
});

test('another machine may not, whatever it claims', async () => {
  expect((await build(OWNER, '203.0.113.9')).statusCode).toBe(403);
  expect(findOwnerRefusal({ headers: OWNER, socket: { remoteAddress: undefined } })).not.toBeNull();
});

test('on a read-only server, not even this machine may', async () => {
  const readOnly = await startTestServer({ store: server.store, config: { readOnly: true } });
  const answer = await readOnly.app.inject({ method: 'POST', url: '/api/builds', headers: OWNER, payload: {} });
  expect(answer.statusCode).toBe(403);
  await readOnly.close();
});

test('too many requests in a minute are put off in French', async () => {
  const slow = await startTestServer({ store: server.store, config: { requestsPerMinute: 2 } });
  const statuses = [];
  for (let count = 0; count < 3; count++) statuses.push((await slow.app.inject('/api/runs')).statusCode);
  expect(statuses).toEqual([200, 200, 429]);
  expect((await slow.app.inject('/api/runs')).json().error.message).toContain('Trop de demandes');
  await slow.close();
});
