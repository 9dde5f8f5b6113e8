import { expect, test } from 'vitest';
import { networkOf } from './drawn-network.test-support.ts';

// A square of streets, 1 km a side; lanes to A and B keep them crossroads whatever is closed.
//   D ── C
//   │    │
//   A ── B
const SQUARE = {
  A: [0, 0],
  B: [1000, 0],
  C: [1000, 1000],
  D: [0, 1000],
  a: [-500, 0],
  b: [1500, 0],
  y: [0, -500],
  z: [1000, -500],
} as const;
const STREET = { highway: 'tertiary', maxspeed: '50' };
const LANES = { 'a A': STREET, 'y A': STREET, 'B b': STREET, 'B z': STREET };

test('a one-way street is driven in its direction only: three sides of the square to come back', async () => {
  const { tenths } = await networkOf([
    {
      places: SQUARE,
      roads: { 'A B': { ...STREET, oneway: 'yes' }, 'B C': STREET, 'C D': STREET, 'D A': STREET, 'a A': STREET, 'B b': STREET },
    },
  ]);
  expect(tenths('B', 'A') / tenths('A', 'B')).toBeCloseTo(3, 2);
});

test('a one-way street drawn backwards goes the other way', async () => {
  const { tenths } = await networkOf([
    {
      places: SQUARE,
      roads: { 'A B': { ...STREET, oneway: '-1' }, 'B C': STREET, 'C D': STREET, 'D A': STREET, 'a A': STREET, 'B b': STREET },
    },
  ]);
  expect(tenths('A', 'B') / tenths('B', 'A')).toBeCloseTo(3, 2);
});

// A roundabout of four arms, drawn against the clock as cars turn in France: south, east, north, west.
const ROUND = { S: [0, -20], E: [20, 0], N: [0, 20], W: [-20, 0], s: [0, -200], e: [200, 0], n: [0, 200], w: [-200, 0] } as const;

test('a roundabout turns one way: the first exit is on the right, the last one all the way round', async () => {
  const { tenths } = await networkOf([
    {
      places: ROUND,
      roads: {
        'S E N W S': { highway: 'tertiary', junction: 'roundabout', maxspeed: '30' },
        's S': STREET,
        'e E': STREET,
        'n N': STREET,
        'w W': STREET,
      },
    },
  ]);
  const [right, straight, left] = [tenths('s', 'e'), tenths('s', 'n'), tenths('s', 'w')];
  expect(right).toBeLessThan(straight);
  // A quarter more each time.
  expect(Math.abs(left - straight - (straight - right))).toBeLessThanOrEqual(1);
  expect(tenths('e', 's')).toBe(left);
});

test('a ferry takes its timetable and the time to board, and joins what no road joins', async () => {
  const map = {
    places: { A: [0, 0], B: [1000, 0], C: [6000, 0], D: [7000, 0] },
    roads: { 'A B': STREET, 'B C': { route: 'ferry', motor_vehicle: 'yes', duration: '00:20' }, 'C D': STREET },
  } as const;
  const { tenths, description } = await networkOf([map]);
  // Ten minutes to board, twenty to cross.
  expect(tenths('B', 'C')).toBe(6000 + 12_000);
  expect(description.leftOut.islandCount).toBe(0);
});

test('a ferry without cars is for those on foot', async () => {
  const map = {
    places: { A: [0, 0], B: [2000, 0], C: [6000, 0], D: [7000, 0] },
    roads: { 'A B': STREET, 'B C': { route: 'ferry', motor_vehicle: 'no', duration: '20' }, 'C D': STREET },
  } as const;
  const byCar = await networkOf([map]);
  expect(byCar.tenths('B', 'C')).toBe(Infinity);
  // Twenty minutes to cross, five to board.
  expect((await networkOf([map], 'walk')).tenths('B', 'C')).toBe(12_000 + 3000);
});

test('a private road is no short cut, for cars or for walkers', async () => {
  const map = {
    places: SQUARE,
    roads: { ...LANES, 'A B': { ...STREET, access: 'private' }, 'B C': STREET, 'C D': STREET, 'D A': STREET },
  };
  expect((await networkOf([map])).tenths('A', 'B')).toBe(
    (await networkOf([{ ...map, roads: { ...map.roads, 'A B': {} } }])).tenths('A', 'B'),
  );
  // 3 km at 4.5 km/h: 40 minutes.
  expect((await networkOf([map], 'walk')).tenths('A', 'B')).toBe(24_000);
});

