import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeUnreferencedFiles } from '../files/referenced-files.ts';
import { openStore } from '../open-store.ts';
import { publishRun } from '../runs/publish-run.ts';
import type { Store } from '../store.ts';
import { smallRun } from '../testing/small-run.ts';
import { describeOnBothDatabases, type TestPlace } from '../testing/test-databases.ts';
import { findTask, recordTask } from './tasks-repo.ts';

const LATER_MS = Date.UTC(2100, 0);

describeOnBothDatabases('tasks', (makePlace) => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  test('a finished task is found by its inputs, with its result', async () => {
    const sha256 = await store.files.put(new TextEncoder().encode('points'));
    const task = { key: 'k1', kind: 'import', result: { rowCount: 12, camelCase: null }, fileSha256s: [sha256], engineVersion: '0.1.0' };
    await recordTask(store, task);
    await recordTask(store, task);
    expect(await findTask(store, 'k1')).toMatchObject(task);
    expect(await findTask(store, 'k2')).toBeUndefined();
  });

  test('cleaning keeps the files of runs and tasks and removes the others', async () => {
    const geometry = new TextEncoder().encode('{}');
    await publishRun(store, {
      results: smallRun('00000000000000a1'),
      chapters: {},
      places: [],
      geometry,
      comparison: null,
      publishedAt: '2026-01-01T00:00:00.000Z',
    });
    await store.files.put(new TextEncoder().encode('stray'));
    expect(await removeUnreferencedFiles(store, { nowMs: LATER_MS })).toBe(1);
    expect((await findTask(store, 'k1'))?.kind).toBe('import');
    expect(await removeUnreferencedFiles(store, { nowMs: LATER_MS })).toBe(0);
  });

  test('read-only, the store answers and refuses to write', async () => {
    await store.close();
    store = await openStore({ ...place, readOnly: true });
    expect((await findTask(store, 'k1'))?.kind).toBe('import');
    await expect(recordTask(store, { key: 'k3', kind: 'x', result: null, fileSha256s: [], engineVersion: '0' })).rejects.toThrow(
      'read-only',
    );
    await store.close();
    store = await openStore(place);
  });

  test('a folder that was lost is made good by the database when it is shared, and by doing the task again when not', async () => {
    await rm(`${place.varDir}/fichiers`, { recursive: true });
    await store.close();
    store = await openStore(place);
    const found = await findTask(store, 'k1');
    if (store.dialect === 'postgres') expect(new TextDecoder().decode(await store.files.get(found!.fileSha256s[0]!))).toBe('points');
    else expect(found).toBeUndefined();
  });
});
