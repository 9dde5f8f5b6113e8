import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { scanFolder } from '@maillage/sources/scan-folder.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readScannedFiles } from './read-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-lecture-'));
});
afterEach(() => rm(folder, { recursive: true }));

const HEADER = 'DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP\n';
const readOne = async (content: string | Buffer) => {
  await writeFile(join(folder, 'bpe.csv'), content);
  const { files, reports } = await readScannedFiles({
    scanned: await scanFolder(folder),
    departementCodes: new Set(['00']),
    memory: { remember: (_kind, _key, compute) => compute() },
    onFile: () => undefined,
  });
  return { file: files[0], report: reports[0] };
};

test('a file of facilities that stops at its header is told to be empty, not to be of another Département', async () => {
  expect((await readOne(HEADER)).report).toMatchObject({ state: 'refused', reason: expect.stringContaining('n’a que son en-tête') });
});

test('a file whose every row is rejected says so, with the first line and its reason', async () => {
  const { report } = await readOne(`${HEADER}00001;00001;2019;D301;beaucoup\n00001;00001;2019;D302;-1\n`);
  expect(report).toMatchObject({ state: 'refused', rowCount: 2, rejectCount: 2 });
  expect(report?.reason).toBe(
    'Toutes ses lignes sont rejetées (2). La première : ligne 2 : nombre d’équipements « beaucoup » absent ou illisible (attendu : un nombre entier).',
  );
});

test('a file of another Département says that it is of another Département', async () => {
  expect((await readOne(`${HEADER}96001;96001;2019;D301;1\n`)).report?.reason).toContain('ne concerne les communes étudiées');
});

test('of a gzip cut in its middle not one row is kept', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `00001;00001_${index};2019;D301;${index % 7}`).join('\n');
  const whole = gzipSync(HEADER + rows);
  const { file, report } = await readOne(whole.subarray(0, Math.floor(whole.length / 2)));
  expect(file).toBeUndefined();
  expect(report).toMatchObject({ state: 'unreadable', recordRowCount: 0, reason: expect.stringContaining('tronquée') });
});
