import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawnObjects, drawnPbf } from './drawn-map.test-support.ts';
import { blob, dataBlob, framed, headerBlob, pbfFile, primitiveBlock } from './pbf-parts.test-support.ts';
import { readOsmRoads } from './read-osm-roads.ts';
import { carProfile } from './tags/car.ts';

// Bourg ── Hameau ── Ferme, one road.
const MAP = {
  places: { B: [0, 0], H: [1000, 0], F: [2000, 0] },
  roads: { 'B H F': { highway: 'tertiary', name: 'Route du Hameau' } },
  signs: { H: { highway: 'traffic_signals' } },
} as const;
const { nodes, ways } = drawnObjects(MAP);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(bytes: Uint8Array, name = 'carte.osm.pbf') {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return readOsmRoads({ paths: [path], profile: carProfile, report: () => undefined });
}

const HTML = Buffer.from('<!DOCTYPE html><html><body>404</body></html>');
const hugeId = (): Uint8Array => {
  // 2^60 in zigzag, which no number of JavaScript holds next to its neighbours.
  const dense = new PbfWriter();
  dense.writeBytesField(1, Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20));
  dense.writePackedSVarint(8, [0]);
  dense.writePackedSVarint(9, [0]);
  const group = new PbfWriter();
  group.writeBytesField(2, dense.finish());
  const block = new PbfWriter();
  block.writeBytesField(1, new Uint8Array(0));
  block.writeBytesField(2, group.finish());
  return pbfFile(headerBlob(), blob('OSMData', block.finish()), dataBlob({ ways }));
};
const lyingBlob = (announcedBytes: number) =>
  pbfFile(headerBlob(), blob('OSMData', primitiveBlock({ nodes }), { announcedBytes }), dataBlob({ ways }));
const spoiled = () => {
  const bytes = Uint8Array.from(pbfFile(headerBlob(), dataBlob({ nodes }), dataBlob({ ways })));
  bytes.fill(0, headerBlob().length + 40, headerBlob().length + 50);
  return bytes;
};

