import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atlasMap } from '@maillage/domain/atlas/atlas.ts';
import { DEFAULT_ATLAS } from '@maillage/pipeline/atlas/read-atlas.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { RUN_ID, startTestServer, type TestServer } from '../testing/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const get = (url: string) => server.app.inject({ method: 'GET', url });
const list = async () => z.array(atlasMap).parse((await get('/api/atlas')).json());

test('a hundred maps are declared, each with its theme, and each of its addresses answers', async () => {
  const maps = await list();
  expect(maps.length).toBeGreaterThanOrEqual(100);
  expect(maps.map(({ id }) => id)).toEqual(DEFAULT_ATLAS.maps.map(({ id }) => id));
  for (const { imageUrl, thumbnailUrl, dataUrl, geojsonUrl, id } of maps)
    for (const [url, start] of [
      [imageUrl, '<svg '],
      [thumbnailUrl, '<svg '],
      [dataUrl, 'commune_code,name,population_count,figure,value,unit,status'],
      [geojsonUrl, '{"type":"FeatureCollection"'],
    ] as const) {
      const answer = await get(url);
      expect([answer.statusCode, answer.body.startsWith(start)], `${id} ${url}`).toEqual([200, true]);
    }
});

test('a figure that the run has not is told, and its map is all missing', async () => {
  const stations = (await list()).find(({ id }) => id === 'gare');
  expect(stations).toMatchObject({ available: false });
  expect(stations?.missingReason).toMatch(/\S/);
  expect((await get(stations!.dataUrl)).body).toContain('00001,Bourg,1000,service-minutes.E107,,');
});

test('a map that the atlas does not declare is not found, in words; a name that is no name of file is refused', async () => {
  const answer = await get(`/api/runs/${RUN_ID}/maps/nulle-part.svg`);
  expect(answer.statusCode).toBe(404);
  expect(answer.body).toContain('nulle-part');
  expect((await get(`/api/runs/${RUN_ID}/maps/..%2Fsecret.svg`)).statusCode).toBe(400);
});

test('adding a map is adding an entry: the atlas of the data folder is followed; one badly written says what to mend', async () => {
  const path = join(server.dataFolder, 'atlas.json');
  const own = {
    version: 1,
    themes: [{ id: 'a', label: 'À nous' }],
    maps: [{ id: 'b', theme: 'a', title: 'La nôtre', figure: 'population' }],
  };
  await writeFile(path, JSON.stringify(own));
  expect(await list()).toMatchObject([{ id: 'b', themeLabel: 'À nous', style: 'symbols', available: true }]);
  await writeFile(path, JSON.stringify({ ...own, maps: [{ ...own.maps[0], theme: 'z' }, own.maps[0]] }));
  const wrong = await get('/api/atlas');
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json().error.message).toContain('le thème « z » n’est pas dans « themes »');
  expect(wrong.json().error.message).toContain('la carte « b » figure deux fois');
  await rm(path);
  await mkdir(path);
  expect((await get('/api/atlas')).json().error.message).toContain('il ne peut pas être lu');
  await rm(path, { recursive: true });
});

test('the declared atlas is written one map a line, for who reads it', () => {
  const text = readFileSync(new URL('../../../../packages/pipeline/src/atlas/atlas.json', import.meta.url), 'utf8');
  expect(text.split('\n').filter((line) => line.includes('"figure"'))).toHaveLength(DEFAULT_ATLAS.maps.length);
});
