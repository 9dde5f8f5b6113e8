import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseReadyGraph } from './ready-graph.ts';
import { readFacilitySets, readOriginNodes } from './workload.ts';

// Bourg → Hameau in 600,000 ms, and back in 540,000; the Île has no road.
const FIRST = [0, 1, 2, 2];
const HEADS = [1, 0];
const MILLISECONDS = [600_000, 540_000];
const LON = [2.5, 2.75, 3];
const LAT = [46.5, 46.75, 47];

function graphBytes({ heads = HEADS, milliseconds = MILLISECONDS, first = FIRST, lon = LON } = {}): Uint8Array {
  const integers = Uint32Array.from([3, 2, ...first, ...heads, ...milliseconds]);
  return Buffer.concat([Buffer.from(integers.buffer), Buffer.from(Float32Array.from([...lon, ...LAT]).buffer)]);
}

test('a ready graph gives its roads, in milliseconds', () => {
  const graph = parseReadyGraph(graphBytes(), 'graph.bin');
  expect({ ...graph, firstArc: [...graph.firstArc], arcHead: [...graph.arcHead], arcWeight: [...graph.arcWeight] }).toMatchObject({
    nodeCount: 3,
    arcCount: 2,
    firstArc: FIRST,
    arcHead: HEADS,
    arcWeight: MILLISECONDS,
    weightUnitMilliseconds: 1,
  });
  expect([...graph.lon, ...graph.lat]).toEqual([...LON, ...LAT]);
});

test('a graph that starts anywhere in memory is read the same', () => {
  const shifted = new Uint8Array(graphBytes().length + 1);
  shifted.set(graphBytes(), 1);
  expect(parseReadyGraph(shifted.subarray(1), 'graph.bin')).toEqual(parseReadyGraph(graphBytes(), 'graph.bin'));
});

for (const [what, bytes, message] of [
  ['empty', new Uint8Array(0), /« graph\.bin ».*vide/],
  ['a web page', Buffer.from('<!DOCTYPE html><html></html>'), /page web/],
  ['cut short', graphBytes().subarray(0, 40), /tronqué/],
  ['with bytes too many', Buffer.concat([graphBytes(), Buffer.alloc(4)]), /tronqué ou d’un autre format/],
  ['with a road to nowhere', graphBytes({ heads: [1, 3] }), /l’arc 1 finit au nœud 3/],
  ['with a negative time', graphBytes({ milliseconds: [600_000, -1] }), /l’arc 1 dure.*négative/],
  ['with roads in disorder', graphBytes({ first: [0, 2, 1, 2] }), /décroissent au nœud 1/],
  ['with positions that miss roads', graphBytes({ first: [0, 1, 1, 1] }), /de 0 à 2/],
  ['with a node nowhere', graphBytes({ lon: [2.5, Number.NaN, 3] }), /le nœud 1 n’a pas de coordonnées/],
] as const)
  test(`a graph ${what} is refused with its reason and what to do`, () => {
    expect(() => parseReadyGraph(bytes, 'graph.bin')).toThrow(
      expect.objectContaining({ code: 'file-unreadable', message: expect.stringMatching(message) }),
    );
  });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function csvFile(text: string): Promise<string> {
  const path = join(folder, 'table.csv');
  await writeFile(path, text);
  return path;
}

test('origins keep the order of the file', async () => {
  const path = await csvFile('id,node,lon,lat\nb,2,3,47\na,0,2.5,46.5\n');
  expect([...(await readOriginNodes(path, 'origins.csv', 3))]).toEqual([2, 0]);
});

test('facilities are gathered by set, in the order in which sets appear', async () => {
  const path = await csvFile('set,id,node,lon,lat\nécole,1,2,3,47\nposte,1,0,2.5,46.5\nécole,2,1,2.75,46.75\n');
  const sets = await readFacilitySets(path, 'facilities.csv', 3);
  expect(sets.map(({ name, nodes }) => [name, [...nodes]])).toEqual([
    ['école', [2, 1]],
    ['poste', [0]],
  ]);
});

for (const [what, text, message] of [
  ['without its column of nodes', 'id,lon,lat\n1,3,47\n', /colonne « node »/],
  ['with an empty node', 'id,node,lon,lat\n1,0,2,46\n2,,3,47\n', /ligne 3, la colonne « node » est vide/],
  ['with a node that is no number', 'id,node,lon,lat\n1,-4,3,47\n', /ligne 2, « -4 » n’est pas un numéro/],
  ['with a node that the graph lacks', 'id,node,lon,lat\n1,3,3,47\n', /ligne 2, le nœud 3 n’existe pas/],
  ['without any row', 'id,node,lon,lat\n', /aucune origine/],
] as const)
  test(`a table of origins ${what} is refused, and the line is named`, async () => {
    await expect(readOriginNodes(await csvFile(text), 'origins.csv', 3)).rejects.toThrow(
      expect.objectContaining({ code: 'file-unreadable', message: expect.stringMatching(message) }),
    );
  });

test('a missing file is named', async () => {
  await expect(readOriginNodes(join(folder, 'absent.csv'), 'origins.csv', 3)).rejects.toThrow(/« origins\.csv » n’existe pas/);
});
