import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateFictionalDepartement } from '@maillage/departement-fictif/generate.ts';
import type { JobView } from '@maillage/domain/jobs/job.ts';
import { startBuild } from '@maillage/pipeline/work.ts';
import { findJob } from '@maillage/store/jobs/jobs-repo.ts';
import { openQueue } from '@maillage/store/jobs/queue.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { listRuns } from '@maillage/store/runs/runs-repo.ts';
import { makePostgresPlace, type TestPlace } from '@maillage/store/testing/test-databases.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashFiles } from './testing/hash-files.ts';
import { type RunningCommand, runCommand, startCommand } from './testing/run-command.ts';

const server = process.env.MAILLAGE_TEST_DATABASE_URL;

// Six hundred communes: the times of access are cut in several pieces, that the three workers share.
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

  /** Asks for a build, kills the first of three workers to say `line`, and gives the ended job and the number of runs. */
  async function buildWithOneKilled({ sources, line }: { sources: string; line: RegExp }): Promise<{ job: JobView; runCount: number }> {
    const workers = ['a', 'b', 'c'].map((name) => startWorker(name, sources));
    const store = await openStore({ varDir: at('asking'), databaseUrl: place.databaseUrl });
    const queue = await openQueue(store);
    try {
      await Promise.all(workers.map((worker) => worker.said(/Travailleur prêt/)));
      const { id } = await startBuild(queue, '00');
      const taker = await Promise.any(workers.map((worker) => worker.said(line).then((): RunningCommand => worker)));
      taker.child.kill('SIGKILL');
      expect((await taker.ended).signal).toBe('SIGKILL');
      const ended = async () => ['done', 'failed'].includes((await findJob(store, id))?.state ?? '');
      await expect.poll(ended, { timeout: 120_000, interval: 200 }).toBe(true);
      const job = await findJob(store, id);
      return { job: job!, runCount: (await listRuns(store)).length };
    } finally {
      await queue.close();
      await store.close();
      for (const { child } of workers) child.kill('SIGTERM');
      await Promise.all(workers.map(({ ended }) => ended));
    }
  }

  // Another seed is another Département: no piece of its computation is known from the first.
  test.each([
    { what: 'the worker that holds the build', line: /Pris : Calcul du Département 00/, seed: 1 },
    { what: 'a worker with a piece of the computation in hand', line: /Pris : Temps d’accès/, seed: 2 },
  ])('$what is killed: the others publish one run, with the bytes of a local build', { timeout: 240_000 }, async ({ line, seed }) => {
    const sources = at(`sources-${seed}`);
    await generateFictionalDepartement({ folder: sources, seed, communeCount: 600 });
    // By the road the whole is answered in one go; estimates are what workers share.
    await rm(join(sources, 'routes'), { recursive: true });
    const { job, runCount } = await buildWithOneKilled({ sources, line });
    expect(job).toMatchObject({ state: 'done', message: 'Le nouveau calcul est publié.' });
    expect(runCount).toBe(seed);
    // Built here in the same order, for the change to be told from the same run.
    expect((await runCommand(['build', '--departement', '00', '--donnees', sources, '--dir', at('local')])).code).toBe(0);
    const [shared, alone] = [
      await exportHere(`shared-export-${seed}`, { dir: 'a', env: database() }),
      await exportHere(`local-export-${seed}`, { dir: 'local', env: {} }),
    ];
    expect(Object.keys(shared)).toContain('access.csv');
    expect(shared).toEqual(alone);
  });
});
