import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import type { JobView } from '@maillage/domain/jobs/job.ts';
import { findJob, listJobs } from '@maillage/store/jobs/jobs-repo.ts';
import { openQueue, type Queue } from '@maillage/store/jobs/queue.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { findPublishedRun, listRuns } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBuild, startDownload, takeWork } from './work.ts';

let folder: string;
let store: Store;
let queue: Queue;
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-work-'));
  await generateSmallDepartement(join(folder, 'sources'));
  store = await openStore({ varDir: join(folder, 'var') });
  queue = await openQueue(store);
  await takeWork({
    store,
    queue,
    dataFolder: join(folder, 'sources'),
    now: () => '2026-01-01T00:00:00.000Z',
    allowLoopbackDownloads: true,
  });
  server = createServer((_, response) => response.setHeader('content-type', 'text/csv').end('CODGEO;LIBGEO\n00001;Ville\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await queue.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function end(job: JobView): Promise<JobView> {
  for (;;) {
    const current = await findJob(store, job.id);
    if (current !== undefined && ['done', 'failed', 'cancelled'].includes(current.state)) return current;
    await delay(100);
  }
}

test('a build asked from the page is done piece by piece through the queue and published', async () => {
  const job = await end(await startBuild(queue, '00'));
  expect(job).toMatchObject({ state: 'done', message: 'Le nouveau calcul est publié.' });
  expect((await findPublishedRun(store, job.runId ?? ''))?.departementCode).toBe('00');
  expect((await listJobs(store)).some(({ kind, state }) => kind === 'compute' && state === 'done')).toBe(true);
});

test('a Département without data fails with the mend, in French', async () => {
  const job = await end(await startBuild(queue, '62'));
  expect(job.state).toBe('failed');
  expect(job.message).toMatch(/contour/);
});

test('a build cancelled from the page publishes nothing', async () => {
  await writeFile(join(folder, 'sources', 'notes.csv'), 'note;texte\n1;relu en janvier\n');
  const before = await listRuns(store);
  const { id } = await startBuild(queue, '00');
  await expect.poll(async () => (await findJob(store, id))?.state, { interval: 10 }).toBe('running');
  expect((await queue.cancel(id)).state).toBe('cancelled');
  // One build at a time: when the next has ended, the cancelled one has long stopped.
  await end(await startBuild(queue, '62'));
  expect(await listRuns(store)).toEqual(before);
  expect((await findJob(store, id))?.state).toBe('cancelled');
});

test('a downloaded file joins the data folder and a build follows', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/extrait.csv`;
  const job = await end(await startDownload(queue, { sourceId: 'bpe-counts', url, departementCode: '00' }));
  expect(job.message).toContain('extrait.csv');
  const build = (await listJobs(store)).find(({ kind, id }) => kind === 'build' && id !== job.id);
  expect(build).toBeDefined();
  expect((await end(build!)).state).toBe('done');
});

test('a source that does not exist, or that has no address, is refused before any work', async () => {
  await expect(startDownload(queue, { sourceId: 'nulle-part', url: null, departementCode: '00' })).rejects.toMatchObject({
    code: 'source-not-found',
  });
});
