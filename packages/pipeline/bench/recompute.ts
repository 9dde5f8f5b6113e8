/**
 * `node packages/pipeline/bench/recompute.ts FOLDER DÉPARTEMENT`: the same folder computed again with one parameter moved, in one
 * process that keeps what it has loaded. Prints the seconds of each step, first from nothing, then as one waits for each change.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PARAMETERS, type RunParameters } from '@maillage/domain/runs/parameters.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { buildRun } from '../src/build.ts';
import { createLoadedFolderSlot } from '../src/load-folder.ts';

const [dataFolder, departementCode] = process.argv.slice(2);
if (dataFolder === undefined || departementCode === undefined) throw new Error('Usage : recompute.ts DOSSIER DÉPARTEMENT');
const varDir = mkdtempSync(join(tmpdir(), 'maillage-recalcul-'));
const store = await openStore({ varDir, databaseUrl: null });
try {
  const lastFolder = createLoadedFolderSlot();
  const own = DEFAULT_PARAMETERS;
  const changes: [string, Partial<RunParameters>][] = [
    ['tout', {}],
    ['seuil des zones grises', { greyZones: { ...own.greyZones, factor: 1.1 } }],
    ['poids d’un besoin', { needWeights: { povertyRate: 0.4 } }],
    ['durées des bassins', { catchment: { ...own.catchment, bandMinutes: own.catchment.bandMinutes.map((minutes) => minutes + 1) } }],
    ['règle des pôles', { centreRule: { ...own.centreRule, rangeWeights: [2, 2, 2] } }],
    ['un panier', { baskets: own.baskets.slice(1) }],
    ['seuils d’éloignement', { farThresholdMinutes: { proximity: 8, intermediate: 16, superior: 31 } }],
    ['temps dans la commune', { intraCommune: own.intraCommune === 'zero' ? 'disc-mean' : 'zero' }],
  ];
  for (const [name, change] of changes) {
    const { steps } = await buildRun({
      ...{ store, departementCode, dataFolder, lastFolder, report: () => undefined, now: () => '2026-01-01T00:00:00.000Z' },
      parameters: { ...own, ...change },
    });
    process.stdout.write(`${name} : ${steps.map((step) => `${step.name} ${(step.milliseconds / 1000).toFixed(2)} s`).join(' ; ')}\n`);
  }
} finally {
  await store.close();
  rmSync(varDir, { recursive: true, force: true });
}