for (const [what, bytes, code, message] of [
  ['an empty file', new Uint8Array(0), 'file-unreadable', /« carte\.osm\.pbf ».*vide/],
  ['a web page', HTML, 'file-unreadable', /page web/],
  ['the map as XML', Buffer.from('<?xml version="1.0"?><osm>'), 'file-unreadable', /XML.*PBF/],
  ['a gzip archive', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0), 'file-unreadable', /gzip/],
  ['a text', Buffer.from('id;nom\n1;Bourg\n'), 'file-unreadable', /abîmé/],
  [
    'a history of the map',
    pbfFile(headerBlob({ required: ['OsmSchema-V0.6', 'HistoricalInformation'] })),
    'file-unreadable',
    /histoire de la carte/,
  ],
  ['a file that asks for more than we know', pbfFile(headerBlob({ required: ['Chimère'] })), 'file-unreadable', /« Chimère »/],
  ['a file without header', dataBlob({ nodes }), 'file-unreadable', /pas un extrait d’OpenStreetMap/],
  ['a header alone', headerBlob(), 'data-missing', /aucune route praticable en voiture/],
  [
    'houses without roads',
    pbfFile(headerBlob(), dataBlob({ nodes }), dataBlob({ ways: [{ id: 1, refs: [1066, 1072], tags: { building: 'yes' } }] })),
    'data-missing',
    /1 voies lues/,
  ],
  ['paths that no car takes', drawnPbf({ ...MAP, roads: { 'B H F': { highway: 'footway' } } }), 'data-missing', /aucune route praticable/],
  ['a block that was spoiled', spoiled(), 'file-unreadable', /abîmé/],
  ['a block that unpacks further than it says', lyingBlob(10), 'file-unreadable', /abîmé/],
  ['a block that says more than it unpacks', lyingBlob(5000), 'file-unreadable', /abîmé/],
  ['a block that would fill the memory', lyingBlob(4e9), 'file-unreadable', /4000000000 octets une fois décompressé/],
  [
    'a block packed in another way',
    pbfFile(headerBlob(), blob('OSMData', primitiveBlock({ nodes }), { packing: 'lzma' })),
    'file-unreadable',
    /osmium cat/,
  ],
  ['a block of another file', pbfFile(headerBlob(), framed('OSMData', Buffer.from('bonjour'))), 'file-unreadable', /vide/],
  ['an id past 2^53', hugeId(), 'file-unreadable', /au-delà de 2\^53/],
] as const)
  test(`${what} is refused with its reason`, async () => {
    await expect(read(bytes)).rejects.toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

test('a missing file is named', async () => {
  const missing = readOsmRoads({ paths: [join(folder, 'absent.osm.pbf')], profile: carProfile, report: () => undefined });
  await expect(missing).rejects.toThrow(/« absent\.osm\.pbf » n’existe pas/);
});

test('a file cut anywhere is refused, or misses whole blocks and then has no road', async () => {
  const whole = drawnPbf(MAP);
  for (let length = 0; length < whole.length; length++)
    await expect(read(whole.subarray(0, length)), `${length} octets`).rejects.toThrow(DomainError);
});

test('a zlib bomb is stopped at what the block says of itself', async () => {
  // 100 MB of zeros in 100 kB, announced as 1,000 bytes.
  const bomb = pbfFile(headerBlob(), blob('OSMData', new Uint8Array(100e6), { announcedBytes: 1000 }));
  expect(bomb.length).toBeLessThan(150_000);
  const before = process.memoryUsage().rss;
  await expect(read(bomb)).rejects.toThrow(/abîmé/);
  expect(process.memoryUsage().rss - before).toBeLessThan(60e6);
});

test('negative or senseless speeds are counted, and the road keeps its default', async () => {
  const speedOf = async (tags: Record<string, string>) => {
    const { roads, report } = await read(drawnPbf({ ...MAP, roads: { 'B H F': { highway: 'tertiary', ...tags } } }));
    return { speed: roads.ways.forwardSpeed[0], unread: report.unreadSpeedCount };
  };
  const { speed } = await speedOf({});
  for (const maxspeed of ['-50', '0', 'vite', '9999']) expect(await speedOf({ maxspeed }), maxspeed).toEqual({ speed, unread: 1 });
  expect(await speedOf({ maxspeed: 'signals' })).toEqual({ speed, unread: 0 });
});

test('nodes one by one, raw blocks, unsorted files and places on the ways are read the same', async () => {
  const { roads } = await read(drawnPbf(MAP));
  const unsorted = { optional: [] };
  const places = nodes.map(({ lon, lat }): [number, number] => [lon, lat]);
  const byId = new Map(nodes.map(({ id }, index) => [id, places[index]!]));
  const placedWays = ways.map((way) => ({ ...way, places: way.refs.map((ref) => byId.get(ref)!) }));
  const tagged = nodes.filter(({ tags }) => Object.keys(tags ?? {}).length > 0);
  for (const [what, bytes] of [
    ['nodes one by one', pbfFile(headerBlob(), dataBlob({ plainNodes: nodes }), dataBlob({ ways }))],
    ['a raw block', pbfFile(headerBlob(), blob('OSMData', primitiveBlock({ nodes }), { packing: 'raw' }), dataBlob({ ways }))],
    ['all in one block', pbfFile(headerBlob(), dataBlob({ nodes, ways }))],
    ['ways first', pbfFile(headerBlob(unsorted), dataBlob({ ways }), dataBlob({ nodes }))],
    ['ways first in a file that says it is sorted', pbfFile(headerBlob(), dataBlob({ ways }), dataBlob({ nodes }))],
    [
      'a way among nodes of a file that says it is sorted',
      pbfFile(headerBlob(), dataBlob({ ways }), dataBlob({ nodes }), dataBlob({ nodes })),
    ],
    ['an unknown block', pbfFile(headerBlob(), framed('OSMIndex', Uint8Array.of(1)), dataBlob({ nodes }), dataBlob({ ways }))],
    [
      'places on the ways',
      pbfFile(headerBlob({ optional: ['LocationsOnWays'] }), dataBlob({ nodes: tagged }), dataBlob({ ways: placedWays })),
    ],
  ] as const)
    expect((await read(bytes)).roads, what).toEqual(roads);
});

test('a file whose bits were flipped is read, or refused in French: never a crash, never an endless reading', async () => {
  const whole = drawnPbf(MAP);
  const flips = fc.array(fc.record({ at: fc.integer({ min: 0, max: whole.length - 1 }), mask: fc.integer({ min: 1, max: 255 }) }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(flips, async (list) => {
      const bytes = Uint8Array.from(whole);
      for (const { at, mask } of list) bytes[at]! ^= mask;
      await readOrRefuse(bytes);
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('bytes at random inside a sound envelope are read, or refused in French', async () => {
  const block = fc.uint8Array({ maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(block, block, (head, body) =>
      readOrRefuse(pbfFile(headerBlob({ optional: [] }), blob('OSMData', head), blob('OSMData', body, { packing: 'raw' }))),
    ),
    { numRuns: 300, seed: 3 },
  );
});

test('a sound block whose bytes were changed before packing is read, or refused in French', async () => {
  const raw = primitiveBlock({ nodes, ways, relations: drawnObjects({ ...MAP, turns: [['B H F', 'H', 'B H F', 'no_u_turn']] }).relations });
  const changes = fc.array(fc.record({ at: fc.integer({ min: 0, max: raw.length - 1 }), value: fc.integer({ min: 0, max: 255 }) }), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      const bytes = Uint8Array.from(raw);
      for (const { at, value } of list) bytes[at] = value;
      await readOrRefuse(pbfFile(headerBlob(), blob('OSMData', bytes)));
    }),
    { numRuns: 500, seed: 3 },
  );
});

async function readOrRefuse(bytes: Uint8Array): Promise<void> {
  try {
    const { roads } = await read(bytes);
    expect(roads.strandFirst.at(-1)).toBe(roads.strandNode.length);
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
  }
}

test('a node written twice in a row, and a barrier written twice, make no stretch of no length', async () => {
  const ids = ways[0]!.refs;
  const stuttering = ways.map((way) => ({ ...way, refs: way.refs.flatMap((ref) => [ref, ref]) }));
  const { roads } = await read(pbfFile(headerBlob(), dataBlob({ nodes }), dataBlob({ ways: stuttering })));
  expect([...roads.strandNode].length).toBe(ids.length);
  const closed = nodes.map((node) => (node.id === ids[1] ? { ...node, tags: { barrier: 'bollard' } } : node));
  const cut = await read(pbfFile(headerBlob(), dataBlob({ nodes: closed }), dataBlob({ ways: stuttering })));
  expect([...cut.roads.strandFirst]).toEqual([0, 2, 4]);
});
