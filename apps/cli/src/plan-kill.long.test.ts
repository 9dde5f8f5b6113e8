import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { apiPaths, OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { findPlan, listHistory, type StoredPlan } from '@maillage/store/plans/plans-repo.ts';
import { listRuns, loadGeometry } from '@maillage/store/runs/runs-repo.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runHere, startCommand } from './testing/run-command.ts';

const SCHEME = '00-sdaasp';
const ADDRESS = /http:\/\/localhost:\d+(?=\n)/;
const WRITERS = 8;
let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-plan-tue-'));
  await generateSmallDepartement(at('sources'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (dir: string) => startCommand(['start', '--port', '0', '--departement', '00', '--donnees', at('sources'), '--dir', at(dir)]);
const PLAN = actionPlan.parse({
  departementCode: '00',
  axes: [{ id: '3', title: 'Services' }],
  actionSheets: Array.from({ length: WRITERS }, (_, one) => ({ id: `3.${one + 1}`, axisId: '3', title: 'Avant' })),
});

async function put(address: string, path: string, body: object): Promise<{ version: number } | null> {
  const answer = await fetch(address + path, {
    method: 'PUT',
    headers: { [OWNER_HEADER]: '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  // Only a whole answer is an acknowledgement.
  if (!answer?.ok) return null;
  return (await answer.json().catch(() => null)) as { version: number } | null;
}

test('killed while eight people write, the server has lost nothing that it acknowledged; the backup holds it all', {
  timeout: 300_000,
}, async () => {
  const first = start('var');
  const address = await first.said(ADDRESS);
  const { actionSheets, ...heading } = PLAN;
  expect(await put(address, apiPaths.planHeading, { heading, version: 0 })).toMatchObject({ version: expect.any(Number) });

  // While a server holds the folder, its backup would be of two moments: it says so.
  const refused = await runHere(['backup', '--dir', at('var'), '--out', at('deux.tar.gz')]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Maillage tourne déjà sur ce dossier')]);
  expect(existsSync(at('deux.tar.gz'))).toBe(false);

  const acknowledged: { id: string; version: number; title: string }[] = [];
  let killed = false;
  const write = async (sheet: (typeof actionSheets)[number]) => {
    for (let version = 0, turn = 1; !killed; turn++) {
      const title = `Fiche ${sheet.id}, écriture ${turn}`;
      const answer = await put(address, apiPaths.sheet(sheet.id), { sheet: { ...sheet, title }, version });
      if (answer === null) return;
      version = answer.version;
      acknowledged.push({ id: sheet.id, version, title });
    }
  };
  const writers = actionSheets.map(write);
  await expect.poll(() => acknowledged.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(60);
  first.child.kill('SIGKILL');
  expect((await first.ended).signal).toBe('SIGKILL');
  killed = true;
  await Promise.all(writers);

  let before: StoredPlan | undefined;
  const store = await openStore({ varDir: at('var') });
  try {
    const history = await listHistory(store, SCHEME, { limit: 100_000 });
    const kept = new Set(history.map(({ recordId, version, after }) => `${recordId} ${version} ${(after as { title: string }).title}`));
    expect(acknowledged.filter(({ id, version, title }) => !kept.has(`${id} ${version} ${title}`))).toEqual([]);
    const last = new Map(acknowledged.map(({ id, version }) => [id, version]));
    before = await findPlan(store, SCHEME);
    // At most the one write that was under way is there without its author knowing.
    for (const { sheet, version } of before!.sheets) expect([0, 1]).toContain(version - (last.get(sheet.id) ?? 0));
  } finally {
    await store.close();
  }

  const backup = await runHere(['backup', '--dir', at('var'), '--out', at('sauvegardes/un.tar.gz'), '--json']);
  expect(backup.stderr).toBe('');
  expect(JSON.parse(backup.stdout)).toMatchObject({ missingFiles: [], fileCount: expect.any(Number) });
  const restored = await runHere(['restore', at('sauvegardes/un.tar.gz'), '--dir', at('ailleurs')]);
  expect([restored.code, restored.stderr]).toEqual([0, '']);

  const there = await openStore({ varDir: at('ailleurs') });
  try {
    const plan = await findPlan(there, SCHEME);
    expect(plan).toEqual(before);
    const [run] = await listRuns(there);
    expect((await loadGeometry(there, run!.id)).length).toBeGreaterThan(100);
  } finally {
    await there.close();
  }
});
