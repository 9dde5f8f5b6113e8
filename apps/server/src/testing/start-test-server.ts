/** The real server on a real embedded database that holds the four communes; only the queue is a stand-in that records. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobView } from '@maillage/domain/jobs/job.ts';
import { DEFAULT_ATLAS } from '@maillage/pipeline/atlas/read-atlas.ts';
import { freezeEdition, makeEdition } from '@maillage/pipeline/documents/document-work.ts';
import { readRunRoads } from '@maillage/pipeline/network/read-run-roads.ts';
import { createRoadDesk } from '@maillage/pipeline/network/road-desk.ts';
import { buildFourCommunes } from '@maillage/pipeline/views/testing/four-communes.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { type Publication, publishRun } from '@maillage/store/runs/publish-run.ts';
import type { Store } from '@maillage/store/store.ts';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { type Auth, createAuth } from '../accounts/auth.ts';
import type { Letter, Mailer } from '../accounts/mailer.ts';
import { createOidc } from '../accounts/oidc.ts';
import { buildServer, type ServerOptions } from '../build-server.ts';
import type { OidcSettings } from '../config.ts';
import { createPlanOptions } from '../plans/plan-options.ts';
import { createStoreRunReader } from '../runs/store-run-reader.ts';

export const RUN_ID = '0123456789abcdef';
/** Headers of a page or a command of this machine. */
export const OWNER = { 'x-maillage': '1', host: 'localhost:3000' };

export interface TestServer {
  app: FastifyInstance;
  folder: string;
  dataFolder: string;
  store: Store;
  auth: Auth;
  /** Every route of the server, as declared. */
  routes: RouteOptions[];
  /** What the routes asked of the queue, in order. */
  asked: string[];
  /** What was sent by mail, in order. */
  letters: Letter[];
  close(): Promise<void>;
}

export async function startTestServer(
  changes: {
    config?: Partial<ServerOptions['config']>;
    webDist?: string;
    publish?: boolean;
    store?: Store;
    jobs?: ServerOptions['jobs'];
    /** The identity provider by which people may sign in. */
    oidc?: OidcSettings;
    /** Another run than that of the four communes. */
    published?: Pick<Publication, 'results' | 'chapters' | 'places'>;
  } = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-serveur-'));
  const dataFolder = join(folder, 'donnees');
  await mkdir(dataFolder);
  // Booting a database costs seconds: a second server of the same test file shares the first one's.
  const store = changes.store ?? (await openStore({ varDir: join(folder, 'var') }));
  if (changes.store === undefined && (changes.publish ?? true)) {
    const geometry = new TextEncoder().encode('{"type":"Topology","objects":{},"arcs":[]}');
    await publishRun(store, {
      ...(changes.published ?? { results: buildFourCommunes(), chapters: {}, places: [] }),
      geometry,
      comparison: null,
      publishedAt: '2026-01-31T10:00:00.000Z',
    });
  }
  const roads = createRoadDesk((runId) => readRunRoads(store, runId));
  const routes: RouteOptions[] = [];
  const asked: string[] = [];
  const letters: Letter[] = [];
  const mailer: Mailer = { isLocal: false, send: async (letter) => void letters.push(letter) };
  const publicAddress = () => 'http://localhost:3000';
  const job = (kind: JobView['kind'], title: string): JobView => {
    asked.push(title);
    return {
      id: 'travail-1',
      kind,
      title,
      state: 'waiting',
      stepName: '',
      progressRatio: null,
      message: null,
      runId: null,
      startedAt: null,
      endedAt: null,
    };
  };
  const auth = createAuth({ store, secret: 'un secret d’essai de trente-deux octets au moins', publicAddress, mailer });
  const app = await buildServer({
    config: { logLevel: 'silent', maxUploadBytes: 1000, readOnly: false, requestsPerMinute: 100000, ...changes.config },
    engineVersion: '0.1.0',
    runs: createStoreRunReader(store, '00'),
    jobs: changes.jobs ?? {
      startBuild: async () => job('build', 'calcul'),
      startDownload: async (sourceId, url) => job('download', `${sourceId} ${url ?? 'adresse officielle'}`),
      // Made at once, in the place of a worker: the file is there when the answer comes.
      askDocument: async (edition) => {
        const payload = await freezeEdition(store, edition, DEFAULT_ATLAS);
        await makeEdition(store, payload, { atlas: DEFAULT_ATLAS, report: () => undefined, signal: new AbortController().signal });
        return { key: payload.key, job: null };
      },
      cancel: async (jobId) => (jobId === 'travail-1' ? job('build', 'arrêt') : undefined),
      find: async (jobId) => (jobId === 'travail-1' ? job('build', 'lecture') : undefined),
      list: async () => [],
    },
    readSources: async () => ({
      departementCode: '00',
      departementName: 'Quatre-Communes',
      fictional: true,
      folder: './donnees',
      otherFiles: [],
      sources: [],
    }),
    openExport: async (_, fileName) =>
      fileName === 'communes.csv'
        ? { contentType: 'text/csv; charset=utf-8', body: new TextEncoder().encode('commune_code\n00001\n') }
        : undefined,
    roads,
    accounts: {
      oidc: changes.oidc === undefined ? null : createOidc(changes.oidc, publicAddress),
      auth,
      mailer,
      publicAddress,
    },
    plans: createPlanOptions(store, async () => ({ schemeId: '00-sdaasp', departementCode: '00' })),
    dataFolder,
    webDist: changes.webDist ?? null,
    onRoute: (route) => routes.push(route),
  });
  return {
    app,
    folder,
    dataFolder,
    store,
    auth,
    routes,
    asked,
    letters,
    close: async () => {
      await app.close();
      await roads.close();
      if (changes.store === undefined) await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
