import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { estimateMinutes, ISERE_MODEL } from '@maillage/engine/travel/estimated-minutes.ts';
import { listExtraIndicators } from '@maillage/store/facts/facts-repo.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { findLatestRun, findPublishedRun, listRuns } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildRun } from './build.ts';
import { exportRun } from './export/export-run.ts';
import { readSourcesView } from './read-sources.ts';

// The map, who has what and the distances are drawn at the top of fixtures/departement-fictif/src/petit.ts.
let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-build-'));
  await generateSmallDepartement(join(folder, 'sources'));
  store = await openStore({ varDir: join(folder, 'var') });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const build = (sources: string) =>
  buildRun({
    store,
    departementCode: '00',
    dataFolder: join(folder, sources),
    parameters: DEFAULT_PARAMETERS,
    report: () => undefined,
    now: () => '2026-01-01T00:00:00.000Z',
  });

async function exportTables(runId: string, name: string): Promise<Map<string, string>> {
  const out = join(folder, name);
  await exportRun(store, { runId, folder: out, format: 'csv', withNeighbours: false });
  const files = await readdir(out);
  return new Map(await Promise.all(files.map(async (file): Promise<[string, string]> => [file, await readFile(join(out, file), 'utf8')])));
}
const rowsOf = (csv: string | undefined) =>
  (csv ?? '')
    .trim()
    .split('\n')
    .map((line) => line.split(','));

test('the smallest Département gives the answers worked out by hand', async () => {
  const { runId, reused } = await build('sources');
  expect(reused).toBe(false);
  const files = await exportTables(runId, 'export');

  const communes = rowsOf(files.get('communes.csv'));
  expect(communes.slice(1).map(([code, , , population]) => [code, population])).toEqual([
    ['00001', '20000'],
    ['00002', '1500'],
    ['00003', '200'],
    ['00004', '3000'],
    ['00005', '400'],
    ['00006', '900'],
    ['00007', '90'],
  ]);

  const access = rowsOf(files.get('access.csv'));
  const minutesTo = (commune: string, service: string) => access.find(([code, type]) => code === commune && type === service)?.[5];
  const km = (distance: number) => estimateMinutes(distance, ISERE_MODEL);
  for (const [commune, kmToEmergency] of [
    ['00001', 0],
    ['00002', 3],
    ['00003', 6],
    ['00004', 10],
    ['00005', 14],
    ['00006', 20],
    ['00007', 26],
  ] as const) {
    // A located facility stands a few streets from the centre of its commune: less than half a minute.
    expect(Number(minutesTo(commune, 'D106'))).toBeCloseTo(km(kmToEmergency), 0);
  }
  // The nearest bakery of the Lande is across the border, four kilometres away.
  expect(Number(minutesTo('00007', 'B207'))).toBeCloseTo(km(4), 0);
  expect(access.find(([code, type]) => code === '00007' && type === 'B207')?.[6]).toBe('96001');

  for (const [name, text] of files)
    if (name.endsWith('.csv'))
      expect(
        rowsOf(text).every((row, index) => row.at(-1) === (index === 0 ? 'mention' : 'fictif')),
        name,
      ).toBe(true);

  const levels = rowsOf(files.get('centres.csv'))
    .slice(1)
    .map(([code, level]) => [code, level]);
  // Endowment of the Port: (2 × 14/28 + 2 × 0 + 1 × 0) ÷ 5 = 0.20, under the 0.23 of a local centre.
  expect(levels).toEqual([
    ['00001', '4'],
    ['00002', '0'],
    ['00003', '0'],
    ['00004', '2'],
    ['00005', '0'],
    ['00006', '0'],
    ['00007', '0'],
  ]);

  const services = rowsOf(files.get('services.csv'));
  expect(services).toHaveLength(111);
  const bakery = services.find(([type]) => type === 'B207');
  expect(bakery?.[5]).toBe('3');

  const grey = rowsOf(files.get('grey-zones.csv'));
  expect(grey).toHaveLength(1 + 7 * 3);
  expect(grey.find(([code, range]) => code === '00001' && range === 'proximity')?.slice(3, 5)).toEqual(['0', '0']);
  expect(rowsOf(files.get('needs.csv'))).toHaveLength(1 + 7 * 4);
});

test('the same folder again is the same run, and nothing is computed again', async () => {
  const [first] = await listRuns(store);
  const again = await build('sources');
  expect(again).toEqual({ runId: first?.id, reused: true, steps: [] });
});

