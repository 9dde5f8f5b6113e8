import { expect, test } from 'vitest';
import { bikeProfile } from './bike.ts';
import { carProfile } from './car.ts';
import { parseDuration } from './ferry.ts';
import { parseLimit, readSpeedLimits } from './speed-limit.ts';
import { DESTINATION, ORDINARY, type Tags } from './tags.ts';
import { walkProfile } from './walk.ts';

const tags = (text: string): Tags =>
  new Map(
    text
      .split(' ')
      .filter((pair) => pair !== '')
      .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
const directions = (reading: ReturnType<typeof carProfile.readWay>) =>
  reading === null ? 'fermée' : `${reading.rural.forward > 0 ? '→' : ''}${reading.rural.backward > 0 ? '←' : ''}`;

test('limits are read as mappers write them', () => {
  for (const [text, kmh] of [
    ['50', 50],
    ['30 mph', 48.28032],
    ['90 km/h', 90],
    ['FR:urban', 50],
    ['FR:rural', 80],
    ['FR:motorway', 130],
    ['FR:zone30', 30],
    ['FR:zone:20', 20],
    ['FR:20', 20],
    ['FR:30', 30],
    ['zone:30', 30],
    ['FR:living_street', 20],
    ['FR:walk', 6],
    ['walk', 6],
    ['none', 130],
    ['30;50', 30],
    ['signals', null],
  ] as const)
    expect(parseLimit(text), text).toEqual({ kmh, isUnread: false });
  for (const text of ['-50', '0', 'vite', '5000', '50 knots', 'FR:', 'FR:urbain'])
    expect(parseLimit(text), text).toEqual({ kmh: null, isUnread: true });
});

test('each direction has its limit, and the reason of the sign serves when the sign is not written', () => {
  expect(readSpeedLimits(tags('maxspeed=80 maxspeed:backward=50'))).toMatchObject({ forward: 80, backward: 50 });
  expect(readSpeedLimits(tags('source:maxspeed=FR:urban'))).toMatchObject({ forward: 50, backward: 50, zone: 'urban' });
  expect(readSpeedLimits(tags('zone:maxspeed=FR:30'))).toMatchObject({ forward: 30, backward: 30 });
  expect(readSpeedLimits(tags('maxspeed=70 source:maxspeed=FR:rural'))).toMatchObject({ forward: 70, zone: 'rural' });
});

test('which roads are open to a car, and in which direction', () => {
  for (const [road, expected] of [
    ['highway=residential', '→←'],
    ['highway=residential oneway=yes', '→'],
    ['highway=residential oneway=-1', '←'],
    ['highway=residential oneway=reversible', 'fermée'],
    ['highway=motorway', '→'],
    ['highway=motorway oneway=no', '→←'],
    ['highway=tertiary junction=roundabout', '→'],
    ['highway=tertiary junction=circular', '→'],
    ['highway=residential access=private', 'fermée'],
    ['highway=residential access=no motorcar=yes', '→←'],
    ['highway=residential motor_vehicle=no', 'fermée'],
    ['highway=residential vehicle=no motor_vehicle=private motorcar=yes', '→←'],
    ['highway=residential motor_vehicle:backward=no', '→'],
    ['highway=residential access:conditional=no', '→←'],
    ['highway=construction construction=primary', 'fermée'],
    ['highway=proposed', 'fermée'],
    ['highway=service area=yes', 'fermée'],
    ['highway=service service=emergency_access', 'fermée'],
    ['highway=track', 'fermée'],
    ['highway=track tracktype=grade1', 'fermée'],
    ['highway=track motor_vehicle=yes', '→←'],
    ['highway=track motor_vehicle=agricultural', 'fermée'],
    ['highway=pedestrian', 'fermée'],
    ['highway=pedestrian motor_vehicle=yes', '→←'],
    ['highway=unclassified smoothness=impassable', 'fermée'],
    ['highway=cycleway', 'fermée'],
    ['building=yes', 'fermée'],
    ['route=ferry', 'fermée'],
    ['route=ferry motor_vehicle=yes', '→←'],
  ] as const)
    expect(directions(carProfile.readWay(tags(road))), road).toBe(expected);
});

test('what is open to those who stop there is a zone of its own', () => {
  for (const value of ['destination', 'delivery', 'customers', 'residents'])
    expect(carProfile.readWay(tags(`highway=service access=${value}`))?.zone).toBe(DESTINATION);
  expect(carProfile.readWay(tags('highway=service access=permissive'))?.zone).toBe(ORDINARY);
});

test('a car drives under the limit, slower in town, slower on bad ground', () => {
  const speed = (text: string) => carProfile.readWay(tags(text))!;
  for (const roadClass of ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'residential', 'living_street'])
    for (const limit of [20, 30, 50, 80, 110, 130]) {
      const { rural, urban } = speed(`highway=${roadClass} maxspeed=${limit}`);
      expect(rural.forward).toBeLessThanOrEqual(limit * 10);
      expect(urban.forward).toBeLessThanOrEqual(rural.forward);
    }
  const good = speed('highway=unclassified').rural.forward;
  expect(speed('highway=unclassified surface=gravel').rural.forward).toBeLessThan(good);
  expect(speed('highway=unclassified surface=asphalt').rural.forward).toBe(good);
  expect(speed('highway=service service=parking_aisle').rural.forward).toBeLessThan(speed('highway=service').rural.forward);
  expect(speed('highway=trunk oneway=yes').rural.forward).toBeGreaterThan(speed('highway=trunk').rural.forward);
  expect(speed('highway=tertiary maxspeed=50').rural.rule).toBe('limite affichée 50 km/h, hors agglomération');
  expect(speed('highway=tertiary').urban.rule).toBe('en ville, sans limite affichée');
});

