import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DrawnMap, drawnPbf } from '@maillage/sources/osm/drawn-map.test-support.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashFiles } from './testing/hash-files.ts';
import { runHere, runJson, startCommand } from './testing/run-command.ts';

// Bourg ── Hameau ── Ferme, 1 km and 2 km, and a lane at the Hameau; an island.
const MAP: DrawnMap = {
  places: { B: [0, 0], H: [1000, 0], F: [3000, 0], L: [1000, 500], I: [0, 9000], J: [0, 9500] },
  roads: {
    'B H': { highway: 'tertiary', maxspeed: '50' },
    'H F': { highway: 'tertiary', maxspeed: '80' },
    'H L': { highway: 'service' },
    'I J': { highway: 'residential' },
  },
};

let folder = '';
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-graphe-'));
  await writeFile(at('carte.osm.pbf'), drawnPbf(MAP));
  await writeFile(at('page.osm.pbf'), '<!DOCTYPE html><html></html>');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a graph is built, says what it kept and left out, and its description is read back', async () => {
  const built = await runHere(['graph', 'build', at('carte.osm.pbf'), '--out', at('routes.graphe')]);
  expect(built.code).toBe(0);
  expect(built.stderr).toMatch(/Lecture de la carte[\s\S]*Construction du réseau[\s\S]*Écriture du graphe/);
  const [french] = built.stdout.split('Écrit dans');
  expect(french).toContain('4 carrefours, 3 tronçons, 6 arcs');
  expect(french).toContain('© les contributeurs d’OpenStreetMap, ODbL 1.0');
  expect((await runHere(['graph', 'info', at('routes.graphe')])).stdout).toBe(french);
  expect((await runJson(['graph', 'info', at('routes.graphe')])).answer).toMatchObject({
    profile: 'car',
    weightUnitMilliseconds: 100,
    sources: [{ name: 'carte.osm.pbf', byteCount: drawnPbf(MAP).length }],
    nodeCount: 4,
    roadMetres: 3500,
    leftOut: { islandCount: 1, nodeCount: 2, metres: 500 },
  });
});

for (const [what, args, message, code] of [
  ['no action', [], /Que faire du graphe/, 2],
  ['no extract', ['build', '--out', 'g'], /Quel extrait lire/, 2],
  ['no output', ['build', 'carte.osm.pbf'], /Il manque l’option --out/, 2],
  ['an unknown profile', ['build', 'carte.osm.pbf', '--out', 'g', '--profile', 'cheval'], /--profile attend car, bike ou walk/, 2],
  ['the extract as output', ['build', 'carte.osm.pbf', '--out', 'carte.osm.pbf'], /serait écrasé/, 2],
  ['a web page', ['build', 'page.osm.pbf', '--out', 'g'], /« page\.osm\.pbf ».*page web/, 1],
  ['an absent extract', ['build', 'absent.osm.pbf', '--out', 'g'], /« absent\.osm\.pbf » n’existe pas/, 1],
  ['a folder that does not exist', ['build', 'carte.osm.pbf', '--out', 'absent/g'], /ne peut pas être écrit : le dossier n’existe pas/, 1],
  ['an extract as graph', ['info', 'carte.osm.pbf'], /ce n’est pas un graphe routier/, 1],
] as const)
  test(`${what}: refused in French, and nothing is written`, async () => {
    const before = await readdir(folder);
    const result = await runHere(['graph', ...args.map((word) => (/^(carte|page|absent|g$)/.test(word) ? at(word) : word))]);
    expect(result.stderr).toMatch(message);
    expect(result.code).toBe(code);
    expect(await readdir(folder)).toEqual(before);
  });

test('a graph being built that is killed leaves the old one, and the next run starts clean', async () => {
  const args = ['graph', 'build', at('carte.osm.pbf'), '--out', at('tue.graphe'), '--profile', 'walk'];
  await writeFile(at('tue.graphe'), 'ancien');
  for (const moment of [/Lecture de la carte/, /Construction du réseau/, /Écriture du graphe/]) {
    const command = startCommand(args);
    await command.said(moment);
    command.child.kill('SIGKILL');
    await command.ended;
    const left = await readFile(at('tue.graphe'));
    // The old one, or the whole new one when death came too late.
    if (left.toString('latin1') !== 'ancien') expect((await runHere(['graph', 'info', at('tue.graphe')])).code).toBe(0);
  }
  expect((await runHere(args)).code).toBe(0);
  expect((await readdir(folder)).filter((name) => name.startsWith('tue'))).toEqual(['tue.graphe']);
  await runHere([...args.slice(0, 4), at('entier.graphe'), '--profile', 'walk']);
  const hashes = await hashFiles(folder);
  expect(hashes['tue.graphe']).toBe(hashes['entier.graphe']);
});