test('published results are only compared with: without them every table keeps its bytes', async () => {
  const [run] = await listRuns(store);
  const before = await exportTables(run?.id ?? '', 'export');
  await cp(join(folder, 'sources'), join(folder, 'without'), { recursive: true });
  await rm(join(folder, 'without', 'comparaison'), { recursive: true });
  const { runId } = await build('without');
  expect(runId).not.toBe(run?.id);
  const after = await exportTables(runId, 'export-without');
  for (const name of ['access.csv', 'centres.csv', 'services.csv', 'grey-zones.csv', 'needs.csv', 'communes.csv'])
    expect(after.get(name), name).toBe(before.get(name));
});

test('a table of the user’s own has its map, and its mapping is not called a file left aside', async () => {
  await cp(join(folder, 'sources'), join(folder, 'with-table'), { recursive: true });
  await writeFile(join(folder, 'with-table', 'fibre.csv'), 'insee;prises_pct\n00001;92,5\n00003;\n00004;40\n');
  const mapping = {
    sourceId: 'fibre',
    title: 'Fibre optique',
    recognise: { columns: ['insee', 'prises_pct'] },
    codeColumns: ['insee'],
    geography: 'commune',
    vintage: 2024,
    cogYear: null,
    indicators: [{ id: 'fibre', label: 'Logements raccordables à la fibre', terms: ['prises_pct'], unit: 'percent' }],
  };
  await writeFile(join(folder, 'with-table', 'fibre.mapping.json'), JSON.stringify(mapping));
  const { runId } = await build('with-table');
  const values = await listExtraIndicators(store, runId);
  expect(values.filter(({ value }) => value !== null).map(({ areaCode, value }) => [areaCode, value])).toEqual([
    ['00001', 0.925],
    ['00004', 0.4],
  ]);
  const latest = await findPublishedRun(store, runId);
  expect(latest?.userIndicators).toEqual([{ id: 'fibre', label: 'Logements raccordables à la fibre', unit: 'percent' }]);
  const view = await readSourcesView({ departementCode: '00', folder: join(folder, 'with-table'), latest });
  expect(view.otherFiles.map(({ path }) => path)).not.toContain('fibre.mapping.json');
});

test('a code that the nomenclature of the year does not have is told', async () => {
  await cp(join(folder, 'sources'), join(folder, 'with-unknown'), { recursive: true });
  const path = join(folder, 'with-unknown', 'bpe', 'varmod_bpe23.csv');
  const lines = (await readFile(path, 'utf8')).split('\n');
  const kept = lines.filter((line) => !line.includes('"B207"'));
  expect(kept).toHaveLength(lines.length - 1);
  await writeFile(path, kept.join('\n'));
  const { runId } = await build('with-unknown');
  const missing = (await findPublishedRun(store, runId))?.missing.join(' ');
  expect(missing).toContain('1 code d’équipement n’est pas dans la nomenclature 2023 : B207.');
});

test('when the files come back to what they were, their run is served again', async () => {
  const { runId, reused } = await build('sources');
  expect(reused).toBe(true);
  expect((await findLatestRun(store, '00'))?.id).toBe(runId);
});

test('a bad file is named with its reason, and the others still make a run', async () => {
  await cp(join(folder, 'sources'), join(folder, 'mixed'), { recursive: true });
  await writeFile(join(folder, 'mixed', 'page.csv'), '<!doctype html><html><body>Page introuvable</body></html>');
  const { runId } = await build('mixed');
  const bad = (await findPublishedRun(store, runId))?.files.find((file) => file.path === 'page.csv');
  expect(bad?.state).not.toBe('loaded');
  expect(bad?.reason).toMatch(/web|HTML/i);
});

test('a folder that cannot give a run is refused in words, and the last published run stays served', async () => {
  const served = await findLatestRun(store, '00');
  await cp(join(folder, 'sources'), join(folder, 'empty'), { recursive: true });
  await rm(join(folder, 'empty', 'contours'), { recursive: true });
  await expect(build('empty')).rejects.toThrow(/contour/);
  expect((await findLatestRun(store, '00'))?.id).toBe(served?.id);
});

test('each row of each file is a record, out of scope or a reject', async () => {
  const [summary] = await listRuns(store);
  const run = await findPublishedRun(store, summary?.id ?? '');
  const read = run?.files.filter((file) => file.state === 'loaded') ?? [];
  expect(read.length).toBeGreaterThan(10);
  for (const file of read) expect(file.recordRowCount + file.outOfScopeCount + file.rejectCount, file.path).toBe(file.rowCount);
});