test('what tells a town: the sign, a limit of 50, street lamps; what does not: nothing at all', () => {
  for (const [road, expected] of [
    ['highway=tertiary source:maxspeed=FR:urban', true],
    ['highway=tertiary maxspeed=50', true],
    ['highway=tertiary lit=yes', true],
    ['highway=living_street', true],
    ['highway=tertiary maxspeed=80', false],
    ['highway=tertiary maxspeed=FR:rural lit=yes', false],
    ['highway=tertiary', null],
    ['highway=motorway maxspeed=110', null],
  ] as const)
    expect(carProfile.readWay(tags(road))?.isUrban, road).toBe(expected);
});

test('bikes ride both ways where signs allow it, and keep off motorways and footways', () => {
  for (const [road, expected] of [
    ['highway=residential oneway=yes', '→'],
    ['highway=residential oneway=yes oneway:bicycle=no', '→←'],
    ['highway=residential oneway=yes cycleway=opposite_lane', '→←'],
    ['highway=residential oneway=yes cycleway:left=lane cycleway:left:oneway=-1', '→←'],
    ['highway=cycleway', '→←'],
    ['highway=footway', 'fermée'],
    ['highway=footway bicycle=yes', '→←'],
    ['highway=motorway', 'fermée'],
    ['highway=trunk', '→←'],
    ['highway=trunk motorroad=yes', 'fermée'],
    ['highway=primary motorroad=yes', 'fermée'],
    ['highway=residential bicycle=no', 'fermée'],
    ['highway=residential motor_vehicle=no', '→←'],
    ['highway=steps', 'fermée'],
    ['highway=tertiary junction=roundabout', '→'],
  ] as const)
    expect(directions(bikeProfile.readWay(tags(road))), road).toBe(expected);
});

test('walkers take streets both ways, stairs slowly, and no road for motors only', () => {
  for (const [road, expected] of [
    ['highway=residential oneway=yes', '→←'],
    ['highway=footway', '→←'],
    ['highway=steps', '→←'],
    ['highway=steps conveying=forward', '→'],
    ['highway=motorway', 'fermée'],
    ['highway=trunk', '→←'],
    ['highway=trunk motorroad=yes', 'fermée'],
    ['highway=trunk motorroad=yes foot=yes', '→←'],
    ['highway=residential foot=no', 'fermée'],
    ['highway=residential access=private foot=yes', '→←'],
    ['highway=pedestrian area=yes', '→←'],
  ] as const)
    expect(directions(walkProfile.readWay(tags(road))), road).toBe(expected);
  expect(walkProfile.readWay(tags('highway=footway'))?.rural.forward).toBe(45);
  expect(walkProfile.readWay(tags('highway=steps'))?.rural.forward).toBe(20);
});

test('barriers, by traveller', () => {
  const passes = (node: string) =>
    [carProfile, bikeProfile, walkProfile].map(({ readNode }) => (readNode(tags(node))?.isClosed === true ? '✗' : '✓')).join('');
  for (const [node, expected] of [
    ['barrier=bollard', '✗✓✓'],
    ['barrier=bollard motor_vehicle=yes', '✓✓✓'],
    ['barrier=gate', '✓✓✓'],
    ['barrier=gate access=private', '✗✗✗'],
    ['barrier=gate access=no foot=yes', '✗✗✓'],
    ['barrier=gate locked=yes', '✗✗✗'],
    ['barrier=lift_gate', '✓✓✓'],
    ['barrier=toll_booth', '✓✓✓'],
    ['barrier=cattle_grid', '✓✓✓'],
    ['barrier=wall', '✗✗✗'],
    ['barrier=cycle_barrier', '✗✓✓'],
    ['barrier=block', '✗✓✓'],
    ['highway=crossing access=no', '✓✓✓'],
  ] as const)
    expect(passes(node), node).toBe(expected);
});

test('lights and signs hold those whom they face', () => {
  const waits = (node: string) => {
    const reading = carProfile.readNode(tags(node));
    return reading === null ? 'aucune' : `${reading.forwardWait > 0 ? '→' : ''}${reading.backwardWait > 0 ? '←' : ''}`;
  };
  expect(waits('highway=traffic_signals')).toBe('→←');
  expect(waits('highway=traffic_signals traffic_signals:direction=forward')).toBe('→');
  expect(waits('highway=stop direction=backward')).toBe('←');
  expect(waits('railway=level_crossing')).toBe('→←');
  expect(waits('highway=crossing')).toBe('aucune');
  expect(waits('highway=bus_stop')).toBe('aucune');
});

test('durations of a crossing', () => {
  expect(['25', '00:25', '00:25:00', '1:30', 'PT25M', 'PT1H30M', 'longtemps', undefined].map(parseDuration)).toEqual([
    1500, 1500, 1500, 5400, 1500, 5400, 0, 0,
  ]);
});
