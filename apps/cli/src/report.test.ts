import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { printedFigure } from '@maillage/domain/documents/document.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningCommand, runHere, runJson, startCommand } from './testing/run-command.ts';

// The seven communes of petit-departement, drawn in fixtures/departement-fictif/src/petit.ts.
let folder: string;
let runId: string;
const at = (name: string) => join(folder, name);
const report = (document: string, out: string, ...options: string[]) => [
  'report',
  '--dir',
  at('var'),
  '--document',
  document,
  '--out',
  at(out),
  ...options,
];
const readFigures = async (out: string) => z.array(printedFigure).parse(JSON.parse(await readFile(at(`${out}.figures.json`), 'utf8')));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-rapport-'));
  await generateSmallDepartement(at('sources'));
  const { answer } = await runJson(['build', '--departement', '00', '--donnees', at('sources'), '--dir', at('var')]);
  runId = (answer as { runId: string }).runId;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a document is written with each figure that it prints, its page and where it comes from', async () => {
  expect(await runJson(report('synthese', 'synthese.pdf'))).toMatchObject({ code: 0, answer: { runId, document: 'synthese' } });
  expect((await readFile(at('synthese.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  const figures = await readFigures('synthese.pdf');
  expect(figures.find(({ id }) => id === 'communes@departement:00')).toMatchObject({
    value: 7,
    unit: 'communes',
    text: '7 communes',
    run: runId,
  });
  for (const { page } of figures) expect(page).toBeGreaterThan(0);
});

test('while the server holds the folder it is the server that makes the document, with the same bytes', async () => {
  await runJson(report('portrait', 'seul.html', '--territory', '00003'));
  const server: RunningCommand = await startCommand([
    'start',
    '--dir',
    at('var'),
    '--departement',
    '00',
    '--donnees',
    at('sources'),
    '--port',
    '0',
  ]);
  try {
    await server.said(/L’atlas est ouvert/);
    expect(await runJson(report('portrait', 'servi.html', '--territory', '00003'))).toMatchObject({ code: 0 });
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
  }
  expect(await readFile(at('servi.html'), 'utf8')).toBe(await readFile(at('seul.html'), 'utf8'));
  expect(await readFigures('servi.html')).toEqual(await readFigures('seul.html'));
});

test.each([
  ['an unknown document', ['roman', 'x.pdf'], 'n’est pas un document'],
  ['an unknown extension', ['plan', 'x.odt'], 'doit finir par .pdf, .docx, .html'],
  ['an unknown territory', ['portrait', 'x.pdf', '--territory', '99999'], 'n’est pas dans ce calcul'],
  ['a territory for the whole', ['atlas', 'x.pdf', '--territory', '00001'], 'porte sur tout le Département'],
  ['a run that is not there', ['plan', 'x.pdf', '--run', '0123456789abcdef'], 'n’est pas publié'],
])('%s is refused in French, and no file is left', async (_, [document = '', out = '', ...options], sentence) => {
  const { code, stderr } = await runHere(report(document, out, ...options));
  expect(code).not.toBe(0);
  expect(stderr).toContain(sentence);
  expect(existsSync(at('x.pdf'))).toBe(false);
  expect((await readdir(folder)).filter((name) => name.includes('en-cours') || name.includes('x.'))).toEqual([]);
});
