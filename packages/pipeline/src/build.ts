import type { ReportProgress } from '@maillage/domain/jobs/job.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { scanFolder } from '@maillage/sources/scan-folder.ts';
import { publishRun, serveRun } from '@maillage/store/runs/publish-run.ts';
import { findPublishedRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { keepChangeBase } from './change/change-base.ts';
import { explainChange } from './change/explain-change.ts';
import { comparePublished } from './compare/compare-published.ts';
import { computeAccess } from './compute/compute-access.ts';
import { computeDiagnosisOfRun } from './compute/compute-run.ts';
import { ACCESS_KEYS, pick } from './compute/kept-results.ts';
import { type ChunkRunner, localChunks } from './compute/travel-times.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { loadKnowledge } from './knowledge.ts';
import { identifyFolder, type LoadedFolderSlot, loadFolder } from './load-folder.ts';
import { buildGeometry } from './publish/build-geometry.ts';
import { buildManifest } from './publish/build-manifest.ts';
import { identifyFiles, identifyRun } from './run-identity.ts';
import { storeMemory } from './store-memory.ts';

export interface BuildRequest {
  store: Store;
  departementCode: string;
  dataFolder: string;
  parameters: RunParameters;
  report: ReportProgress;
  /** ISO date of publication; it is no part of the run's identity or figures. */
  now: () => string;
  /** Where the pieces of the access computation are done: in this process by default, by several workers otherwise. */
  runChunks?: ChunkRunner;
  /** The folder that was loaded last in this process, where builds follow one another. */
  lastFolder?: LoadedFolderSlot;
}

export interface BuildOutcome {
  runId: string;
  /** True when this very run was published before: nothing was computed again. */
  reused: boolean;
  steps: { name: string; milliseconds: number }[];
}

/** Weights of the steps in the progress bar, from measured times. */
const STEPS = [
  { name: 'Inventaire du dossier de données', from: 0, to: 0.08 },
  { name: 'Lecture des contours et des codes', from: 0.08, to: 0.25 },
  { name: 'Lecture des sources', from: 0.25, to: 0.5 },
  { name: 'Référentiel géographique', from: 0.5, to: 0.6 },
  { name: 'Réseau routier', from: 0.6, to: 0.65 },
  { name: 'Temps d’accès', from: 0.65, to: 0.75 },
  { name: 'Pôles, besoins et synthèses', from: 0.75, to: 0.85 },
  { name: 'Publication', from: 0.85, to: 1 },
] as const;

const LOADING_STEPS = { geography: 1, sources: 2, referential: 3, roads: 4 } as const;

/**
 * The main job: imports, computes and publishes a run, all or nothing. Equal inputs give the run that exists already.
 * Throws DomainError with a French message when the folder cannot give a run; what was published stays served.
 */
export async function buildRun(request: BuildRequest): Promise<BuildOutcome> {
  const { store, departementCode, dataFolder, parameters, report, now } = request;
  const steps: BuildOutcome['steps'] = [];
  let started = performance.now();
  let current: (typeof STEPS)[number] = STEPS[0];
  const enter = (index: number) => {
    const time = performance.now();
    if (index > 0) steps.push({ name: current.name, milliseconds: time - started });
    started = time;
    current = STEPS[index]!;
    report({ stepName: current.name, stepRatio: 0, ratio: current.from });
  };
  const advance = (stepRatio: number, detail = '') =>
    report({
      stepName: detail === '' ? current.name : `${current.name} : ${detail}`,
      stepRatio,
      ratio: current.from + stepRatio * (current.to - current.from),
    });

  enter(0);
  const knowledge = await loadKnowledge();
  const scanned = await scanFolder(dataFolder);
  const runId = identifyRun({ departementCode, parameters, npmVersion: knowledge.npm.packageVersion, files: identifyFiles(scanned) });
  if ((await findPublishedRun(store, runId)) !== undefined) {
    await serveRun(store, { departementCode, runId, servedAt: now() });
    return { runId, reused: true, steps };
  }

  const memory = storeMemory(store);
  const runChunks = request.runChunks ?? localChunks(memory);
  const { preferredFiles } = parameters;
  const question = { departementCode, preferredFiles, knowledge, scanned, memory, runChunks };
  const enterLoading = (step: keyof typeof LOADING_STEPS) => enter(LOADING_STEPS[step]);
  const known = request.lastFolder?.take(identifyFolder(question));
  const folder = known ?? (await loadFolder({ ...question, advance, enter: enterLoading }));
  folder.runChunks = runChunks;
  request.lastFolder?.put(folder);
  const { referential, prepared, chosen, kept } = folder;
  const { travel } = chosen;
  enter(5);
  const computed = await kept.keep('access', pick(parameters, ACCESS_KEYS), (access) =>
    computeAccess({ referential, travel, parameters: access, onProgress: advance }),
  );
  enter(6);
  const manifest = buildManifest({ runId, referential, chosen, parameters });
  const { results, chapters, offerPlaces } = await computeDiagnosisOfRun({ folder, computed, parameters, manifest });
  // Kept first: a published run always finds what it will be compared by.
  await keepChangeBase(store, runId, {
    referential,
    networkKey: travel.method === 'network' ? (prepared.roads?.memoryKey ?? null) : null,
    parameters,
    engineVersion: ENGINE_VERSION,
  });
  const comparison = comparePublished({ referential, results });
  enter(7);
  await publishRun(store, {
    results,
    chapters,
    places: offerPlaces.places,
    geometry: buildGeometry(referential),
    comparison,
    publishedAt: now(),
  });
  await explainChange(store, runId);
  steps.push({ name: current.name, milliseconds: performance.now() - started });
  report({ stepName: 'Calcul publié', stepRatio: 1, ratio: 1 });
  return { runId, reused: false, steps };
}
