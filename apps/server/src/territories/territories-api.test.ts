import { serviceAccess } from '@maillage/domain/accessibility/fallback.ts';
import { territoryListItem, territoryPortrait } from '@maillage/domain/territories/territory-portrait.ts';
import { createKeptResults } from '@maillage/pipeline/compute/kept-results.ts';
import { describeWorld, drawReferential } from '@maillage/pipeline/testing/drawn-world.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { RUN_ID, startTestServer, type TestServer } from '../testing/start-test-server.ts';

// A road, one minute a kilometre: two towns with a pharmacy 30 minutes apart, a village 5 minutes from the first, a farm beyond it.
const referential = drawReferential(
  [
    { code: '00001', atKm: 0, population: 600, epci: 'A', offer: { D307: 1, C108: 1 } },
    { code: '00002', atKm: 5, population: 300, epci: 'A' },
    { code: '00003', atKm: 12, population: 100, epci: 'B' },
    { code: '00004', atKm: 30, population: 500, epci: 'B', offer: { D307: 1 } },
  ],
  [
    { code: 'D307', range: 'proximity' },
    { code: 'C108', range: 'proximity' },
    { code: 'F312', range: 'superior', collected: false },
  ],
);
let server: TestServer;
beforeAll(async () => {
  const { results, chapters, offerPlaces } = await describeWorld(referential, {}, createKeptResults());
  server = await startTestServer({ published: { results, chapters, places: offerPlaces.places } });
});
afterAll(() => server.close());

const get = (path: string) => server.app.inject({ method: 'GET', url: `/api/runs/${RUN_ID}${path}` });
const explain = async (code: string, service: string) => serviceAccess.parse((await get(`/communes/${code}/services/${service}`)).json());
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('from the village, the pharmacy of the town, else that of the other; its closure costs the three who go there', async () => {
  const { nearest, second, ifClosed, sentences } = await explain('00002', 'D307');
  expect(nearest).toMatchObject({ communeCode: '00001', minutes: 5 });
  expect(second).toMatchObject({ communeCode: '00004', minutes: 25 });
  expect(nearest!.lon).toBeCloseTo(0, 5);
  // 600 people lose 30 minutes, 300 lose 20, 100 lose 6: 24.6 in mean; nobody is left without.
  expect(ifClosed).toMatchObject({ communeCount: 3, populationCount: 1000, withoutCount: 0 });
  expect(ifClosed!.extraMinutes).toBeCloseTo(24.6, 2);
  expect(ifClosed!.longest).toEqual({ communeCode: '00001', communeName: 'Commune 00001', before: 0, after: 30 });
  expect(sentences.map(plain)).toEqual([
    'Le plus proche : à Commune 00001, 5,0 min.',
    'Le suivant : à Commune 00004, 25,0 min.',
    'S’il fermait, 1 000 habitants de 3 communes feraient en moyenne 24,6 min de plus (Commune 00001 : 30,0 min au lieu de 0 min).',
  ]);
});

test('the only school has no other behind it; a service that nobody counted is said so; what is unknown is refused', async () => {
  const school = await explain('00004', 'C108');
  expect(school.second).toBeNull();
  expect(school.ifClosed).toMatchObject({ communeCount: 4, withoutCount: 1500, extraMinutes: null, longest: null });
  expect(plain(school.sentences.at(-1)!)).toBe('S’il fermait, 1 500 habitants de 4 communes n’auraient plus de lieu à portée.');
  expect((await explain('00004', 'F312')).sentences).toEqual(['Ce service n’est pas recensé dans ce millésime.']);
  expect((await get('/communes/00004/services/Z999')).statusCode).toBe(404);
  expect((await get('/communes/99999/services/D307')).statusCode).toBe(404);
});

test('the territories, and the portrait of each', async () => {
  const list = z.array(territoryListItem).parse((await get('/territories')).json());
  expect(list.map(({ kind, code, communeCount }) => `${kind} ${code} ${communeCount}`)).toEqual([
    'epci A 2',
    'epci B 2',
    'departement 00 4',
  ]);
  for (const { kind, code } of list) territoryPortrait.parse((await get(`/territories/${kind}/${code}`)).json());
});

test('an intercommunality beside the Département and its peer: minutes, people, rank', async () => {
  const portrait = territoryPortrait.parse((await get('/territories/epci/A')).json());
  expect(portrait).toMatchObject({ populationCount: 900, areaKm2: 20 });
  expect(portrait.references.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['departement 00', 'region 99', 'epci B']);
  const minutes = portrait.comparisons.find(({ figureId }) => figureId === 'range-minutes.proximity')!;
  // Town 0, village 5 minutes for both services: 300 × 5 / 900. The peer is farther: it has the first rank.
  expect(minutes.value).toBeCloseTo(5 / 3, 2);
  expect(minutes).toMatchObject({ rank: 2, rankedCount: 2 });
  const [proximity] = portrait.spreads;
  expect(proximity!.classes.reduce((sum, { populationCount }) => sum + populationCount, 0)).toBe(900);
  expect(proximity!.classes.reduce((sum, { shareRatio }) => sum + shareRatio, 0)).toBeCloseTo(1, 9);
  expect(portrait.services.every((service) => service.minutes < service.departementMinutes)).toBe(true);
  expect(plain(portrait.sentences.join(' '))).toMatch(/2 communes, 900 habitants et 20 km² dans le Département (du |de |d’|des )/);
});

test('a territory that is not there is refused in words', async () => {
  const answer = await get('/territories/epci/nulle-part');
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ error: { code: 'territory-not-found' } });
  expect((await get('/territories/planete/A')).statusCode).toBe(400);
});
