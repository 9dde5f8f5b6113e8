/**
 * `node packages/pipeline/bench/recompute.ts FOLDER DÉPARTEMENT`: the same folder computed again with one parameter moved, in one
 * process. Prints the seconds of each step, first from nothing, then as the reader who moves a threshold waits for it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { buildRun } from '../src/build.ts';

const [dataFolder, departementCode] = process.argv.slice(2);
if (dataFolder === undefined || departementCode === undefined) throw new Error('Usage : recompute.ts DOSSIER DÉPARTEMENT');
const varDir = mkdtempSync(join(tmpdir(), 'maillage-recalcul-'));
const store = await openStore({ varDir, databaseUrl: null });
try {
  const build = async (factor: number) => {
    const { steps } = await buildRun({
      ...{ store, departementCode, dataFolder, report: () => undefined, now: () => '2026-01-01T00:00:00.000Z' },
      parameters: { ...DEFAULT_PARAMETERS, greyZones: { ...DEFAULT_PARAMETERS.greyZones, factor } },
    });
    return steps;
  };
  const rounds = [await build(1), await build(1.1), await build(1.2), await build(1.3)];
  for (const [step, { name }] of rounds[0]!.entries())
    process.stdout.write(`${name} : ${rounds.map((steps) => (steps[step]!.milliseconds / 1000).toFixed(2)).join(' ; ')} s\n`);
} finally {
  await store.close();
  rmSync(varDir, { recursive: true, force: true });
}
