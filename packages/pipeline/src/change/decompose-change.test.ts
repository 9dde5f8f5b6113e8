import { CHANGE_CAUSES, type FigureChange } from '@maillage/domain/change/run-change.ts';
import { DEFAULT_PARAMETERS, type RunParameters } from '@maillage/domain/runs/parameters.ts';
import { expect, test } from 'vitest';
import { centreOrigins } from '../compute/origins.ts';
import { type DrawnCommune, drawReferential } from '../testing/drawn-world.ts';
import { type ChangeBase, extractFacts } from './change-base.ts';
import { decomposeChange, type TravelMaker } from './decompose-change.ts';

/** Methods EX11a: four communes at 4, 9, 14 and 22 minutes of a service; a second place brings the last two to 6 and 10. */
const MINUTES = { one: [4, 9, 14, 22], two: [4, 9, 6, 10] };
const SERVICE = [{ code: 'D307', range: 'proximity' }] as const;

function base(
  populations: readonly number[],
  placeCount: number,
  changes: { parameters?: Partial<RunParameters>; networkKey?: string } = {},
): ChangeBase {
  const drawn: DrawnCommune[] = populations.map((population, index) => ({
    ...{ code: `0000${index + 1}`, atKm: index, population, offer: index < placeCount ? { D307: 1 } : {} },
  }));
  return {
    facts: extractFacts(drawReferential(drawn, SERVICE)),
    networkKey: changes.networkKey ?? null,
    parameters: { ...DEFAULT_PARAMETERS, ...changes.parameters },
    engineVersion: '0',
  };
}

const notAsked = () => Promise.reject(new Error('the headline figures ask for the nearest place only'));

/** A network says how many times longer than the drawing its minutes are; « gone » is not there any more. */
const makeTravel: TravelMaker = async ({ networkKey }) => {
  if (networkKey === 'gone') return null;
  const slowness = networkKey === null ? 1 : Number(networkKey);
  return (referential) => ({
    method: 'estimated',
    sentence: '',
    origins: centreOrigins(referential.communes),
    answer: async (query) => {
      const drawn = query.points.lon.length === 1 ? MINUTES.one : query.points.lon.length === 2 ? MINUTES.two : [];
      const minutes = drawn.map((value) => value * slowness);
      return { minutes: Float32Array.from(minutes), pointIndex: new Int32Array(minutes.length) };
    },
    minutesBetween: () => 0,
    minutesToCentre: () => 0,
    farthestKm: (minutes: number) => minutes,
    answerSeveral: notAsked,
  });
};

const meanOf = (minutes: readonly number[], people: readonly number[]) =>
  minutes.reduce((sum, value, index) => sum + value * people[index]!, 0) / people.reduce((sum, value) => sum + value, 0);
const shareOf = (minutes: readonly number[], people: readonly number[], threshold: number) =>
  meanOf(
    minutes.map((value) => Number(value > threshold)),
    people,
  );
const BEFORE = [5000, 1500, 800, 200];
const AFTER = [5200, 1400, 800, 250];

async function explain(before: ChangeBase, after: ChangeBase, published: { before: [number, number]; after: [number, number] }) {
  const values = ([minutes, share]: [number, number]) =>
    new Map([
      ['service-minutes.D307', minutes],
      ['far-share.proximity', share],
    ]);
  const { figures, notes } = await decomposeChange({
    ...{ before, after, makeTravel, project: () => undefined },
    published: { before: values(published.before), after: values(published.after) },
  });
  const of = (figureId: string) => figures.find((row) => row.figureId === figureId)!;
  return { minutes: of('service-minutes.D307'), share: of('far-share.proximity'), notes };
}
const sumOf = (row: FigureChange) => CHANGE_CAUSES.reduce((sum, cause) => sum + row[cause]!, 0);

test('EX11a: a new place saves 1.173333 minutes, the people who moved 0.053072', async () => {
  const { minutes, share } = await explain(base(BEFORE, 1), base(AFTER, 2), {
    before: [meanOf(MINUTES.one, BEFORE), shareOf(MINUTES.one, BEFORE, 7)],
    after: [meanOf(MINUTES.two, AFTER), shareOf(MINUTES.two, AFTER, 7)],
  });
  expect(minutes.before).toBeCloseTo(6.546667, 6);
  expect(minutes.after).toBeCloseTo(5.320261, 6);
  expect(minutes.offer).toBeCloseTo(-1.173333, 6);
  expect(minutes.population).toBeCloseTo(-0.053072, 6);
  expect(minutes.network).toBe(0);
  expect(minutes.method).toBeCloseTo(0, 12);
  expect(minutes.label).toBe('Temps moyen d’accès : Service D307');
  // Beyond 7 minutes: 2 500 of 7 500, then the 800 come to 6 minutes.
  expect(share.offer).toBeCloseTo(-800 / 7500, 9);
});

