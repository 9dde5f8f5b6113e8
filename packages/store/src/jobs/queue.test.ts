import { DomainError } from '@maillage/domain/errors.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { describeOnBothDatabases, type TestPlace } from '../testing/test-databases.ts';
import { findJob, listJobs } from './jobs-repo.ts';
import { ATTEMPTS, openQueue, type Queue } from './queue.ts';

describeOnBothDatabases('queue', (makePlace) => {
  let place: TestPlace;
  let store: Store;
  let queue: Queue;
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
  });
  beforeEach(async () => {
    queue = await openQueue(store);
  });
  afterEach(() => queue.close());
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  async function ended(jobId: string) {
    await vi.waitFor(async () => expect((await findJob(store, jobId))?.endedAt).not.toBeNull(), { timeout: 15_000, interval: 100 });
    return findJob(store, jobId);
  }

  test('a job shows its progress, then its run', async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    await queue.work<{ departementCode: string }>('build', async ({ payload, report }) => {
      expect(payload).toEqual({ departementCode: '62' });
      report({ stepName: 'Lecture des fichiers', stepRatio: 0.5, ratio: 0.25 });
      await gate;
      return { runId: '00000000000000a1', message: 'Calcul publié.' };
    });
    const asked = await queue.enqueue({ kind: 'build', title: 'Calcul du 62', payload: { departementCode: '62' } });
    expect(asked).toMatchObject({ kind: 'build', title: 'Calcul du 62', state: 'waiting', runId: null, startedAt: null });
    await vi.waitFor(async () => expect((await findJob(store, asked.id))?.progressRatio).toBe(0.25), { timeout: 15_000, interval: 50 });
    expect(await findJob(store, asked.id)).toMatchObject({ state: 'running', stepName: 'Lecture des fichiers' });
    go();
    expect(await ended(asked.id)).toMatchObject({ state: 'done', runId: '00000000000000a1', message: 'Calcul publié.', progressRatio: 1 });
    expect((await listJobs(store))[0]?.id).toBe(asked.id);
  });

  test('asking twice for the same build gives one job; once it has ended, a new one', async () => {
    const request = { kind: 'build' as const, title: 'Calcul', payload: {}, singletonKey: 'build-62' };
    const first = await queue.enqueue(request);
    expect((await queue.enqueue(request)).id).toBe(first.id);
    await queue.work('build', async () => ({ runId: null, message: null }));
    await ended(first.id);
    // The page's row ends just before the queue's own: the key is free a moment later.
    const second = await vi.waitFor(
      async () => {
        const asked = await queue.enqueue(request);
        expect(asked.id).not.toBe(first.id);
        return asked;
      },
      { timeout: 15_000, interval: 200 },
    );
    await ended(second.id);
  });

  test('a refused build keeps its French message and is not tried again', async () => {
    let callCount = 0;
    await queue.work('download', async () => {
      callCount++;
      throw new DomainError('download-failed', 'Le serveur ne répond pas.');
    });
    const { id } = await queue.enqueue({ kind: 'download', title: 'Téléchargement', payload: {} });
    expect(await ended(id)).toMatchObject({ state: 'failed', message: 'Le serveur ne répond pas.' });
    expect(callCount).toBe(1);
  });

  test('a waiting job that is cancelled is never begun', async () => {
    const { id } = await queue.enqueue({ kind: 'download', title: 'Téléchargement', payload: {} });
    expect((await queue.cancel(id)).state).toBe('cancelled');
    const begun: string[] = [];
    await queue.work('download', async ({ jobId }) => {
      begun.push(jobId);
      return { runId: null, message: null };
    });
    const next = await queue.enqueue({ kind: 'download', title: 'Suivant', payload: {} });
    await ended(next.id);
    expect(begun).toEqual([next.id]);
  });

  test('a running job that is cancelled is told to stop, and stays cancelled', async () => {
    const stopped = new Promise<void>((resolve) => {
      void queue.work('download', ({ signal }) => {
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            resolve();
            reject(new Error('stopped'));
          });
        });
      });
    });
    const { id } = await queue.enqueue({ kind: 'download', title: 'Long', payload: {} });
    await vi.waitFor(async () => expect((await findJob(store, id))?.state).toBe('running'), { timeout: 15_000, interval: 50 });
    await queue.cancel(id);
    await stopped;
    expect((await findJob(store, id))?.state).toBe('cancelled');
  });

  test('a job cut short at each stop of the server is begun again at the next, and given up in the end', async () => {
    let begunCount = 0;
    const { id } = await queue.enqueue({ kind: 'build', title: 'Sans fin', payload: {} });
    for (let count = 1; count <= ATTEMPTS; count++) {
      await queue.work('build', ({ signal }) => {
        begunCount++;
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      });
      await vi.waitFor(() => expect(begunCount).toBe(count), { timeout: 15_000, interval: 50 });
      await vi.waitFor(async () => expect((await findJob(store, id))?.state).toBe('running'), { timeout: 15_000, interval: 50 });
      await queue.close();
      expect((await findJob(store, id))?.state).toBe('waiting');
      queue = await openQueue(store);
    }
    await queue.work('build', async () => ({ runId: null, message: null }));
    expect(await ended(id)).toMatchObject({ state: 'failed', message: expect.stringContaining(`interrompu ${ATTEMPTS} fois`) });
  });

  test('an unknown job is not found', async () => {
    await expect(queue.cancel('nope')).rejects.toMatchObject({ code: 'job-not-found' });
    expect(await findJob(store, '00000000-0000-4000-8000-000000000000')).toBeUndefined();
  });
});