test('a street open to residents serves its houses, and costs more than the way round', async () => {
  // H stands in the middle of a street of 400 m; the way round is some 40 m longer.
  const map = {
    places: { A: [0, 0], H: [200, 0], B: [400, 0], C: [200, 90], c: [200, 800], a: [-300, 0], b: [700, 0], h: [200, -50] },
    roads: {
      'A H': { ...STREET, access: 'destination' },
      'H B': { ...STREET, access: 'destination' },
      'H h': { ...STREET, access: 'destination' },
      'A C': STREET,
      'C B': STREET,
      'C c': STREET,
      'a A': STREET,
      'B b': STREET,
    },
  } as const;
  const { tenths } = await networkOf([map]);
  const open = await networkOf([{ ...map, roads: { ...map.roads, 'A H': STREET, 'H B': STREET, 'H h': STREET } }]);
  expect(tenths('A', 'B')).toBeGreaterThan(open.tenths('A', 'B'));
  expect(tenths('A', 'B')).toBe(tenths('A', 'C') + tenths('C', 'B'));
  // Three seconds to enter, paid once by who stops there.
  expect(tenths('A', 'h')).toBe(open.tenths('A', 'h') + 30);
});

test('roads that nothing joins are left out, counted and measured', async () => {
  const { description, tenths } = await networkOf([
    {
      places: { ...SQUARE, X: [5000, 5000], Y: [5000, 6000], P: [9000, 0], Q: [9000, 500] },
      roads: { 'A B': STREET, 'B C': STREET, 'C D': STREET, 'D A': STREET, 'a A': STREET, 'X Y': STREET, 'P Q': STREET },
    },
  ]);
  expect(description.leftOut).toMatchObject({ islandCount: 2, nodeCount: 4, metres: 1500 });
  expect(description.roadMetres).toBe(4500);
  expect(tenths('A', 'X')).toBe(Infinity);
});

// A crossroads X and its four arms.
//        n
//        │
//   w ── X ── e
//        │
//        s
const CROSS = { X: [0, 0], n: [0, 500], s: [0, -500], e: [500, 0], w: [-500, 0] } as const;
const ARMS = { 's X': STREET, 'X n': STREET, 'X e': STREET, 'w X': STREET };

test('a forbidden left turn is not taken, by who comes from there only', async () => {
  const free = await networkOf([{ places: CROSS, roads: ARMS }]);
  const { tenths, description } = await networkOf([{ places: CROSS, roads: ARMS, turns: [['s X', 'X', 'w X', 'no_left_turn']] }]);
  expect(free.tenths('s', 'w')).toBe(free.tenths('s', 'n'));
  // On to the north, the east, or wherever one may turn, and back: 500 m up and 500 m down at least.
  expect(tenths('s', 'w')).toBe(free.tenths('s', 'n') + free.tenths('n', 'w'));
  for (const [from, to] of [
    ['s', 'n'],
    ['s', 'e'],
    ['n', 'w'],
    ['e', 'w'],
    ['w', 's'],
  ] as const)
    expect(tenths(from, to), `${from} → ${to}`).toBe(free.tenths(from, to));
  expect(description.read).toMatchObject({ honouredTurnCount: 1, turnCopyCount: 1 });
});

test('where one must go straight on, neither left nor right is taken', async () => {
  const free = await networkOf([{ places: CROSS, roads: ARMS }]);
  const { tenths } = await networkOf([{ places: CROSS, roads: ARMS, turns: [['s X', 'X', 'X n', 'only_straight_on']] }]);
  expect(tenths('s', 'n')).toBe(free.tenths('s', 'n'));
  expect(tenths('s', 'w')).toBe(free.tenths('s', 'n') + free.tenths('n', 'w'));
  expect(tenths('s', 'e')).toBe(free.tenths('s', 'n') + free.tenths('n', 'e'));
  expect(tenths('w', 's')).toBe(free.tenths('w', 's'));
});

test('a turn forbidden to cars holds nobody on foot', async () => {
  const turns = [['s X', 'X', 'w X', 'no_left_turn']] as const;
  const { tenths, description } = await networkOf([{ places: CROSS, roads: ARMS, turns }], 'walk');
  // 1 km at 4.5 km/h: 800 seconds.
  expect(tenths('s', 'w')).toBe(8000);
  expect(description.read.honouredTurnCount).toBe(0);
});