test('a threshold that moves is method, roads that slow down are network, and the four parts add up', async () => {
  const after = base(AFTER, 2, {
    networkKey: '1.5',
    parameters: { farThresholdMinutes: { proximity: 12, intermediate: 15, superior: 30 } },
  });
  const slow = MINUTES.two.map((value) => value * 1.5);
  const { minutes, share } = await explain(base(BEFORE, 1), after, {
    before: [meanOf(MINUTES.one, BEFORE), shareOf(MINUTES.one, BEFORE, 7)],
    after: [meanOf(slow, AFTER), shareOf(slow, AFTER, 12)],
  });
  expect(minutes.network).toBeCloseTo(0.5 * 5.320261, 5);
  expect(minutes.method).toBeCloseTo(0, 9);
  // With slower roads: 6, 13.5, 9 and 15 minutes; beyond 7 all but the first, beyond 12 the second and the last.
  expect(share.method).toBeCloseTo(-800 / 7650, 9);
  for (const row of [minutes, share]) expect(sumOf(row)).toBeCloseTo(row.after! - row.before!, 12);
});

test('when the older roads are gone, the network is replaced first, the sum still holds, and it is said', async () => {
  const { minutes, notes } = await explain(base(BEFORE, 1, { networkKey: 'gone' }), base(AFTER, 2), {
    before: [8, 0.4],
    after: [meanOf(MINUTES.two, AFTER), shareOf(MINUTES.two, AFTER, 7)],
  });
  expect(minutes.network).toBeCloseTo(6.546667 - 8, 6);
  expect(minutes.offer).toBeCloseTo(-1.173333, 6);
  expect(sumOf(minutes)).toBeCloseTo(minutes.after! - 8, 12);
  expect(notes[0]).toContain('n’est plus dans le dossier');
});

test('a commune that merged keeps its people and its places in the commune that it became', async () => {
  const old = base([5000, 1500, 800, 200], 2);
  const merged: ChangeBase = {
    ...old,
    facts: extractFacts(
      drawReferential(
        [
          { code: '00001', atKm: 0, population: 6500, offer: { D307: 2 } },
          { code: '00003', atKm: 2, population: 800 },
          { code: '00004', atKm: 3, population: 200 },
        ],
        SERVICE,
      ),
    ),
  };
  const seen: { populations: (number | null)[]; places: number[] }[] = [];
  await decomposeChange({
    ...{ before: old, after: merged, published: { before: new Map(), after: new Map() } },
    project: (code) => (code === '00002' ? '00001' : undefined),
    makeTravel: async () => (referential) => {
      seen.push({
        populations: referential.communes.map(({ populationCount }) => populationCount),
        places: referential.offer.map(({ communeIndex }) => communeIndex),
      });
      return {
        ...{
          method: 'estimated',
          sentence: '',
          origins: centreOrigins(referential.communes),
          minutesBetween: () => 0,
          minutesToCentre: () => 0,
          farthestKm: (minutes: number) => minutes,
          answerSeveral: notAsked,
        },
        answer: async (query) => ({
          minutes: new Float32Array(query.originLon.length * (query.typeFirst.length - 1)),
          pointIndex: new Int32Array(query.originLon.length * (query.typeFirst.length - 1)),
        }),
      };
    },
  });
  expect(seen[0]).toEqual({ populations: [6500, 800, 200], places: [0, 0] });
});

test('what two runs share is not counted again: a new place makes two worlds, and only offer has a part', async () => {
  let worldCount = 0;
  const counted: TravelMaker = async (one) => {
    const travelIn = (await makeTravel(one))!;
    return (referential) => {
      worldCount++;
      return travelIn(referential);
    };
  };
  const values = (minutes: readonly number[]) => new Map([['service-minutes.D307', meanOf(minutes, BEFORE)]]);
  const { figures } = await decomposeChange({
    ...{ before: base(BEFORE, 1), after: base(BEFORE, 2), makeTravel: counted, project: () => undefined },
    published: { before: values(MINUTES.one), after: values(MINUTES.two) },
  });
  expect(worldCount).toBe(2);
  expect(figures[0]).toMatchObject({ population: 0, network: 0 });
  expect(figures[0]!.offer).toBeCloseTo(meanOf(MINUTES.two, BEFORE) - meanOf(MINUTES.one, BEFORE), 9);
  expect(figures[0]!.method).toBeCloseTo(0, 9);
});
