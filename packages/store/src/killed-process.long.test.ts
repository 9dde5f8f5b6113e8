import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadAccess } from './accessibility/access-repo.ts';
import { findJob } from './jobs/jobs-repo.ts';
import { openQueue } from './jobs/queue.ts';
import { openStore } from './open-store.ts';
import { listRuns, loadGeometry } from './runs/runs-repo.ts';
import { findTask } from './tasks/tasks-repo.ts';
import { listCommunes } from './territories/territories-repo.ts';
import { smallRun } from './testing/small-run.ts';
import { spawnChild } from './testing/spawn-child.ts';
import { describeOnBothDatabases, type TestPlace } from './testing/test-databases.ts';

describeOnBothDatabases('killed', (makePlace) => {
  let place: TestPlace;
  beforeAll(async () => {
    place = await makePlace();
  });
  afterAll(() => place?.remove());

  test('killed four times while it publishes, a process has lost nothing acknowledged and published no half', async () => {
    const acknowledged: string[] = [];
    for (const count of [1, 8, 13, 20]) {
      const child = spawnChild('publish', place);
      await child.said(count);
      await child.kill();
      acknowledged.push(...child.lines);
    }
    const store = await openStore(place);
    try {
      const runs = (await listRuns(store)).map(({ id }) => id);
      expect(new Set(runs).size).toBe(runs.length);
      for (const line of acknowledged) {
        const [what, id] = line.split(' ') as [string, string];
        if (what === 'run') expect(runs).toContain(id);
        else expect(await findTask(store, id)).toMatchObject({ kind: 'test', result: { next: Number.parseInt(id, 16) } });
      }
      for (const id of runs) {
        expect(await listCommunes(store, id)).toEqual(smallRun(id).communes);
        expect(await loadAccess(store, id)).toEqual(smallRun(id).access);
        expect(new TextDecoder().decode(await loadGeometry(store, id))).toBe(`{"run":"${id}"}`);
      }
      const rows = await store.db.selectFrom('ref.commune').select('runId').distinct().execute();
      expect(rows.map(({ runId }) => runId).sort()).toEqual([...runs].sort());
    } finally {
      await store.close();
    }
  });

  test('the job of a killed worker is taken again within 30 seconds, and done once', async () => {
    const asking = await openStore(place);
    const asked = await openQueue(asking);
    const { id } = await asked.enqueue({ kind: 'build', title: 'Calcul', payload: {} });
    await asked.close();
    await asking.close();

    const child = spawnChild('hang', place);
    await vi.waitFor(() => expect(child.lines).toContain(`begun ${id}`), { timeout: 20_000, interval: 50 });
    await child.kill();
    const killedAtMs = performance.now();

    const store = await openStore(place);
    const queue = await openQueue(store);
    try {
      let doneCount = 0;
      await queue.work('build', async () => {
        doneCount++;
        return { runId: null, message: null };
      });
      await vi.waitFor(async () => expect((await findJob(store, id))?.state).toBe('done'), { timeout: 30_000, interval: 100 });
      expect(performance.now() - killedAtMs).toBeLessThan(30_000);
      expect(doneCount).toBe(1);
    } finally {
      await queue.close();
      await store.close();
    }
  });
});

test('a second process on the same folder is refused, and told of the first', async () => {
  const place = { varDir: await mkdtemp(`${tmpdir()}/maillage-two-`), databaseUrl: null, remove: async () => undefined };
  const first = spawnChild('hold', place);
  try {
    await first.said(1);
    await expect(openStore(place)).rejects.toMatchObject({ code: 'folder-locked' });
  } finally {
    await first.kill();
    await (await openStore(place)).close();
    await rm(place.varDir, { recursive: true, force: true });
  }
});
