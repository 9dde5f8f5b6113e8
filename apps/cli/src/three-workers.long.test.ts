import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateFictionalDepartement } from '@maillage/departement-fictif/generate.ts';
import { startBuild } from '@maillage/pipeline/work.ts';
import { findJob } from '@maillage/store/jobs/jobs-repo.ts';
import { openQueue } from '@maillage/store/jobs/queue.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { listRuns } from '@maillage/store/runs/runs-repo.ts';
import { makePostgresPlace, type TestPlace } from '@maillage/store/testing/test-databases.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashFiles } from './testing/hash-files.ts';
import { type RunningCommand, runCommand, runHere, startCommand } from './testing/run-command.ts';

const server = process.env.MAILLAGE_TEST_DATABASE_URL;

// More communes than a piece of the times of access holds: the workers share two.
const COMMUNES = 520;
describe.skipIf(!server)(`three workers${server ? '' : ' (MAILLAGE_TEST_DATABASE_URL is unset)'}`, () => {
  let folder: string;
  let place: TestPlace;
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maillage-three-'));
    place = await makePostgresPlace('three-workers', server!);
  });
  afterAll(async () => {
    await place?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const database = (): Record<string, string> => ({ DATABASE_URL: place.databaseUrl! });
  const startWorker = (name: string, sources: string) => startCommand(['worker', '--donnees', sources, '--dir', at(name)], database());

  async function exportHere(name: string, from: { dir: string; env: Record<string, string> }): Promise<Record<string, string>> {
    const { code, stderr } = await runCommand(['export', '--dir', at(from.dir), '--out', at(name)], from.env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return hashFiles(at(name));
  }

  /** The first of these workers to say `line`, killed. */
  async function killFirst(workers: readonly RunningCommand[], line: RegExp): Promise<RunningCommand> {
    const taker = await Promise.any(workers.map((worker) => worker.said(line).then(() => worker)));
    taker.child.kill('SIGKILL');
    expect((await taker.ended).signal).toBe('SIGKILL');
    return taker;
  }

  test('the worker that holds the build is killed, then one with a piece of it in hand: the last publishes one run, with the bytes of a local build', {
    timeout: 480_000,
  }, async () => {
    const sources = at('sources');
    await generateFictionalDepartement({ folder: sources, communeCount: COMMUNES });
    // By the road the whole is answered in one go; estimates are what workers share.
    await rm(join(sources, 'routes'), { recursive: true });
    const workers = ['a', 'b', 'c'].map((name) => startWorker(name, sources));
    const store = await openStore({ varDir: at('asking'), databaseUrl: place.databaseUrl });
    const queue = await openQueue(store);
    let id: string;
    try {
      await Promise.all(workers.map((worker) => worker.said(/Travailleur prêt/)));
      ({ id } = await startBuild(queue, '00'));
      const builder = await killFirst(workers, /Pris : Calcul du Département 00/);
      await killFirst(
        workers.filter((worker) => worker !== builder),
        /Pris : Temps d’accès/,
      );
      const ended = async () => ['done', 'failed'].includes((await findJob(store, id))?.state ?? '');
      await expect.poll(ended, { timeout: 200_000, interval: 200 }).toBe(true);
      expect(await findJob(store, id)).toMatchObject({ state: 'done', message: 'Le nouveau calcul est publié.' });
      expect(await listRuns(store)).toHaveLength(1);
    } finally {
      await queue.close();
      await store.close();
      for (const { child } of workers) child.kill('SIGTERM');
      await Promise.all(workers.map((worker) => worker.ended));
    }
    expect((await runHere(['build', '--departement', '00', '--donnees', sources, '--dir', at('local')])).code).toBe(0);
    const [shared, alone] = [
      await exportHere('shared-export', { dir: 'a', env: database() }),
      await exportHere('local-export', { dir: 'local', env: {} }),
    ];
    expect(Object.keys(shared)).toContain('access.csv');
    expect(shared).toEqual(alone);
  });
});
