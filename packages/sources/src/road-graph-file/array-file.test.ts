import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ArrayFile, readArrayFile, readArrayFileDescription, writeArrayFile } from './array-file.ts';

const KIND = { magic: 'MAILROUT', version: 1, name: 'graphe routier', mend: 'Refaites-le' };
const FILE: ArrayFile = {
  description: { profile: 'car', attribution: '© les contributeurs d’OpenStreetMap' },
  arrays: new Map<string, Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array>([
    ['firstArc', Uint32Array.of(0, 1, 2)],
    ['wait', Uint16Array.of(7, 65_535)],
    ['isBackward', Uint8Array.of(1)],
    ['lon', Int32Array.of(-1_800_000_000, 5)],
    ['degrees', Float32Array.of(2.5, -0.125)],
    ['none', new Uint32Array(0)],
  ]),
};

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-'));
  path = join(folder, 'routes.graphe');
});
afterEach(() => rm(folder, { recursive: true }));

test('arrays come back as they were, in one memory that threads share, each at a multiple of 64 bytes', async () => {
  await writeArrayFile(path, KIND, FILE);
  const { description, arrays } = await readArrayFile(path, 'routes.graphe', KIND);
  expect(description).toEqual(FILE.description);
  expect([...arrays.keys()]).toEqual([...FILE.arrays.keys()]);
  const buffers = new Set<ArrayBufferLike>();
  for (const [name, array] of FILE.arrays) {
    const read = arrays.get(name)!;
    expect([...read], name).toEqual([...array]);
    expect(read.constructor).toBe(array.constructor);
    expect(read.byteOffset % 64).toBe(0);
    buffers.add(read.buffer);
  }
  expect(buffers.size).toBe(1);
  expect([...buffers][0]).toBeInstanceOf(SharedArrayBuffer);
  expect(await readArrayFileDescription(path, 'routes.graphe', KIND)).toEqual(FILE.description);
});

test('the same content gives the same bytes, and nothing is left beside the file', async () => {
  await writeArrayFile(path, KIND, FILE);
  const first = await readFile(path);
  await writeArrayFile(path, KIND, FILE);
  expect(await readFile(path)).toEqual(first);
  expect(await readdir(folder)).toEqual(['routes.graphe']);
});

test('a file cut anywhere is refused', async () => {
  await writeArrayFile(path, KIND, FILE);
  const whole = await readFile(path);
  for (let length = 0; length < whole.length; length++) {
    await writeFile(path, whole.subarray(0, length));
    await expect(readArrayFile(path, 'routes.graphe', KIND), `${length} octets`).rejects.toThrow(
      /vide|tronqué|n’est pas un graphe routier/,
    );
  }
});

test('a file with a wrong bit is refused wherever it is, unless it is between two arrays', async () => {
  await writeArrayFile(path, KIND, FILE);
  const whole = await readFile(path);
  const flip = fc.record({ at: fc.integer({ min: 0, max: whole.length - 1 }), mask: fc.integer({ min: 1, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(flip, async ({ at, mask }) => {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= mask;
      await writeFile(path, bytes);
      const outcome = await readArrayFile(path, 'routes.graphe', KIND).catch((error: unknown) => error);
      if (outcome instanceof DomainError) return;
      expect(outcome).not.toBeInstanceOf(Error);
      for (const [name, array] of FILE.arrays) expect([...(outcome as ArrayFile).arrays.get(name)!]).toEqual([...array]);
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('each refusal says what the file is and what to do', async () => {
  const refusal = () => readArrayFile(path, 'routes.graphe', KIND);
  await expect(refusal()).rejects.toThrow(/« routes\.graphe » n’existe pas/);
  await writeFile(path, '<html>');
  await expect(refusal()).rejects.toThrow(/ce n’est pas un graphe routier de Maillage\. Refaites-le/);
  await writeArrayFile(path, { ...KIND, version: 2 }, FILE);
  await expect(refusal()).rejects.toThrow(/version plus récente.*format 2/);
  await writeArrayFile(path, { ...KIND, version: 0 }, FILE);
  await expect(refusal()).rejects.toThrow(/ancien format/);
  await expect(writeArrayFile(join(folder, 'absent', 'g'), KIND, FILE)).rejects.toThrow(/ne peut pas être écrit : le dossier n’existe pas/);
});

test('what a killed run left is removed by the next one; what a running one writes is not', async () => {
  const ended = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => ended.once('close', resolve));
  await writeFile(`${path}.${ended.pid}.en-cours`, 'moitié');
  await writeFile(`${path}.${process.ppid}.en-cours`, 'en train');
  await writeArrayFile(path, KIND, FILE);
  expect((await readdir(folder)).sort()).toEqual(['routes.graphe', `routes.graphe.${process.ppid}.en-cours`]);
});
