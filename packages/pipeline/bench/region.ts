/**
 * `node packages/pipeline/bench/region.ts FOLDER DÉPARTEMENT`: seconds of the minutes and of the whole diagnosis when every commune of
 * the région is the Département's own: what a run over the région would take from loaded data.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { scanFolder } from '@maillage/sources/scan-folder.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { computeAccess } from '../src/compute/compute-access.ts';
import { computeDiagnosisOfRun } from '../src/compute/compute-run.ts';
import { createKeptResults } from '../src/compute/kept-results.ts';
import { estimatedTravel, localChunks } from '../src/compute/travel-times.ts';
import { loadKnowledge } from '../src/knowledge.ts';
import { loadFolder } from '../src/load-folder.ts';
import { buildManifest } from '../src/publish/build-manifest.ts';
import { storeMemory } from '../src/store-memory.ts';

const [dataFolder, departementCode] = process.argv.slice(2);
if (dataFolder === undefined || departementCode === undefined) throw new Error('Usage : region.ts DOSSIER DÉPARTEMENT');
const varDir = mkdtempSync(join(tmpdir(), 'maillage-region-'));
const store = await openStore({ varDir, databaseUrl: null });
try {
  const memory = storeMemory(store);
  const parameters = DEFAULT_PARAMETERS;
  const runChunks = localChunks(memory);
  const folder = await loadFolder({
    ...{ departementCode, preferredFiles: parameters.preferredFiles, knowledge: await loadKnowledge() },
    ...{ scanned: await scanFolder(dataFolder), memory, runChunks, enter: () => undefined, advance: () => undefined },
  });
  const { regionCode } = folder.referential;
  // Communes of the région first: the own ones come first everywhere.
  const inRegion = folder.referential.communes.map((commune) => commune.regionCode === regionCode);
  const order = [...inRegion.keys()].sort((a, b) => Number(inRegion[b]) - Number(inRegion[a]) || a - b);
  const placeOf = new Map(order.map((commune, place) => [commune, place]));
  const referential = {
    ...folder.referential,
    communes: order.map((index) => ({ ...folder.referential.communes[index]!, isOwn: inRegion[index]! })),
    ownCount: inRegion.filter(Boolean).length,
    offer: folder.referential.offer.map((point) => ({ ...point, communeIndex: placeOf.get(point.communeIndex)! })),
    indicators: new Map([...folder.referential.indicators].map(([id, values]) => [id, order.map((index) => values[index]!)])),
  };
  const chosen = { ...folder.chosen, travel: estimatedTravel(referential, runChunks) };
  const started = performance.now();
  const computed = await computeAccess({ referential, travel: chosen.travel, parameters, onProgress: () => undefined });
  const reached = performance.now();
  await computeDiagnosisOfRun({
    ...{ folder: { referential, chosen, kept: createKeptResults() }, computed, parameters },
    manifest: buildManifest({ runId: '0000000000000000', referential, chosen, parameters }),
  });
  const ended = performance.now();
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  process.stdout.write(
    `${referential.ownCount} communes, ${referential.groupings.length} groupes de services : temps d’accès ${seconds(started, reached)} s, diagnostic ${seconds(reached, ended)} s\n`,
  );
} finally {
  await store.close();
  rmSync(varDir, { recursive: true, force: true });
}
