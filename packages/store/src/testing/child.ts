/** For tests only: a process to be killed. `node child.ts publish|hang|hold VAR_DIR [DATABASE_URL]`; says on stdout what is acknowledged. */
import { writeSync } from 'node:fs';
import { openQueue } from '../jobs/queue.ts';
import { openStore } from '../open-store.ts';
import { publishRun } from '../runs/publish-run.ts';
import { listRuns } from '../runs/runs-repo.ts';
import type { Store } from '../store.ts';
import { recordTask } from '../tasks/tasks-repo.ts';
import { smallRun } from './small-run.ts';

const [mode, varDir, databaseUrl] = process.argv.slice(2);
const store = await openStore({ varDir: varDir!, databaseUrl });
if (mode === 'publish') await publishForEver(store);
if (mode === 'hang') await hangOnFirstJob(store);
say('held');
setInterval(() => undefined, 60_000);

async function publishForEver(open: Store): Promise<never> {
  for (let next = (await listRuns(open)).length; ; next++) {
    const id = next.toString(16).padStart(16, '0');
    await recordTask(open, { key: id, kind: 'test', result: { next }, fileSha256s: [], engineVersion: '0.1.0' });
    say(`task ${id}`);
    const geometry = new TextEncoder().encode(`{"run":"${id}"}`);
    await publishRun(open, {
      results: smallRun(id),
      chapters: {},
      places: [],
      geometry,
      comparison: null,
      publishedAt: '2026-01-01T00:00:00.000Z',
    });
    say(`run ${id}`);
  }
}

async function hangOnFirstJob(open: Store): Promise<void> {
  const queue = await openQueue(open);
  await queue.work('build', ({ jobId }) => {
    say(`begun ${jobId}`);
    return new Promise(() => undefined);
  });
}

/** Written before it returns: a kill after that cannot take it back. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
