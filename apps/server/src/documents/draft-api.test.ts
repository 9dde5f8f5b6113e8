import type { DraftView } from '@maillage/domain/documents/draft.ts';
import { buildFourCommunes } from '@maillage/pipeline/views/testing/four-communes.ts';
import { publishRun } from '@maillage/store/runs/publish-run.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, RUN_ID, startTestServer, type TestServer } from '../testing/start-test-server.ts';

const STRANGER = { remoteAddress: '203.0.113.9', headers: { host: 'maillage.example' } };
let server: TestServer;
let first: DraftView;
beforeAll(async () => {
  server = await startTestServer();
  first = await read();
});
afterAll(() => server.close());

const get = (url: string, options: object = { headers: OWNER }) => server.app.inject({ method: 'GET', url, ...options });
const read = async (kind = 'diagnostic'): Promise<DraftView> => (await get(`/api/drafts/${kind}`)).json();
const put = (sectionId: string, payload: object, options: object = {}, query = '') =>
  server.app.inject({
    method: 'PUT',
    url: `/api/drafts/diagnostic/sections/${sectionId}${query}`,
    headers: OWNER,
    payload: { mode: 'replace', reread: [], ...payload },
    ...options,
  });
const section = (view: DraftView, id: string) => view.sections.find((one) => one.id === id)!;
/** A figure of the automatic drafts that has a value. */
const known = () => first.figures.find(({ value }) => value !== null)!;

test('a diagnosis has its sections, each with an automatic draft whose figures are all told', () => {
  expect([first.kind, first.territory.code, first.canWrite]).toEqual(['diagnostic', '00', true]);
  expect(first.sections.length).toBeGreaterThan(5);
  expect(first.sections.every(({ text, version }) => text === null && version === 0)).toBe(true);
  expect(section(first, 'diagnostic.acces.proximity').automaticText).toContain('{{people-far.proximity@departement:00}}');
  const named = first.sections.flatMap(({ automaticText }) =>
    [...automaticText.matchAll(/\{\{([^{}|<>=~]+)\}\}/g)].map((match) => match[1]!.trim()),
  );
  expect(named.length).toBeGreaterThan(3);
  const told = new Set(first.figures.map(({ id }) => id));
  expect(named.filter((reference) => !told.has(reference))).toEqual([]);
});

test('what the staff write is read by all in a public document, without the name of who wrote', async () => {
  const id = first.sections[0]!.id;
  const text = `Nos mots : {{${known().id}}} <script>.`;
  const saved = await put(id, { text, version: 0 });
  expect([saved.statusCode, saved.json().version]).toEqual([200, 1]);
  expect(saved.json().written).toEqual({ [known().id]: { text: known().text, runId: first.runId } });
  const stranger: DraftView = (await get('/api/drafts/diagnostic', STRANGER)).json();
  expect(section(stranger, id)).toMatchObject({ text, version: 1, author: null });
  expect(stranger.canWrite).toBe(false);
  expect(section(await read(), id).author).toBe('le poste qui héberge Maillage');
});

test('a second save of the same version is told what is there, and by whom', async () => {
  const id = first.sections[1]!.id;
  await put(id, { text: 'Premier', version: 0 });
  const second = await put(id, { text: 'Second', version: 0 });
  expect(second.statusCode).toBe(409);
  expect(second.json().error.details).toMatchObject({ version: 1, current: 'Premier', author: 'le poste qui héberge Maillage' });
});

test('what is not decided yet is closed to a stranger; so is every write', async () => {
  for (const kind of ['plan', 'consultation']) expect((await get(`/api/drafts/${kind}`, STRANGER)).statusCode).toBe(403);
  const list = (await get('/api/drafts', STRANGER)).json();
  expect(list.canWrite).toBe(false);
  expect(list.documents.find(({ kind }: { kind: string }) => kind === 'plan').writtenCount).toBeNull();
  const id = first.sections[2]!.id;
  const forged = { remoteAddress: '127.0.0.1', headers: { ...OWNER, origin: 'https://mechant.example' } };
  for (const attempt of [{ ...STRANGER, headers: { ...OWNER, host: 'maillage.example' } }, forged]) {
    const answer = await put(id, { text: 'intrus', version: 0 }, attempt);
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'not-allowed']);
  }
  expect(section(await read(), id).version).toBe(0);
  expect((await get(`/api/drafts/diagnostic/sections/${id}/history`, STRANGER)).statusCode).toBe(403);
});

test('a section, a territory or a document that is not there is refused in French', async () => {
  expect((await put('diagnostic.inventee', { text: 'x', version: 0 })).json().error.message).toContain('section');
  const nowhere = await put(first.sections[0]!.id, { text: 'x', version: 0 }, {}, '?territory=epci:999999999');
  expect([nowhere.statusCode, nowhere.json().error.code]).toEqual([404, 'territory-not-found']);
  expect((await get('/api/drafts/roman')).statusCode).toBe(400);
  expect((await put(first.sections[0]!.id, { text: 'x'.repeat(30_001), version: 1 })).statusCode).toBe(400);
});

test('figures are found by their words, without their accents', async () => {
  const found = (await get(`/api/runs/${RUN_ID}/figure-search?words=proximite`)).json();
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ origin }: { origin: { label: string } }) => typeof origin.label === 'string')).toBe(true);
});

test('a calculation that moves a figure makes the paragraph one to read again, until its author has read it', async () => {
  const id = first.sections[3]!.id;
  const results = buildFourCommunes();
  const reference = 'people-known@departement:00';
  const before = (await put(id, { text: `Il y a {{${reference}}}.`, version: 0 })).json();
  const told = before.written[reference]?.text;
  expect(told).toBeDefined();
  // The same Département, with a hundred more people in its first commune.
  const grown = {
    ...results,
    manifest: { ...results.manifest, id: 'fedcba9876543210' },
    communes: results.communes.map((commune, index) =>
      index === 0 ? { ...commune, populationCount: commune.populationCount! + 100 } : commune,
    ),
  };
  await publishRun(server.store, {
    ...{ results: grown, chapters: {}, places: [], comparison: null, publishedAt: '2026-05-31T10:00:00.000Z' },
    geometry: new TextEncoder().encode('{"type":"Topology","objects":{},"arcs":[]}'),
  });
  const count = async () => (await get('/api/drafts')).json().documents[0].toReviewCount;
  expect(await count()).toBe(1);
  // Typing on does not count as reading again.
  const typed = (await put(id, { text: `Il y a {{${reference}}} en tout.`, version: 1 })).json();
  expect([typed.written[reference].text, await count()]).toEqual([told, 1]);
  const reread = (await put(id, { text: `Il y a {{${reference}}} en tout.`, version: 2, reread: [reference] })).json();
  expect(reread.written[reference].runId).toBe('fedcba9876543210');
  expect(await count()).toBe(0);
  const history = (await get(`/api/drafts/diagnostic/sections/${id}/history`)).json();
  expect(history.map(({ version }: { version: number }) => version)).toEqual([3, 2, 1]);
});
