import { accessWhatIf } from '@maillage/domain/accessibility/access-what-if.ts';
import { explainedChange } from '@maillage/domain/change/run-change.ts';
import { greyWhatIf } from '@maillage/domain/grey-zones/grey-what-if.ts';
import { centreWhatIf } from '@maillage/domain/hierarchy/centre-what-if.ts';
import { CHAPTER_NAMES, RUN_CHAPTERS } from '@maillage/domain/runs/chapters.ts';
import { createKeptResults } from '@maillage/pipeline/compute/kept-results.ts';
import { describeWorld, drawReferential } from '@maillage/pipeline/testing/drawn-world.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RUN_ID, startTestServer, type TestServer } from '../testing/start-test-server.ts';

// A road, one minute a kilometre: a town with a pharmacy, a village at 10 minutes, a farm at 40.
const referential = drawReferential(
  [
    { code: '00001', atKm: 0, population: 600, epci: 'A', offer: { D307: 1, C108: 1 } },
    { code: '00002', atKm: 10, population: 300, epci: 'A', offer: { C108: 1 } },
    { code: '00003', atKm: 40, population: 100, epci: 'B' },
  ],
  [
    { code: 'D307', range: 'proximity' },
    { code: 'C108', range: 'proximity' },
  ],
);
let server: TestServer;
beforeAll(async () => {
  const { results, chapters, offerPlaces } = await describeWorld(referential, {}, createKeptResults());
  server = await startTestServer({ published: { results, chapters, places: offerPlaces.places } });
});
afterAll(() => server.close());

const get = (path: string) => server.app.inject({ method: 'GET', url: `/api/runs/${RUN_ID}${path}` });

test.each(CHAPTER_NAMES)('the chapter %s answers its contract', async (name) => {
  const answer = await get(`/chapters/${name}`);
  expect(answer.statusCode, answer.body).toBe(200);
  RUN_CHAPTERS[name].parse(answer.json());
});

test('a chapter of a run that does not exist is not found, in words', async () => {
  const answer = await server.app.inject({ method: 'GET', url: '/api/runs/ffffffffffffffff/chapters/quarters' });
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ error: { code: 'run-not-found' } });
});

test('who is beyond 15 minutes of the pharmacy: the farm, a tenth of the people; beyond 5, the village too', async () => {
  const ask = async (minutes: number) =>
    accessWhatIf.parse((await get(`/what-if/access?scope=service.D307&minutes=${minutes}`)).json()).departement;
  expect(await ask(15)).toEqual({ peopleCount: 100, shareRatio: 0.1 });
  expect(await ask(5)).toEqual({ peopleCount: 400, shareRatio: 0.4 });
  expect((await get('/what-if/access?minutes=-1')).statusCode).toBe(400);
});

test('the mean to the pharmacy is 7 minutes: the village and the farm are grey; at six times that, none', async () => {
  const ask = async (factor: number) =>
    greyWhatIf
      .parse((await get(`/what-if/grey-zones?services=D307&factor=${factor}`)).json())
      .communes.flatMap(({ communeCode, isGrey }) => (isGrey ? [communeCode] : []));
  expect(await ask(1)).toEqual(['00002', '00003']);
  expect(await ask(6)).toEqual([]);
  const wrong = await get('/what-if/grey-zones?services=pharmacie');
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json()).toMatchObject({ error: { code: 'usage', details: { fields: ['services'] } } });
});

test('with a threshold out of reach of all, no commune is a centre', async () => {
  const answer = centreWhatIf.parse((await get('/what-if/centres?thresholds=1.1,1.2,1.3,1.4')).json());
  expect(answer.counts).toEqual([3, 0, 0, 0, 0]);
  expect((await get('/what-if/centres?thresholds=0.5,0.4,0.3,0.2')).statusCode).toBe(400);
});

test('the places of a service, and their number', async () => {
  const answer = (await get('/places?service=C108')).json();
  expect(answer.total).toBe(2);
  expect(answer.places.map(({ communeCode }: { communeCode: string }) => communeCode)).toEqual(['00001', '00002']);
});

test('the first run has no change to tell, and says why', async () => {
  const { change, reason } = explainedChange.parse((await get('/change')).json());
  expect(change).toBeNull();
  expect(reason).toContain('Un seul calcul');
});
