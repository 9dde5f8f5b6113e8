/**
 * `node packages/sources/bench/osm/write-large-pbf.ts FICHIER [CÔTÉ]`: a fictional extract as heavy as that of a Département, to time
 * the reader. CÔTÉ × CÔTÉ crossroads (450 gives 12.8 million nodes and 100 MB), seeded: same side, same bytes. Nodes are in dense
 * blocks of 8,000 with versions and dates, sorted as published extracts are; four nodes in five belong to buildings.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

const NODES_A_BLOCK = 8000;
const WAYS_A_BLOCK = 8000;
const POINTS_A_LINK = 6;
const BUILDINGS_A_CROSSROADS = 10;
const CLASSES = ['residential', 'residential', 'residential', 'unclassified', 'service', 'track', 'tertiary', 'secondary', 'primary'];

interface Row {
  id: number;
  refs: number[];
  tags: [string, string][];
}

export function writeLargePbf(path: string, side: number): { nodeCount: number; wayCount: number; byteCount: number } {
  const file = openSync(path, 'w');
  const random = lehmer(20_260_101);
  let byteCount = 0;
  const writeBlock = (type: string, raw: Uint8Array) => {
    const blob = new PbfWriter();
    blob.writeVarintField(2, raw.length);
    blob.writeBytesField(3, deflateSync(raw));
    const body = blob.finish();
    const header = new PbfWriter();
    header.writeStringField(1, type);
    header.writeVarintField(3, body.length);
    const head = header.finish();
    const size = Buffer.alloc(4);
    size.writeUInt32BE(head.length);
    for (const part of [size, head, body]) byteCount += writeSync(file, part);
  };
  const header = new PbfWriter();
  for (const feature of ['OsmSchema-V0.6', 'DenseNodes']) header.writeStringField(4, feature);
  header.writeStringField(5, 'Sort.Type_then_ID');
  header.writeVarintField(32, 1_767_225_600);
  writeBlock('OSMHeader', header.finish());

  const nodes = createNodeWriter((raw) => writeBlock('OSMData', raw), random);
  const crossroads = new Float64Array(side * side);
  const eastLinks = new Float64Array(side * side);
  const southLinks = new Float64Array(side * side);
  const buildings = new Float64Array(side * side * BUILDINGS_A_CROSSROADS);
  for (let cell = 0; cell < side * side; cell++) {
    // A side of 450 covers some 120 km: a crossroads every 280 m, as in the countryside around towns.
    const lon = 20_000_000 + (cell % side) * 38_000 + Math.floor(random() * 12_000);
    const lat = 500_000_000 + Math.floor(cell / side) * 25_000 + Math.floor(random() * 9_000);
    crossroads[cell] = nodes.add(lon, lat, random() < 0.01 ? 'traffic_signals' : '');
    for (const [links, east, south] of [
      [eastLinks, 38_000, 0],
      [southLinks, 0, 25_000],
    ] as const) {
      for (let point = 1; point <= POINTS_A_LINK; point++) {
        const share = point / (POINTS_A_LINK + 1);
        const id = nodes.add(
          lon + Math.floor(east * share + random() * 2000),
          lat + Math.floor(south * share + random() * 2000),
          '',
          point === 1,
        );
        if (point === 1) links[cell] = id;
      }
    }
    for (let building = 0; building < BUILDINGS_A_CROSSROADS; building++) {
      const [x, y] = [lon + Math.floor(random() * 38_000), lat + Math.floor(random() * 25_000)];
      for (let corner = 0; corner < 5; corner++) {
        const id = nodes.add(x + Math.floor(random() * 9000), y + Math.floor(random() * 6000), '', corner === 0);
        if (corner === 0) buildings[cell * BUILDINGS_A_CROSSROADS + building] = id;
      }
    }
  }
  nodes.flush();

  let wayCount = 0;
  let rows: Row[] = [];
  const flushWays = () => {
    if (rows.length > 0) writeBlock('OSMData', wayBlock(rows));
    rows = [];
  };
  const addWay = (refs: number[], tags: [string, string][]) => {
    rows.push({ id: 1000 + 7 * wayCount++, refs, tags });
    if (rows.length === WAYS_A_BLOCK) flushWays();
  };
  for (let cell = 0; cell < side * side; cell++) {
    for (let building = 0; building < BUILDINGS_A_CROSSROADS; building++) {
      const first = buildings[cell * BUILDINGS_A_CROSSROADS + building]!;
      addWay([first, first + 1, first + 2, first + 3, first + 4, first], [['building', random() < 0.5 ? 'yes' : 'house']]);
    }
    const [column, row] = [cell % side, Math.floor(cell / side)];
    // Roads of four links; every tenth line of the grid is a main road.
    if (column % 4 === 0) addWay(road(cell, 1, Math.min(4, side - 1 - column), crossroads, eastLinks), roadTags(row, random));
    if (row % 4 === 0) addWay(road(cell, side, Math.min(4, side - 1 - row), crossroads, southLinks), roadTags(column, random));
  }
  flushWays();
  closeSync(file);
  return { nodeCount: nodes.count(), wayCount, byteCount };
}

function road(cell: number, step: number, links: number, crossroads: Float64Array, linkPoints: Float64Array): number[] {
  const refs = [crossroads[cell]!];
  for (let link = 0; link < links; link++) {
    const from = cell + link * step;
    for (let point = 0; point < POINTS_A_LINK; point++) refs.push(linkPoints[from]! + point);
    refs.push(crossroads[from + step]!);
  }
  return refs;
}

function roadTags(line: number, random: () => number): [string, string][] {
  const roadClass = line % 40 === 0 ? 'primary' : line % 10 === 0 ? 'secondary' : CLASSES[Math.floor(random() * CLASSES.length)]!;
  const tags: [string, string][] = [
    ['highway', roadClass],
    ['name', `Rue ${Math.floor(random() * 20_000)}`],
    ['source', 'cadastre-dgi-fr source : Direction Générale des Impôts - Cadastre. Mise à jour : 2012'],
  ];
  if (random() < 0.3) tags.push(['maxspeed', ['30', '50', '80', 'FR:urban'][Math.floor(random() * 4)]!]);
  if (random() < 0.1) tags.push(['oneway', 'yes']);
  if (random() < 0.2) tags.push(['surface', random() < 0.9 ? 'asphalt' : 'gravel']);
  return tags;
}

function createNodeWriter(write: (raw: Uint8Array) => void, random: () => number) {
  let [count, id] = [0, 100_000];
  const columns = {
    ids: [] as number[],
    lats: [] as number[],
    lons: [] as number[],
    times: [] as number[],
    changesets: [] as number[],
    tags: [] as number[],
  };
  const last = { id: 0, lat: 0, lon: 0, time: 0, changeset: 0 };
  const flush = () => {
    if (columns.ids.length > 0) write(nodeBlock(columns));
    for (const column of Object.values(columns)) column.length = 0;
    Object.assign(last, { id: 0, lat: 0, lon: 0, time: 0, changeset: 0 });
  };
  return {
    flush,
    count: () => count,
    /** Ids grow by one inside an object, and jump between objects, as those of a map that was edited. */
    add(lon: number, lat: number, highway: string, isFirst = true): number {
      count++;
      id += isFirst ? 1 + Math.floor(random() * 3000) : 1;
      const time = isFirst ? 1_300_000_000 + Math.floor(random() * 4e8) : last.time;
      const changeset = isFirst ? Math.floor(random() * 1.5e8) : last.changeset;
      columns.ids.push(id - last.id);
      columns.lats.push(lat - last.lat);
      columns.lons.push(lon - last.lon);
      columns.times.push(time - last.time);
      columns.changesets.push(changeset - last.changeset);
      if (highway !== '') columns.tags.push(1, 2);
      columns.tags.push(0);
      Object.assign(last, { id, lat, lon, time, changeset });
      if (columns.ids.length === NODES_A_BLOCK) flush();
      return id;
    },
  };
}

