import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { EXPORT_TABLE_NAMES } from '@maillage/pipeline/export/tables.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashFiles } from './testing/hash-files.ts';
import { type RunningCommand, runHere, runJson, startCommand } from './testing/run-command.ts';

// The seven communes of petit-departement: who has what is drawn in fixtures/departement-fictif/src/petit.ts.
let folder: string;
let runId: string;
const at = (name: string) => join(folder, name);
const inVar = () => ['--dir', at('var')];
const build = (sources = 'sources', dir = 'var') => runJson(['build', '--departement', '00', '--donnees', at(sources), '--dir', at(dir)]);
const exportTo = (name: string, ...options: string[]) => runJson(['export', ...inVar(), '--out', at(name), ...options]);
const UNKNOWN_RUN = '0123456789abcdef';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-publies-'));
  await generateSmallDepartement(at('sources'));
  const { code, answer } = await build();
  expect(code).toBe(0);
  expect(answer).toMatchObject({ reused: false });
  runId = (answer as { runId: string }).runId;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('built again from the same files, the run is the one that is there', async () => {
  expect(await build()).toMatchObject({ code: 0, answer: { runId, reused: true, steps: [] } });
  expect(await runJson(['runs', ...inVar()])).toMatchObject({ code: 0, answer: [{ id: runId, departementCode: '00', communeCount: 7 }] });
});

test('the tables are exported as CSV, with or without the communes across the border', async () => {
  expect(await exportTo('csv')).toEqual({ code: 0, answer: { runId, files: expect.arrayContaining(['manifest.json']) } });
  expect((await readdir(at('csv'))).sort()).toEqual([...EXPORT_TABLE_NAMES.map((name) => `${name}.csv`), 'manifest.json'].sort());
  const codesOf = async (name: string) =>
    (await readFile(at(`${name}/communes.csv`), 'utf8'))
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(0, 5));
  expect(await codesOf('csv')).toEqual(['00001', '00002', '00003', '00004', '00005', '00006', '00007']);
  await exportTo('neighbours', '--with-neighbours');
  expect(await codesOf('neighbours')).toEqual(['00001', '00002', '00003', '00004', '00005', '00006', '00007', '96001']);
});

test('the map is exported as GeoJSON: a feature per commune', async () => {
  expect((await exportTo('geojson', '--format', 'geojson')).code).toBe(0);
  const { type, features } = JSON.parse(await readFile(at('geojson/communes.geojson'), 'utf8'));
  expect(type).toBe('FeatureCollection');
  expect(features).toHaveLength(7);
});

test.each(['parquet', 'xlsx'])('the tables are exported as %s, one file each', async (format) => {
  expect((await exportTo(format, '--format', format)).code).toBe(0);
  expect((await readdir(at(format))).sort()).toEqual([...EXPORT_TABLE_NAMES.map((name) => `${name}.${format}`), 'manifest.json'].sort());
});

test('a figure is opened to its formula, its inputs and its files; an unknown one is refused', async () => {
  const explain = (...words: string[]) => runJson(['explain', ...words, ...inVar()]);
  const { code, answer } = await explain(runId, 'service-minutes.D106', '--territory', '00002');
  expect(code).toBe(0);
  expect(answer).toMatchObject({
    runId,
    territory: { kind: 'commune', code: '00002', name: 'Faubourg-lès-Vormécourtelle' },
    status: 'known',
    figure: { methodNote: 'acces', estimated: true },
  });
  const proof = answer as { inputs: { label: string; text: string }[]; sources: { path: string | null; sha256: string | null }[] };
  // Emergencies are in Ville, three kilometres away.
  expect(proof.inputs.map(({ text }) => text).join(' ')).toContain('00001 Vormécourtelle');
  expect(proof.sources.find(({ path }) => path === 'bpe/BPE23.parquet')?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(await explain('dernier', 'range-minutes.proximity')).toMatchObject({
    code: 0,
    answer: { territory: { kind: 'departement', code: '00' } },
  });
  expect((await explain(runId, 'rien')).code).not.toBe(0);
  expect((await explain(UNKNOWN_RUN, 'population')).code).not.toBe(0);
});

test('a run that is not there is refused by its name, and nothing is written', async () => {
  for (const args of [['export', '--out', at('none')], ['compare']]) {
    const { code, stderr } = await runHere([...args, ...inVar(), '--run', UNKNOWN_RUN]);
    expect(code).toBe(1);
    expect(stderr).toContain(`Le calcul « ${UNKNOWN_RUN} » n’est pas publié`);
  }
  await expect(readdir(at('none'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('an export into a path that is a file is refused with the option that mends it', async () => {
  const { code, stderr } = await runHere(['export', ...inVar(), '--out', at('csv/access.csv')]);
  expect(code).toBe(1);
  expect(stderr).toContain('Donnez un autre dossier avec --out.');
});

test('without published results in the folder there is nothing to compare with, and it is said', async () => {
  await generateSmallDepartement(at('without'));
  await rm(at('without/comparaison'), { recursive: true });
  expect((await build('without', 'var-without')).code).toBe(0);
  const { code, stderr } = await runHere(['compare', '--dir', at('var-without')]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/pas de comparaison/);
  expect((await runHere(['compare', ...inVar()])).stdout).toMatch(/kappa quadratique/);
});

describe('while the server holds the folder', () => {
  let server: RunningCommand;
  let local: Record<string, string>;
  beforeAll(async () => {
    await exportTo('local');
    local = await hashFiles(at('local'));
    server = startCommand(['start', '--port', '0', '--departement', '00', '--donnees', at('sources'), ...inVar()]);
    await server.said(/L’atlas est ouvert/);
  });
  afterAll(async () => {
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });

  test('the runs, the comparison and the exports come through it, with the same bytes', async () => {
    expect(await runJson(['runs', ...inVar()])).toMatchObject({ code: 0, answer: [{ id: runId }] });
    expect((await runHere(['compare', ...inVar()])).stdout).toMatch(/kappa quadratique/);
    expect((await exportTo('through')).code).toBe(0);
    expect(await hashFiles(at('through'))).toEqual(local);
    expect((await runHere(['export', ...inVar(), '--out', at('x'), '--run', UNKNOWN_RUN])).stderr).toContain(UNKNOWN_RUN);
  });

  test('the neighbours, which it does not export, are refused with what to do', async () => {
    const { code, stderr } = await runHere(['export', ...inVar(), '--out', at('x'), '--with-neighbours']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/communes voisines\. Arrêtez-le/);
  });

  test('a build in another process is refused, and told where the first answers', async () => {
    const { code, stderr } = await runHere(['build', '--demo', ...inVar()]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Maillage tourne déjà sur ce dossier \(processus \d+, http:\/\/[^)]+\)\. Arrêtez-le/);
  });

  test('the doctor finds it well, and says where it answers', async () => {
    const { code, stdout } = await runHere(['doctor', ...inVar(), '--donnees', at('sources'), '--departement', '00']);
    expect(stdout).toMatch(/Bien {4}Serveur : il tourne et répond sur http:/);
    expect(stdout).toContain(`le dernier est ${runId}`);
    expect(code).toBe(0);
  });
});
