import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSmallWorld } from '@maillage/departement-fictif/petit.ts';
import { writeWorld } from '@maillage/departement-fictif/write-world.ts';
import { askedDocument, type DocumentChanges, documentChanges } from '@maillage/domain/documents/document-view.ts';
import type { DraftView } from '@maillage/domain/documents/draft.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { DEFAULT_ATLAS } from '@maillage/pipeline/atlas/read-atlas.ts';
import { buildRun } from '@maillage/pipeline/build.ts';
import { createChangesDesk } from '@maillage/pipeline/documents/document-changes.ts';
import { indexRun } from '@maillage/pipeline/views/index-run.ts';
import { loadRunFacts } from '@maillage/pipeline/views/load-run-facts.ts';
import { openStore } from '@maillage/store/open-store.ts';
import type { Store } from '@maillage/store/store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, startTestServer, type TestServer } from '../testing/start-test-server.ts';

// The map is drawn at the top of fixtures/departement-fictif/src/petit.ts: seven communes on one line, emergencies at kilometre 0 only.
// Between the two runs, an emergency department opens in Port-Éloïsan, at kilometre 20.
const PORT = '00006';
const MINUTES = `service-minutes.D106@commune:${PORT}`;
const SECTION = 'diagnostic.acces.superior';
let folder: string;
let store: Store;
let server: TestServer;
let runIds: [string, string];
let written: DraftView;
let changes: DocumentChanges;

async function build({ opens, day }: { opens: boolean; day: string }): Promise<string> {
  const world = buildSmallWorld();
  const communes = world.communes.map((commune) =>
    opens && commune.code === PORT ? { ...commune, facilities: new Map([...commune.facilities, ['D106', 1]]) } : commune,
  );
  const dataFolder = join(folder, day);
  await writeWorld(dataFolder, { ...world, communes });
  const { runId } = await buildRun({
    ...{ store, departementCode: '00', dataFolder, parameters: DEFAULT_PARAMETERS },
    ...{ report: () => undefined, now: () => `${day}T00:00:00.000Z` },
  });
  return runId;
}