test('a bollard stops cars and lets bikes pass; a gate is opened', async () => {
  const roads = { ...LANES, 'A M': STREET, 'M B': STREET, 'B C': STREET, 'C D': STREET, 'D A': STREET };
  const places = { ...SQUARE, M: [500, 0] } as const;
  const around = (await networkOf([{ places, roads: { ...roads, 'A M': {}, 'M B': {} } }])).tenths('A', 'B');
  const bollard = { places, roads, signs: { M: { barrier: 'bollard' } } };
  expect((await networkOf([bollard])).tenths('A', 'B')).toBe(around);
  // 1 km at 17 km/h.
  expect((await networkOf([bollard], 'bike')).tenths('A', 'B')).toBe(2118);
  const free = (await networkOf([{ places, roads }])).tenths('A', 'B');
  // Fifteen seconds to open a gate, but never when it is locked.
  expect((await networkOf([{ ...bollard, signs: { M: { barrier: 'gate' } } }])).tenths('A', 'B')).toBe(free + 150);
  expect((await networkOf([{ ...bollard, signs: { M: { barrier: 'gate', access: 'private' } } }])).tenths('A', 'B')).toBe(around);
});

test('a 30 zone is slower than a street at 50, which is slower than a road at 80', async () => {
  const straight = async (tags: Record<string, string>) =>
    (await networkOf([{ places: { A: [0, 0], B: [3000, 0] }, roads: { 'A B': { highway: 'tertiary', ...tags } } }])).tenths('A', 'B');
  const [zone30, zone50, road80] = [
    await straight({ maxspeed: 'FR:zone30' }),
    await straight({ maxspeed: '50' }),
    await straight({ maxspeed: '80' }),
  ];
  expect(zone30).toBeGreaterThan(zone50);
  expect(zone50).toBeGreaterThan(road80);
  expect(await straight({ 'source:maxspeed': 'FR:zone30' })).toBe(zone30);
});

test('the example of the method note: a kilometre of town street with a light at its end', async () => {
  const { tenths } = await networkOf([
    {
      places: { A: [0, 0], B: [1000, 0] },
      roads: { 'A B': { highway: 'tertiary', maxspeed: '50' } },
      signs: { B: { highway: 'traffic_signals' } },
    },
  ]);
  expect([tenths('A', 'B'), tenths('B', 'A')]).toEqual([867, 847]);
});

test('two roads between the same places are both kept, the faster is taken', async () => {
  const { network, tenths } = await networkOf([
    {
      places: { A: [0, 0], B: [1000, 0], C: [500, 800], a: [-500, 0], b: [1500, 0] },
      roads: { 'A B': STREET, 'A C B': STREET, 'a A': STREET, 'B b': STREET },
    },
  ]);
  expect(network.edgeCount).toBe(4);
  const direct = await networkOf([{ places: { A: [0, 0], B: [1000, 0] }, roads: { 'A B': STREET } }]);
  expect(tenths('A', 'B')).toBe(direct.tenths('A', 'B'));
});

test('a road cut by the border of the extract is counted, and is whole again with the extract of next door', async () => {
  const places = { A: [0, 0], B: [1000, 0], C: [2000, 0], D: [3000, 0] } as const;
  const roads = { 'A B C D': { ...STREET, name: 'Route de la frontière' } };
  const west = { places, roads, missing: ['C', 'D'] };
  const east = { places, roads, missing: ['A', 'B'] };
  const alone = await networkOf([west]);
  expect(alone.tenths('A', 'D')).toBe(Infinity);
  expect(alone.description.leftOut).toMatchObject({ cutWayCount: 1, missingNodeCount: 2 });
  expect(alone.description.roadMetres).toBe(1000);
  const both = await networkOf([west, east]);
  expect(both.description).toMatchObject({
    roadMetres: 3000,
    read: { repeatedWayCount: 1 },
    leftOut: { cutWayCount: 0, missingNodeCount: 0 },
  });
  expect(both.tenths('A', 'D')).toBe((await networkOf([{ places, roads }])).tenths('A', 'D'));
});

test('points along a road are drawn, not kept as crossroads; each keeps its way, its name and its speed', async () => {
  const { network } = await networkOf([
    {
      places: { A: [0, 0], B: [1000, 0], C: [2000, 0], D: [3000, 100] },
      roads: { 'A B C': { ...STREET, name: 'Rue Haute' }, 'C D': { highway: 'secondary', maxspeed: '80', ref: 'D 901' } },
    },
  ]);
  expect({ nodes: network.graph.nodeCount, edges: network.edgeCount, points: network.pointLon.length }).toEqual({
    nodes: 2,
    edges: 1,
    points: 4,
  });
  const names = [0, 1, 2].map((point) => network.ways.names[network.ways.nameIndex[network.pointWay[point]!]!]);
  expect(network.arcIsBackward[0] === 0 ? names : names.toReversed()).toEqual(['Rue Haute', 'Rue Haute', 'D 901']);
});
