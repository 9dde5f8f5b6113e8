import { askedDocument, documentChanges } from '@maillage/domain/documents/document-view.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, RUN_ID, startTestServer, type TestServer } from '../testing/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const get = (url: string) => server.app.inject({ url, headers: OWNER });
const ask = (payload: object, runId = RUN_ID) =>
  server.app.inject({ method: 'POST', url: `/api/runs/${runId}/documents`, headers: OWNER, payload });

test('the seven documents are listed, with what each may be about', async () => {
  const list = (await get('/api/documents')).json() as { kind: string; isLocal: boolean; readsPlan: boolean }[];
  expect(list.map(({ kind }) => kind)).toEqual(['diagnostic', 'atlas', 'synthese', 'plan', 'bilan', 'portrait', 'consultation']);
  expect(list.filter(({ isLocal }) => isLocal).map(({ kind }) => kind)).toEqual(['portrait', 'consultation']);
});

test('a document that was asked for is downloaded as a file, with each figure that it prints', async () => {
  const answer = await ask({ kind: 'portrait', format: 'html', territory: '00002' });
  expect(answer.statusCode).toBe(200);
  const { key, fileUrl, figuresUrl } = askedDocument.parse(answer.json());
  const file = await get(fileUrl);
  expect(file.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': 'attachment; filename="portrait-commune-00002-01234567.html"',
    'x-content-type-options': 'nosniff',
  });
  expect(file.body).toContain('Hameau');
  const figures = (await get(figuresUrl)).json() as { id: string; text: string; run: string }[];
  expect(figures).toContainEqual(expect.objectContaining({ id: 'population@commune:00002', text: '300 habitants', run: RUN_ID }));
  // The same again has the same name: it is not made twice.
  expect(askedDocument.parse((await ask({ kind: 'portrait', format: 'html', territory: '00002' })).json()).key).toBe(key);
});

test('what is not decided is only for whoever may read it: others have an edition of their own, and no way to that one', async () => {
  const owner = askedDocument.parse((await ask({ kind: 'plan', format: 'html' })).json());
  expect(owner.key).toMatch(/^d/);
  const far = { host: 'maillage.example', 'x-maillage': '1', 'x-forwarded-for': '203.0.113.9' };
  const visitor = await server.app.inject({
    method: 'POST',
    url: `/api/runs/${RUN_ID}/documents`,
    headers: far,
    payload: { kind: 'plan', format: 'html' },
  });
  const asked = askedDocument.parse(visitor.json());
  expect(asked.key).toMatch(/^p/);
  expect((await server.app.inject({ url: asked.fileUrl, headers: far })).statusCode).toBe(200);
  expect((await server.app.inject({ url: owner.fileUrl, headers: far })).statusCode).toBe(404);
});

test('figures are found by their words', async () => {
  const found = (await get(`/api/runs/${RUN_ID}/figure-search?words=pharmacie%20ferme`)).json() as { id: string }[];
  expect(found.map(({ id }) => id)).toContain('service-minutes.D307@commune:00003');
});

test('an edition compared with itself has nothing that moved; a first run has nothing before it', async () => {
  const same = await get(`/api/runs/${RUN_ID}/documents/diagnostic/changes?from=${RUN_ID}`);
  expect(documentChanges.parse(same.json())).toMatchObject({ fromRunId: RUN_ID, toRunId: RUN_ID, paragraphs: [], figures: [], maps: [] });
  expect((await get(`/api/runs/${RUN_ID}/documents/diagnostic/changes`)).json()).toMatchObject({ error: { code: 'data-missing' } });
});

test.each([
  ['an unknown run', { kind: 'plan', format: 'pdf' }, 404, 'ffffffffffffffff'],
  ['an unknown territory', { kind: 'portrait', format: 'pdf', territory: '99999' }, 404, RUN_ID],
  ['a territory that the document is never about', { kind: 'atlas', format: 'pdf', territory: '00001' }, 400, RUN_ID],
  ['an unknown document', { kind: 'roman', format: 'pdf' }, 400, RUN_ID],
  ['an unknown format', { kind: 'plan', format: 'odt' }, 400, RUN_ID],
])('%s is refused', async (_, payload, status, runId) => {
  expect((await ask(payload, runId)).statusCode).toBe(status);
});

test('a document is asked for from our own pages only, and one that was never made is not found', async () => {
  const forged = await server.app.inject({
    method: 'POST',
    url: `/api/runs/${RUN_ID}/documents`,
    headers: { host: OWNER.host },
    payload: { kind: 'plan', format: 'pdf' },
  });
  expect(forged.statusCode).toBe(403);
  expect((await get(`/api/documents/p${'0'.repeat(64)}`)).statusCode).toBe(404);
  expect((await get('/api/documents/..%2f..%2fetc')).statusCode).toBe(400);
});
