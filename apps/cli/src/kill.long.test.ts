import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateFictionalDepartement } from '@maillage/departement-fictif/generate.ts';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { listRuns } from '@maillage/store/runs/runs-repo.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashFiles } from './testing/hash-files.ts';
import { type RunningCommand, runHere, startCommand } from './testing/run-command.ts';

let folder: string;
const at = (name: string) => join(folder, name);
/** What is exported when both folders of sources are built one after the other, undisturbed: the change is told from the first. */
let expected: Record<string, string>;

const buildArguments = (sources: string, dir: string) => ['build', '--departement', '00', '--donnees', at(sources), '--dir', at(dir)];
async function exported(dir: string, name: string, run?: string): Promise<Record<string, string>> {
  const { code, stderr } = await runHere(['export', '--dir', at(dir), '--out', at(name), ...(run === undefined ? [] : ['--run', run])]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return hashFiles(at(name));
}
async function runIds(dir: string): Promise<string[]> {
  const store = await openStore({ varDir: at(dir) });
  try {
    return (await listRuns(store)).map(({ id }) => id);
  } finally {
    await store.close();
  }
}
async function kill(command: RunningCommand): Promise<void> {
  command.child.kill('SIGKILL');
  expect((await command.ended).signal).toBe('SIGKILL');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-sigkill-'));
  await generateSmallDepartement(at('sources'));
  // The second vintage of the folder: a file of the user's own that nothing recognises still makes another run.
  await cp(at('sources'), at('sources-2'), { recursive: true });
  await writeFile(at('sources-2/notes.csv'), 'note;texte\n1;relu en janvier\n');
  expect((await runHere(buildArguments('sources', 'uninterrupted'))).code).toBe(0);
  await cp(at('uninterrupted'), at('killed'), { recursive: true });
  expect((await runHere(buildArguments('sources-2', 'uninterrupted'))).code).toBe(0);
  expected = await exported('uninterrupted', 'export-uninterrupted');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A line of progress, and how long after it the process dies: publication is the step where a half would be left. */
const MOMENTS: readonly (readonly [RegExp, number])[] = [
  [/Lecture des contours/, 0],
  [/Temps d’accès/, 0],
  [/Publication/, 0],
  [/Publication/, 40],
];

test('a build killed at each of its steps leaves the earlier run served, then finishes once with the same bytes', {
  timeout: 480_000,
}, async () => {
  const [earlier] = await runIds('killed');
  const served = await exported('killed', 'export-earlier');

  for (const [line, milliseconds] of MOMENTS) {
    const command = startCommand(buildArguments('sources-2', 'killed'));
    await command.said(line);
    await delay(milliseconds);
    await kill(command);
    expect((await runIds('killed')).at(-1), `${line}`).toBe(earlier);
  }
  expect(await exported('killed', 'export-during', earlier)).toEqual(served);

  const last = await runHere(buildArguments('sources-2', 'killed'));
  expect(last.code).toBe(0);
  const ids = await runIds('killed');
  expect(ids).toHaveLength(2);
  expect(await exported('killed', 'export-killed')).toEqual(expected);

  const store = await openStore({ varDir: at('killed') });
  try {
    const rows = await store.db.selectFrom('ref.commune').select('runId').distinct().execute();
    expect(rows.map(({ runId }) => runId).sort()).toEqual([...ids].sort());
  } finally {
    await store.close();
  }
});

test('the fictional Département killed while its files are written is written again, whole', async () => {
  const demo = ['build', '--demo', '--dir', at('demo')];
  const command = startCommand(demo);
  await command.said(/Écriture du Département/);
  await kill(command);
  expect(existsSync(at('demo/departement-fictif'))).toBe(false);
  // What follows is the build of any folder: enough that it begins.
  const again = startCommand(demo);
  await again.said(/Référentiel géographique/);
  await kill(again);
  await generateFictionalDepartement({ folder: at('whole') });
  expect(await hashFiles(at('demo/departement-fictif'))).toEqual(await hashFiles(at('whole')));
});

test('a server killed with a build in hand finishes it when it starts again', async () => {
  const start = () => startCommand(['start', '--port', '0', '--departement', '00', '--donnees', at('sources-3'), '--dir', at('served')]);
  await cp(at('sources'), at('sources-3'), { recursive: true });
  const first = start();
  const address = await first.said(ADDRESS);
  await writeFile(at('sources-3/notes.csv'), 'note;texte\n1;relu en janvier\n');
  const asked = await fetch(`${address}/api/builds`, {
    method: 'POST',
    headers: { [OWNER_HEADER]: '1', 'content-type': 'application/json' },
    body: '{}',
  });
  expect(asked.status).toBe(200);
  const { id } = (await asked.json()) as { id: string };
  await expect.poll(async () => (await jobAt(address, id)).state, { timeout: 20_000, interval: 20 }).toBe('running');
  await kill(first);

  const second = start();
  try {
    const next = await second.said(ADDRESS);
    await expect.poll(async () => (await jobAt(next, id)).state, { timeout: 30_000 }).toBe('done');
    const runs = (await (await fetch(`${next}/api/runs`)).json()) as { id: string }[];
    expect(runs).toHaveLength(2);
    expect((await jobAt(next, id)).runId).toBe(runs[0]?.id);
  } finally {
    second.child.kill('SIGTERM');
    await second.ended;
  }
  expect(await exported('served', 'export-served')).toEqual(expected);
});

const ADDRESS = /http:\/\/localhost:\d+(?=\n)/;

async function jobAt(address: string, id: string): Promise<{ state: string; runId: string | null }> {
  return (await (await fetch(`${address}/api/jobs/${id}`)).json()) as { state: string; runId: string | null };
}
