import { health } from '@maillage/domain/api/paths.ts';
import { diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import { needRanking } from '@maillage/domain/diagnosis/need-ranking.ts';
import { figureDefinition, figureSeries, provenance } from '@maillage/domain/figures/figure.ts';
import { runSummary } from '@maillage/domain/runs/run.ts';
import { runManifest } from '@maillage/domain/runs/run-manifest.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { communePortrait } from '@maillage/domain/territories/portrait.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { OWNER, RUN_ID, startTestServer, type TestServer } from './testing/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ method: 'GET', url, headers });

test.each([
  ['/health', health],
  ['/api/runs', z.array(runSummary).length(1)],
  ['/api/runs/latest', runSummary],
  [`/api/runs/${RUN_ID}`, runManifest],
  [`/api/runs/${RUN_ID}/figures`, z.array(figureDefinition).min(30)],
  [`/api/runs/${RUN_ID}/figures/range-minutes.proximity`, figureSeries],
  [`/api/runs/${RUN_ID}/figures/service-minutes.D307`, figureSeries],
  [`/api/runs/${RUN_ID}/provenance/range-minutes.proximity/commune/00002`, provenance],
  [`/api/runs/${RUN_ID}/provenance/range-minutes.proximity/departement/00`, provenance],
  [`/api/runs/${RUN_ID}/communes`, z.array(communeListItem).length(4)],
  [`/api/runs/${RUN_ID}/communes/00002`, communePortrait],
  [`/api/runs/${RUN_ID}/diagnosis`, diagnosis],
  [`/api/runs/${RUN_ID}/needs/social?weights=povertyRate:0.5&normalisation=rank`, needRanking.length(4)],
])('%s answers its contract from the database', async (url, contract) => {
  const answer = await get(url);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(() => contract.parse(answer.json())).not.toThrow();
});

test('the Hameau is 10 minutes from its pharmacy, the Île out of reach, through database and API', async () => {
  const series = figureSeries.parse((await get(`/api/runs/${RUN_ID}/figures/service-minutes.D307`)).json());
  expect(series.communes.map(({ value, status }) => [value, status])).toEqual([
    [0, 'known'],
    [10, 'known'],
    [20, 'known'],
    [null, 'unreachable'],
  ]);
});

test('weights that are all zero, or are no weights, are refused', async () => {
  const zero = 'povertyRate:0,medianIncome:0,unemployment:0,loneParents:0,noDiploma:0,socialBenefits:0';
  const answer = await get(`/api/runs/${RUN_ID}/needs/social?weights=${zero}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain('tous nuls');
  expect((await get(`/api/runs/${RUN_ID}/needs/social?weights=beaucoup`)).statusCode).toBe(400);
});

test('the map is sent as the bytes that were published', async () => {
  const answer = await get(`/api/runs/${RUN_ID}/geometry`);
  expect(answer.headers['content-type']).toContain('application/json');
  expect(answer.body).toBe('{"type":"Topology","objects":{},"arcs":[]}');
});

test('an answer of a published run is kept for ever, and asked again costs nothing', async () => {
  const first = await get(`/api/runs/${RUN_ID}/communes`);
  expect(first.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const again = await get(`/api/runs/${RUN_ID}/communes`, { 'if-none-match': String(first.headers.etag) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect((await get('/api/runs/latest')).headers['cache-control']).toBe('no-cache');
  expect((await get('/api/jobs')).headers['cache-control']).toBe('no-store');
});

test('a compressed answer bears the same tag', async () => {
  const plain = await get(`/api/runs/${RUN_ID}/figures`);
  const zipped = await get(`/api/runs/${RUN_ID}/figures`, { 'accept-encoding': 'gzip' });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(zipped.headers.etag).toBe(plain.headers.etag);
});

test.each([
  ['/api/runs/ffffffffffffffff', 404, 'run-not-found'],
  ['/api/runs/ffffffffffffffff/communes', 404, 'run-not-found'],
  ['/api/runs/ffffffffffffffff/geometry', 404, 'run-not-found'],
  ['/api/runs/ffffffffffffffff/comparison', 404, 'run-not-found'],
  ['/api/runs/__proto__', 400, 'usage'],
  [`/api/runs/${'a'.repeat(5000)}`, 400, 'usage'],
  [`/api/runs/${RUN_ID}/communes/99999`, 404, 'territory-not-found'],
  [`/api/runs/${RUN_ID}/communes/96001`, 404, 'territory-not-found'],
  [`/api/runs/${RUN_ID}/communes/__proto__`, 400, 'usage'],
  [`/api/runs/${RUN_ID}/figures/constructor`, 404, 'figure-not-found'],
  [`/api/runs/${RUN_ID}/figures/..%2f..%2fetc`, 400, 'usage'],
  [`/api/runs/${RUN_ID}/provenance/population/epci/999`, 404, 'territory-not-found'],
  [`/api/runs/${RUN_ID}/provenance/population/planet/1`, 400, 'usage'],
  [`/api/runs/${RUN_ID}/comparison`, 409, 'data-missing'],
  [`/api/runs/${RUN_ID}/exports/absent.csv`, 404, 'file-not-found'],
  [`/api/runs/${RUN_ID}/exports/..%2f..%2fpasswd.csv`, 400, 'usage'],
  ['/api/jobs/inconnu', 404, 'job-not-found'],
  ['/api/nowhere', 404, 'not-found'],
  ['/api', 404, 'not-found'],
])('%s is refused in French', async (url, status, code) => {
  const answer = await get(url);
  expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
  expect(answer.json().error.message).toMatch(/[.]$/);
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('an export is downloaded under its name', async () => {
  const answer = await get(`/api/runs/${RUN_ID}/exports/communes.csv`);
  expect(answer.body).toBe('commune_code\n00001\n');
  expect(answer.headers['content-disposition']).toBe('attachment; filename="communes.csv"');
});

test('HEAD answers without a body; OPTIONS and writing on a read address are refused', async () => {
  const head = await server.app.inject({ method: 'HEAD', url: `/api/runs/${RUN_ID}/communes` });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  for (const method of ['OPTIONS', 'PUT', 'DELETE', 'POST'] as const)
    expect((await server.app.inject({ method, url: `/api/runs/${RUN_ID}` })).statusCode).toBe(404);
});

test('every answer forbids other hosts, frames and guessed types', async () => {
  const { headers } = await get('/api/runs');
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['content-security-policy']).toContain("worker-src 'self' blob:");
  expect(headers['content-security-policy']).not.toMatch(/https?:/);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('long work is started, followed and stopped by the owner', async () => {
  const post = (url: string, payload: object = {}) => server.app.inject({ method: 'POST', url, headers: OWNER, payload });
  expect((await post('/api/builds')).json().kind).toBe('build');
  expect((await post('/api/jobs/travail-1/cancel')).statusCode).toBe(200);
  expect((await post('/api/jobs/inconnu/cancel')).json().error.code).toBe('job-not-found');
  expect((await post('/api/sources/bpe/download')).json().title).toBe('bpe adresse officielle');
  expect((await post('/api/sources/bpe/download', { url: 'http://exemple.fr/a.zip' })).json().title).toBe('bpe http://exemple.fr/a.zip');
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'rien'])
    expect((await post('/api/sources/bpe/download', { url })).statusCode).toBe(400);
});

test('a broken body is refused in French without a stack', async () => {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/builds',
    headers: { ...OWNER, 'content-type': 'application/json' },
    payload: '{oops',
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.body).not.toMatch(/at .*\.ts|SyntaxError|Unexpected/);
});

test('before any publication, the server says what to do', async () => {
  const empty = await startTestServer({ publish: false });
  const answer = await empty.app.inject('/api/runs/latest');
  expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'no-published-run']);
  expect((await empty.app.inject('/health')).json().publishedRunId).toBeNull();
  await empty.close();
});
