import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseParameters, readRunParameters } from './read-parameters.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-parametres-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what a document leaves out takes its default, part by part', () => {
  expect(parseParameters('{}', 'vide.json')).toEqual(DEFAULT_PARAMETERS);
  const parsed = parseParameters('\uFEFF{ "greyZones": { "factor": 1.2 }, "farThresholdMinutes": { "superior": 45 } }', 'p.json');
  expect(parsed.greyZones).toEqual({ ...DEFAULT_PARAMETERS.greyZones, factor: 1.2 });
  expect(parsed.farThresholdMinutes).toEqual({ proximity: 7, intermediate: 15, superior: 45 });
});

test.each([
  ['{ "greyZone": {} }', '« greyZone » n’est pas un paramètre'],
  ['{ "huff": { "gamma": 2 } }', '« huff.gamma » n’est pas un paramètre'],
  ['{ "greyZones": { "factor": -1 } }', '« greyZones.factor »'],
  ['{ "levelRule": "au hasard" }', '« levelRule »'],
  ['{ "catchment": { "bandMinutes": [10, 20], "weights": [1] } }', 'Autant de poids que de durées.'],
  ['{ "centreRule": { "levelThresholds": [0.5, 0.4, 0.8, 0.9] } }', 'Seuils croissants'],
  ['{ "centreOverrides": [{ "communeCode": "62041", "level": 3, "author": " ", "reason": "" }] }', '« centreOverrides.0.author »'],
  ['{ "themes": [{ "id": "sante", "label": "Santé", "facilityTypes": ["D2O1"] }] }', 'Code d’équipement de la BPE'],
  ['[1, 2]', 'il faut un objet JSON'],
  ['{ factor: 1 }', 'ce n’est pas du JSON'],
])('%s is refused, and says why', (text, expected) => {
  expect(() => parseParameters(text, 'p.json')).toThrow(expected);
});

test('the document of the folder is followed, another may be given, and none is the defaults', async () => {
  expect(await readRunParameters(folder)).toEqual(DEFAULT_PARAMETERS);
  await writeFile(join(folder, 'parametres.json'), '{ "maxMinutes": 90 }');
  expect((await readRunParameters(folder)).maxMinutes).toBe(90);
  await writeFile(join(folder, 'autre.json'), '{ "maxMinutes": 60 }');
  expect((await readRunParameters(folder, join(folder, 'autre.json'))).maxMinutes).toBe(60);
  await expect(readRunParameters(folder, join(folder, 'absent.json'))).rejects.toThrow('ne peut pas être lu');
});
