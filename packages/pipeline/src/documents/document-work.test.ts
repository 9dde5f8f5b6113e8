import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobView } from '@maillage/domain/jobs/job.ts';
import { saveSection } from '@maillage/store/documents/section-drafts-repo.ts';
import { findJob } from '@maillage/store/jobs/jobs-repo.ts';
import { openQueue } from '@maillage/store/jobs/queue.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { publishRun } from '@maillage/store/runs/publish-run.ts';
import type { Store } from '@maillage/store/store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_ATLAS } from '../atlas/read-atlas.ts';
import { buildFourCommunes } from '../views/testing/four-communes.ts';
import { takeWork } from '../work.ts';
import { type AskedEdition, askDocument, freezeEdition, makeEdition, openDocument } from './document-work.ts';
import { readStaffDrafts } from './read-staff-drafts.ts';

const results = buildFourCommunes();
const { id: runId, departementCode } = results.manifest;
const schemeId = `${departementCode}-sdaasp`;
const territory = { kind: 'departement', code: departementCode };
const FIRST = 'La première rédaction des agents demande une navette.';
const SECOND = 'La seconde rédaction des agents.';
let folder: string;
let store: Store;
let version = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-editions-'));
  store = await openStore({ varDir: join(folder, 'var') });
  const geometry = new TextEncoder().encode('{"type":"Topology","objects":{},"arcs":[]}');
  await publishRun(store, { results, chapters: {}, places: [], geometry, comparison: null, publishedAt: '2026-01-31T10:00:00.000Z' });
});
afterAll(async () => {
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(text: string): Promise<void> {
  const key = {
    ...{ schemeId, documentKind: 'diagnostic' as const, territoryKind: 'departement', territoryCode: departementCode },
    sectionId: 'diagnostic.essentiel',
  };
  const writing = { authorId: 'anne', now: '2026-02-01T10:00:00.000Z' };
  ({ version } = await saveSection(store, writing, key, { text, mode: 'replace', readWritten: () => ({}) }, version));
}
async function ask(format: AskedEdition['format']): Promise<AskedEdition> {
  const drafts = await readStaffDrafts(store, { schemeId, kind: 'diagnostic', territory, withDrafts: false });
  return { runId, kind: 'diagnostic', format, territory: null, withDrafts: false, drafts };
}
const told = { atlas: DEFAULT_ATLAS, report: () => undefined, signal: new AbortController().signal };
const countFiles = async () =>
  (await readdir(join(folder, 'var'), { recursive: true })).filter((path) => /(^|[\\/])[0-9a-f]{64}$/.test(path)).length;
const textOf = async (key: string) => new TextDecoder().decode((await openDocument(store, key))!.bytes);

test('two jobs for the same text share its one file, carry only its name, and print it as it was when they were asked for', async () => {
  await write(FIRST);
  const queue = await openQueue(store);
  try {
    const before = await countFiles();
    const asked = [
      await askDocument(store, queue, await ask('html'), DEFAULT_ATLAS),
      await askDocument(store, queue, await ask('pdf'), DEFAULT_ATLAS),
    ];
    expect(await countFiles()).toBe(before + 1);
    const jobs = await store.db.selectFrom('app.job').select('payload').where('kind', '=', 'document').execute();
    expect(jobs).toHaveLength(2);
    const names = jobs.map(({ payload }) => (payload as { draftsSha256: string }).draftsSha256);
    expect(names[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(names[1]).toBe(names[0]);
    for (const { payload } of jobs) expect(JSON.stringify(payload)).not.toMatch(/navette/);
    for (const { payload } of jobs) expect(JSON.stringify(payload).length).toBeLessThan(400);

    await write(SECOND);
    await takeWork({ store, queue, dataFolder: folder, now: () => '2026-02-01T10:00:00.000Z', allowLoopbackDownloads: false });
    for (const { job } of asked) expect(await end(job!)).toMatchObject({ state: 'done', message: 'Le document est prêt.' });
    expect(await textOf(asked[0]!.key)).toContain(FIRST);
    expect(await textOf(asked[0]!.key)).not.toContain(SECOND);
    // The text of today is another edition.
    const today = await askDocument(store, queue, await ask('html'), DEFAULT_ATLAS);
    expect(today.key).not.toBe(asked[0]!.key);
    await end(today.job!);
    expect(await textOf(today.key)).toContain(SECOND);
    // What an edition was made from can be told.
    const kept = await store.db
      .selectFrom('app.documentEdition')
      .select(['key', 'draftsSha256'])
      .where('key', '=', asked[0]!.key)
      .execute();
    expect(kept).toEqual([{ key: asked[0]!.key, draftsSha256: names[0] }]);
  } finally {
    await queue.close();
  }
});

async function end(job: JobView): Promise<JobView> {
  for (;;) {
    const current = await findJob(store, job.id);
    if (current !== undefined && ['done', 'failed', 'cancelled'].includes(current.state)) return current;
    await delay(50);
  }
}

test('a job taken twice gives the same bytes, also when its first file was lost', async () => {
  const payload = await freezeEdition(store, await ask('docx'), DEFAULT_ATLAS);
  await makeEdition(store, payload, told);
  const first = (await openDocument(store, payload.key))!;
  const { fileSha256 } = await store.db
    .selectFrom('app.documentEdition')
    .select('fileSha256')
    .where('key', '=', payload.key)
    .executeTakeFirstOrThrow();
  await rm(await store.files.path(fileSha256));
  expect(await openDocument(store, payload.key)).toBeUndefined();
  await makeEdition(store, payload, told);
  expect((await openDocument(store, payload.key))!.bytes).toEqual(first.bytes);
});

test('texts that were lost between the asking and the making are a refusal that says what to do', async () => {
  await write('Un texte dont le fichier va disparaître.');
  const payload = await freezeEdition(store, await ask('html'), DEFAULT_ATLAS);
  await rm(await store.files.path(payload.draftsSha256!));
  await expect(makeEdition(store, payload, told)).rejects.toMatchObject({
    code: 'data-missing',
    message: expect.stringMatching(/^Les textes des agents gardés pour ce document.*Demandez-le de nouveau/),
  });
  expect(await openDocument(store, payload.key)).toBeUndefined();
});

test('an edition never bears the name of a state that has moved since', async () => {
  const payload = await freezeEdition(store, await ask('html'), DEFAULT_ATLAS);
  const atlas = { ...DEFAULT_ATLAS, maps: DEFAULT_ATLAS.maps.slice(1) };
  await expect(makeEdition(store, payload, { ...told, atlas })).rejects.toMatchObject({
    code: 'edit-conflict',
    message: expect.stringMatching(/Demandez-le de nouveau/),
  });
  expect(await openDocument(store, payload.key)).toBeUndefined();
});
