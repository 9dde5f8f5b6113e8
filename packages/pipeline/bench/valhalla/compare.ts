/**
 * Our travel times beside those of Valhalla on the same extract: `node packages/pipeline/bench/valhalla/compare.ts FILE.osm.pbf`.
 * Not a test: it needs 280 MB that the README of this folder installs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { attachPlaces } from '@maillage/engine/network/attach-places.ts';
import { createRouteGround, findRoute, type Route } from '@maillage/engine/network/route.ts';
import { indexRoads, snapPlaces } from '@maillage/engine/network/snap-places.ts';
import { seededRandom } from '@maillage/engine/seeded-random.ts';
import { z } from 'zod';
import { buildNetworkFromOsm } from '../../src/network/build-graph-file.ts';
import { ACCESS_KMH, CLOSED_CLASSES, SNAP_METRES } from '../../src/network/snap-defaults.ts';

const COSTING = { car: 'auto', bike: 'bicycle', walk: 'pedestrian' } as const;
const answer = z.object({ trip: z.object({ summary: z.object({ time: z.number(), length: z.number() }) }) });
const SEED = 20260101;
/** Shorter journeys are all snapping and first turns. */
const MIN_SECONDS = 60;

interface Pair {
  from: [lon: number, lat: number];
  to: [lon: number, lat: number];
  oursSeconds: number;
  theirsSeconds: number;
  oursMetres: number;
  theirsMetres: number;
  route: Route;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '2500' },
    profile: { type: 'string', default: 'car' },
    json: { type: 'boolean', default: false },
  },
});
const [extract] = positionals;
const profile = z.enum(['car', 'bike', 'walk']).parse(values.profile);
if (extract === undefined) throw new Error('Quel extrait ? node compare.ts EXTRAIT.osm.pbf');
const folder = mkdtempSync(join(tmpdir(), 'maillage-valhalla-'));
try {
  const pairs = await comparePairs(resolve(extract), Number(values.pairs));
  report(pairs);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function openValhalla(path: string) {
  const here = import.meta.dirname;
  const valhalla = join(here, 'node_modules/.bin/valhalla');
  const config = execFileSync(valhalla, ['build_config', '--mjolnir-tile-dir', join(folder, 'tiles')], { encoding: 'utf8' });
  const configPath = join(folder, 'config.json');
  writeFileSync(configPath, config.slice(config.indexOf('{')));
  execFileSync(valhalla, ['build_tiles', '-c', configPath, path], { stdio: 'ignore' });
  // By its path: this package is not in the tree of the project, and nothing else may know it.
  const { Actor } = (await import(join(here, 'node_modules/@valhallajs/valhallajs/index.mjs'))) as {
    Actor: { fromConfigFile(path: string): Promise<{ route(request: unknown): Promise<unknown> }> };
  };
  return Actor.fromConfigFile(configPath);
}

async function comparePairs(path: string, pairCount: number): Promise<Pair[]> {
  const { network } = await buildNetworkFromOsm({ paths: [path], profile, weightUnitMilliseconds: 100, report: () => undefined });
  const { graph } = network;
  const random = seededRandom(SEED);
  // Nodes of the network stand on roads: neither engine has a way to go before its road. Each origin serves several destinations.
  const nodes = Array.from({ length: 2 * Math.ceil(Math.sqrt(pairCount * 1.4)) }, () => Math.floor(random() * graph.nodeCount));
  const spots = { lon: nodes.map((node) => graph.lon[node]!), lat: nodes.map((node) => graph.lat[node]!) };
  const snapped = snapPlaces(indexRoads(network, CLOSED_CLASSES[profile]), spots, SNAP_METRES);
  const ground = createRouteGround(attachPlaces(network, snapped, ACCESS_KMH[profile]));
  const valhalla = await openValhalla(path);
  const pairs: Pair[] = [];
  for (let draw = 0; draw < pairCount * 3 && pairs.length < pairCount; draw++) {
    const [a, b] = [Math.floor(random() * nodes.length), Math.floor(random() * nodes.length)];
    const route = a === b ? undefined : findRoute(ground, a, b);
    if (route === undefined || route.weight / 10 < MIN_SECONDS) continue;
    const at = (place: number) => ({ lon: spots.lon[place]!, lat: spots.lat[place]! });
    const theirs = await valhalla
      .route({ locations: [at(a), at(b)], costing: COSTING[profile], units: 'kilometers', directions_type: 'none' })
      .then((raw) => answer.parse(typeof raw === 'string' ? JSON.parse(raw) : raw).trip.summary)
      .catch(() => undefined);
    if (theirs === undefined || theirs.time < MIN_SECONDS) continue;
    pairs.push({
      from: [spots.lon[a]!, spots.lat[a]!],
      to: [spots.lon[b]!, spots.lat[b]!],
      oursSeconds: route.weight / 10,
      theirsSeconds: theirs.time,
      oursMetres: route.metres,
      theirsMetres: theirs.length * 1000,
      route,
    });
  }
  return pairs;
}

function report(pairs: readonly Pair[]): void {
  const ratios = pairs.map(({ oursSeconds, theirsSeconds }) => oursSeconds / theirsSeconds).sort((a, b) => a - b);
  const quantile = (share: number) => Number(ratios[Math.min(ratios.length - 1, Math.floor(share * ratios.length))]!.toFixed(3));
  const worst = [...pairs]
    .sort((a, b) => Math.abs(Math.log(b.oursSeconds / b.theirsSeconds)) - Math.abs(Math.log(a.oursSeconds / a.theirsSeconds)))
    .slice(0, 10)
    .map((pair) => ({
      from: pair.from.map((side) => Number(side.toFixed(5))),
      to: pair.to.map((side) => Number(side.toFixed(5))),
      oursSeconds: Math.round(pair.oursSeconds),
      theirsSeconds: Math.round(pair.theirsSeconds),
      oursMetres: Math.round(pair.oursMetres),
      theirsMetres: Math.round(pair.theirsMetres),
      oursSecondsByClass: secondsByClass(pair.route),
    }));
  const summary = {
    pairCount: pairs.length,
    medianRatio: quantile(0.5),
    p5: quantile(0.05),
    p95: quantile(0.95),
    correlation: Number(correlation(pairs).toFixed(4)),
    worst,
  };
  process.stdout.write(`${JSON.stringify(summary, null, values.json ? 0 : 2)}\n`);
}

function secondsByClass({ steps }: Route): Record<string, number> {
  const seconds: Record<string, number> = {};
  for (const step of steps) {
    seconds[step.roadClass] = Math.round((seconds[step.roadClass] ?? 0) + step.seconds);
    seconds.attente = Math.round((seconds.attente ?? 0) + step.waitSeconds);
  }
  return seconds;
}

function correlation(pairs: readonly Pair[]): number {
  const mean = (of: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [x, y] = [mean((pair) => pair.oursSeconds), mean((pair) => pair.theirsSeconds)];
  const covariance = mean((pair) => (pair.oursSeconds - x) * (pair.theirsSeconds - y));
  const deviation = Math.sqrt(mean((pair) => (pair.oursSeconds - x) ** 2) * mean((pair) => (pair.theirsSeconds - y) ** 2));
  return covariance / deviation;
}
