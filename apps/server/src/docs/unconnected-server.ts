import type { Store } from '@maillage/store/store.ts';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Auth } from '../accounts/auth.ts';
import { buildServer } from '../build-server.ts';

const refuse = () => Promise.reject(new Error('this server only describes itself'));

/** The real routes with nothing behind them: enough to describe the API without opening a database. */
export function buildUnconnectedServer(onRoute?: (route: RouteOptions) => void): Promise<FastifyInstance> {
  return buildServer({
    config: { logLevel: 'silent', maxUploadBytes: 1, readOnly: true, requestsPerMinute: 1000 },
    engineVersion: '',
    runs: {
      listRuns: refuse,
      findLatestRun: refuse,
      findManifest: refuse,
      findFacts: refuse,
      findGeometry: refuse,
      findChange: refuse,
      findChapter: refuse,
      findPlaces: refuse,
      findDiagnosis: refuse,
      findComparison: refuse,
    },
    jobs: { startBuild: refuse, startDownload: refuse, askDocument: refuse, cancel: refuse, find: refuse, list: refuse },
    readSources: refuse,
    openExport: refuse,
    accounts: { auth: undefined as unknown as Auth, mailer: { isLocal: true, send: refuse }, publicAddress: () => '' },
    plans: { store: undefined as unknown as Store, currentScheme: refuse, nameAuthors: refuse, now: () => '' },
    dataFolder: '',
    webDist: null,
    ...(onRoute === undefined ? {} : { onRoute }),
  });
}