const get = (url: string) => server.app.inject({ url, headers: OWNER });
const readDraft = async () => {
  const view: DraftView = (await get('/api/drafts/diagnostic')).json();
  return { view, section: view.sections.find(({ id }) => id === SECTION)! };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-deux-calculs-'));
  store = await openStore({ varDir: join(folder, 'var') });
  server = await startTestServer({ store });
  const before = await build({ opens: false, day: '2026-01-01' });
  const text = `À Port-Éloïsan, les urgences sont à {{${MINUTES}}}.`;
  const payload = { text, version: 0, mode: 'replace', reread: [] };
  const saved = await server.app.inject({ method: 'PUT', url: `/api/drafts/diagnostic/sections/${SECTION}`, headers: OWNER, payload });
  expect(saved.statusCode).toBe(200);
  written = (await readDraft()).view;
  runIds = [before, await build({ opens: true, day: '2026-02-01' })];
  changes = documentChanges.parse((await get(`/api/runs/${runIds[1]}/documents/diagnostic/changes`)).json());
});
afterAll(async () => {
  await server?.close();
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

const reading = (view: DraftView) => view.figures.find(({ id }) => id === MINUTES)!.text;

test('an emergency department that opens in the east changes the sentences and the figures of the diagnosis', async () => {
  expect([changes.fromRunId, changes.toRunId]).toEqual(runIds);
  const { view } = await readDraft();
  expect([reading(written), reading(view)]).toEqual([expect.stringMatching(/^[1-9]/), '0\u00a0min']);
  expect(changes.paragraphs).toContainEqual({
    sectionId: SECTION,
    section: 'Les services de la gamme supérieure',
    before: `À Port-Éloïsan, les urgences sont à ${reading(written)}.`,
    after: `À Port-Éloïsan, les urgences sont à ${reading(view)}.`,
  });
  expect(changes.figures).toContainEqual(expect.objectContaining({ id: MINUTES, before: reading(written), after: reading(view) }));
});

test('its maps say how many communes moved, from which class, and where the change is drawn', async () => {
  const answer = await get(`/api/runs/${runIds[1]}/documents/atlas/changes`);
  const { maps } = documentChanges.parse(answer.json());
  const emergencies = maps.find(({ mapId }) => mapId === 'urgences')!;
  // Clairière (14 km, now 6), Port (20, now 0) and Lande (26, now 6); the four others are as near to Ville as before.
  expect(emergencies.movedCommuneCount).toBe(3);
  expect(emergencies.headlineAfter).not.toBe(emergencies.headlineBefore);
  const none = emergencies.classes.find(({ label }) => label === '0\u00a0min');
  expect(none).toMatchObject({ before: '1', after: '2' });
  expect(maps.map(({ mapId }) => mapId)).not.toContain('pharmacie');
  const drawing = await get(emergencies.evolutionUrl!);
  expect([drawing.statusCode, drawing.body.slice(0, 4)]).toEqual([200, '<svg']);
});

test('a comparison is made once and kept, for each audience apart', async () => {
  const count = async () => (await store.db.selectFrom('app.task').select('key').where('kind', '=', 'document-changes').execute()).length;
  const url = `/api/runs/${runIds[1]}/documents/diagnostic/changes`;
  expect(documentChanges.parse((await get(url)).json())).toEqual(changes);
  const before = await count();
  const [one, two] = await Promise.all([get(`${url}?from=${runIds[0]}`), get(url)]);
  expect(one.body).toBe(two.body);
  expect(await count()).toBe(before);
  const visitor = { host: 'maillage.example', 'x-forwarded-for': '203.0.113.9' };
  expect((await server.app.inject({ url, headers: visitor })).statusCode).toBe(200);
  expect(await count()).toBe(before + 1);
});

test('a crowd that asks for comparisons nobody made yet is told to wait, and what was asked for before is served', async () => {
  const runs = new Map(await Promise.all(runIds.map(async (id) => [id, indexRun((await loadRunFacts(store, id))!)] as const)));
  const desk = createChangesDesk(store, { readAtlas: async () => DEFAULT_ATLAS, getRun: async (id) => runs.get(id)!, maxWaiting: 1 });
  const question = { fromRunId: runIds[0], toRunId: runIds[1], territory: null, withDrafts: false, drafts: {} };
  const answers = await Promise.allSettled([desk.compare({ ...question, kind: 'bilan' }), desk.compare({ ...question, kind: 'synthese' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(answers.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'busy' } });
  expect(await desk.compare({ ...question, kind: 'synthese' })).toMatchObject({ fromRunId: runIds[0], toRunId: runIds[1] });
});

test('what the staff wrote of it is to be read again, on the page and in print, with the two values, until they have', async () => {
  const { view, section } = await readDraft();
  expect(section.written[MINUTES]).toEqual({ text: reading(written), runId: runIds[0] });
  expect(section.text).toContain(MINUTES);
  const ask = { kind: 'diagnostic', format: 'html' };
  const print = async () => {
    const asked = await server.app.inject({ method: 'POST', url: `/api/runs/${runIds[1]}/documents`, headers: OWNER, payload: ask });
    return (await get(askedDocument.parse(asked.json()).fileUrl)).body;
  };
  const old = `${reading(written)} est devenu ${reading(view)}`;
  expect(await print()).toContain(old);
  // Which place it is of: two figures of one name stand in many sentences.
  expect(await print()).toContain('Urgences (Port-Éloïsan)');
  const payload = { text: section.text, version: section.version, mode: 'replace', reread: [MINUTES] };
  await server.app.inject({ method: 'PUT', url: `/api/drafts/diagnostic/sections/${SECTION}`, headers: OWNER, payload });
  expect(await print()).not.toContain(old);
});