function nodeBlock(columns: {
  ids: number[];
  lats: number[];
  lons: number[];
  times: number[];
  changesets: number[];
  tags: number[];
}): Uint8Array {
  return block(['', 'highway', 'traffic_signals'], (group) =>
    group.writeMessage(
      2,
      (_, dense) => {
        dense.writePackedSVarint(1, columns.ids);
        dense.writeMessage(
          5,
          (__, info) => {
            info.writePackedVarint(
              1,
              columns.ids.map(() => 3),
            );
            info.writePackedSVarint(2, columns.times);
            info.writePackedSVarint(3, columns.changesets);
          },
          null,
        );
        dense.writePackedSVarint(8, columns.lats);
        dense.writePackedSVarint(9, columns.lons);
        dense.writePackedVarint(10, columns.tags);
      },
      null,
    ),
  );
}

function wayBlock(rows: readonly Row[]): Uint8Array {
  const texts = new Map([['', 0]]);
  const textIndex = (text: string) => {
    if (!texts.has(text)) texts.set(text, texts.size);
    return texts.get(text)!;
  };
  const coded = rows.map(({ id, refs, tags }) => ({
    id,
    keys: tags.map(([key]) => textIndex(key)),
    values: tags.map(([, value]) => textIndex(value)),
    deltas: refs.map((ref, index) => ref - (refs[index - 1] ?? 0)),
  }));
  return block([...texts.keys()], (group) => {
    for (const way of coded)
      group.writeMessage(
        3,
        (_, message) => {
          message.writeVarintField(1, way.id);
          message.writePackedVarint(2, way.keys);
          message.writePackedVarint(3, way.values);
          message.writePackedSVarint(8, way.deltas);
        },
        null,
      );
  });
}

function block(texts: readonly string[], writeGroup: (group: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeMessage(
    1,
    (_, table) => {
      for (const text of texts) table.writeBytesField(1, Buffer.from(text));
    },
    null,
  );
  pbf.writeMessage(2, (_, group) => writeGroup(group), null);
  return pbf.finish();
}

/** Numbers from 0 to 1 that a seed decides (Park and Miller 1988). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const [path, side = '450'] = process.argv.slice(2);
if (path !== undefined) process.stdout.write(`${JSON.stringify(writeLargePbf(path, Number(side)))}\n`);
