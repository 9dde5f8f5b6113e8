import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { DomainError } from '@maillage/domain/errors.ts';
import type { JobView } from '@maillage/domain/jobs/job.ts';
import { officialAddress } from '@maillage/domain/sources/official-address.ts';
import { minutesToNearestOfEachType, type NearestQuery, type NearestResult } from '@maillage/engine/travel/minutes-to-nearest.ts';
import { SOURCE_CATALOGUE } from '@maillage/sources/catalogue.ts';
import { downloadFile } from '@maillage/sources/download/download-file.ts';
import type { Queue } from '@maillage/store/jobs/queue.ts';
import type { Store } from '@maillage/store/store.ts';
import { readAtlas } from './atlas/read-atlas.ts';
import { buildRun } from './build.ts';
import { sliceOrigins } from './compute/access-query.ts';
import type { ChunkRunner } from './compute/travel-times.ts';
import { type DocumentPayload, makeEdition } from './documents/document-work.ts';
import { createLoadedFolderSlot } from './load-folder.ts';
import { readRunParameters } from './parameters/read-parameters.ts';
import { recall, storeMemory } from './store-memory.ts';

interface BuildPayload {
  departementCode: string;
}
interface DownloadPayload {
  sourceId: string;
  url: string;
  departementCode: string;
}
interface ComputePayload {
  key: string;
  querySha256: string;
  from: number;
  to: number;
}

const POLL_MILLISECONDS = 200;
/** When no piece has come back for this long, the builder does the rest itself: a lone worker is enough. */
const PATIENCE_MILLISECONDS = 60_000;

/**
 * The pieces of an access computation, done by whichever workers share the queue; the results are the same bytes. Throws the
 * signal's reason when it is aborted: pieces already asked for are finished by their workers, and remembered.
 */
export function queuedChunks(store: Store, queue: Queue, signal: AbortSignal): ChunkRunner {
  return async (query, bounds, onDone) => {
    const querySha256 = await store.files.put(serialize(query));
    const pieces = bounds.map(({ from, to }) => ({
      from,
      to,
      querySha256,
      key: createHash('sha256').update(`access\n${querySha256}\n${from}\n${to}`).digest('hex'),
    }));
    for (const piece of pieces) {
      if ((await recall(store, piece.key)) === undefined) {
        await queue.enqueue({
          kind: 'compute',
          title: accessTitle(piece),
          payload: piece,
          singletonKey: piece.key,
        });
      }
    }
    const results: NearestResult[] = [];
    let lastProgress = Date.now();
    for (const piece of pieces) {
      let result = await recall<NearestResult>(store, piece.key);
      while (result === undefined) {
        signal.throwIfAborted();
        if (Date.now() - lastProgress > PATIENCE_MILLISECONDS) result = { value: await computePiece(store, piece) };
        else {
          await delay(POLL_MILLISECONDS);
          result = await recall<NearestResult>(store, piece.key);
        }
      }
      lastProgress = Date.now();
      results.push(result.value);
      onDone(results.length);
    }
    return results;
  };
}

const accessTitle = ({ from, to }: { from: number; to: number }) => `Temps d’accès, communes ${from + 1} à ${to}`;
const buildTitle = (departementCode: string) => `Calcul du Département ${departementCode}`;

async function computePiece(store: Store, { key, querySha256, from, to }: ComputePayload): Promise<NearestResult> {
  return storeMemory(store).remember('access', key, async () => {
    // Put there by `queuedChunks`: the address is the hash of these very bytes.
    const query = deserialize(await store.files.get(querySha256)) as NearestQuery;
    return minutesToNearestOfEachType(sliceOrigins(query, from, to));
  });
}

/**
 * Takes work from the queue until it is closed: pieces of computation always, builds and downloads when this process has
 * a data folder. Every handler may be called twice for one job and gives the same result.
 */
export async function takeWork(options: {
  store: Store;
  queue: Queue;
  dataFolder: string | null;
  now: () => string;
  allowLoopbackDownloads: boolean;
  /** Told in French of each piece of work as this process takes it. */
  onTake?: (title: string) => void;
}): Promise<void> {
  const { store, queue, dataFolder, now, allowLoopbackDownloads, onTake = () => undefined } = options;
  await queue.work<ComputePayload>('compute', async ({ payload }) => {
    onTake(accessTitle(payload));
    await computePiece(store, payload);
    return { runId: null, message: null };
  });
  if (dataFolder === null) return;
  const lastFolder = createLoadedFolderSlot();
  await queue.work<BuildPayload>('build', async ({ payload, report, signal }) => {
    const { departementCode } = payload;
    onTake(buildTitle(departementCode));
    const outcome = await buildRun({
      store,
      departementCode,
      dataFolder,
      parameters: await readRunParameters(dataFolder),
      report: (progress) => {
        // Between two steps or two files: a cancelled build must not publish, nor one that another worker has taken over.
        signal.throwIfAborted();
        report(progress);
      },
      now,
      runChunks: queuedChunks(store, queue, signal),
      lastFolder,
    });
    return {
      runId: outcome.runId,
      message: outcome.reused ? 'Rien n’a changé : ce calcul était déjà publié.' : 'Le nouveau calcul est publié.',
    };
  });
  await queue.work<DocumentPayload>('document', async ({ payload, report, signal }) => {
    onTake(`Document : ${payload.kind}`);
    await makeEdition(store, payload, { atlas: await readAtlas(dataFolder), report, signal });
    return { runId: payload.runId, message: 'Le document est prêt.' };
  });
  await queue.work<DownloadPayload>('download', async ({ payload, report, signal }) => {
    onTake(`Téléchargement : ${payload.sourceId}`);
    const file = await downloadFile({
      url: payload.url,
      targetFolder: dataFolder,
      signal,
      allowLoopback: allowLoopbackDownloads,
      onProgress: ({ receivedBytes, totalBytes }) => {
        const ratio = totalBytes === null ? 0 : receivedBytes / totalBytes;
        report({ stepName: 'Téléchargement', stepRatio: ratio, ratio });
      },
    });
    await startBuild(queue, payload.departementCode);
    return {
      runId: null,
      message: `« ${file.fileName} » est dans le dossier de données (empreinte ${file.sha256.slice(0, 12)}…). Un calcul commence.`,
    };
  });
}

/** Asks for a build of the Département; while one waits or runs, gives that one. */
export function startBuild(queue: Queue, departementCode: string): Promise<JobView> {
  return queue.enqueue({
    kind: 'build',
    title: buildTitle(departementCode),
    payload: { departementCode } satisfies BuildPayload,
    singletonKey: `build:${departementCode}`,
  });
}

/** Asks for the download of a source from its official address, or from the one given. Throws `source-not-found` or `address-refused`. */
export async function startDownload(
  queue: Queue,
  options: { sourceId: string; url: string | null; departementCode: string },
): Promise<JobView> {
  const { sourceId, departementCode } = options;
  const source = SOURCE_CATALOGUE.find(({ id }) => id === sourceId);
  if (source === undefined)
    throw new DomainError('source-not-found', `La source « ${sourceId} » n’existe pas dans le catalogue.`, { sourceId });
  const url = options.url ?? officialAddress(source, departementCode);
  if (url === null)
    throw new DomainError(
      'address-refused',
      `Aucune adresse officielle n’est confirmée pour « ${source.title} ». Collez l’adresse du fichier.`,
      { sourceId },
    );
  return queue.enqueue({
    kind: 'download',
    title: `Téléchargement : ${source.title}`,
    payload: { sourceId, url, departementCode } satisfies DownloadPayload,
    singletonKey: `download:${sourceId}:${url}`,
  });
}
