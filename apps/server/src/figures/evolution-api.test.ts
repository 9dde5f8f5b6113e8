import { atlasMap } from '@maillage/domain/atlas/atlas.ts';
import { figureEvolution } from '@maillage/domain/figures/figure-evolution.ts';
import { createKeptResults } from '@maillage/pipeline/compute/kept-results.ts';
import { describeWorld, drawReferential } from '@maillage/pipeline/testing/drawn-world.ts';
import { publishRun } from '@maillage/store/runs/publish-run.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { RUN_ID, startTestServer, type TestServer } from '../testing/start-test-server.ts';

const LATER = 'fedcba9876543210';
const draw = (villagePharmacies: number) =>
  drawReferential(
    [
      { code: '00001', atKm: 0, population: 600, offer: { D307: 1 } },
      { code: '00002', atKm: 10, population: 300, offer: villagePharmacies > 0 ? { D307: villagePharmacies } : {} },
      { code: '00003', atKm: 14, population: 100 },
    ],
    [{ code: 'D307', range: 'proximity' }],
  );

let server: TestServer;
beforeAll(async () => {
  const before = await describeWorld(draw(0), {}, createKeptResults());
  server = await startTestServer({ published: { ...before, places: before.offerPlaces.places } });
  // A pharmacy opens in the village: 10 minutes less for it, 10 less for the farm beyond, nothing for the town.
  const after = await describeWorld(draw(1), {}, createKeptResults());
  await publishRun(server.store, {
    results: { ...after.results, manifest: { ...after.results.manifest, id: LATER } },
    ...{ chapters: after.chapters, places: after.offerPlaces.places, comparison: null, publishedAt: '2026-03-31T10:00:00.000Z' },
    geometry: new TextEncoder().encode('{"type":"Topology","objects":{},"arcs":[]}'),
  });
});
afterAll(() => server.close());

const get = (url: string) => server.app.inject({ method: 'GET', url });

test('a pharmacy opens in the village: two communes are ten minutes nearer, the town does not move', async () => {
  const evolution = figureEvolution.parse((await get(`/api/runs/${LATER}/figures/service-minutes.D307/evolution`)).json());
  expect(evolution.communes.map(({ value }) => value)).toEqual([0, -10, -10]);
  expect(evolution.before.runId).toBe(RUN_ID);
  expect(evolution.figure.style).toBe('diverging');
  expect(evolution.headline.replace(/[\u00a0\u202f]/g, ' ')).toBe(
    '2 communes changent sur 3 depuis le calcul du 31 janvier 2026, le plus : Commune 00002 (−10 min) et Commune 00003 (−10 min).',
  );
  expect(evolution.largest).toEqual([
    { code: '00002', name: 'Commune 00002', before: 10, after: 0 },
    { code: '00003', name: 'Commune 00003', before: 14, after: 4 },
  ]);
});

test('each map of one figure has its evolution, drawn about zero; a map of two figures or of levels has none', async () => {
  const maps = z.array(atlasMap).parse((await get('/api/atlas')).json());
  const pharmacy = maps.find(({ id }) => id === 'pharmacie')!;
  const drawn = await get(pharmacy.evolutionUrl!);
  expect(drawn.statusCode).toBe(200);
  expect(drawn.body).toContain('Ce qui a changé');
  expect(drawn.body).toMatch(/de −[\d,]+ à [\d,]+\s*min/);
  for (const map of maps) if (map.style === 'bivariate' || map.style === 'categories') expect(map.evolutionUrl).toBeNull();
});

test('what did not move says so; a level does not subtract; the first run has nothing before it', async () => {
  const still = figureEvolution.parse((await get(`/api/runs/${LATER}/figures/population/evolution`)).json());
  expect(still.headline).toContain('Rien ne change');
  expect((await get(`/api/runs/${LATER}/figures/centre-level/evolution`)).statusCode).toBe(404);
  const first = await get(`/api/runs/${RUN_ID}/figures/population/evolution`);
  expect(first.json().error.message).toContain('pas encore d’évolution');
});
