import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { readAtlas } from '@maillage/pipeline/atlas/read-atlas.ts';
import type { RoadDesk } from '@maillage/pipeline/network/road-desk.ts';
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { type AccountRoutesOptions, accountRoutes } from './accounts/account-routes.ts';
import { createActorFinder } from './accounts/find-actor.ts';
import { keepAudit } from './accounts/keep-audit.ts';
import { oidcRoutes } from './accounts/oidc-routes.ts';
import { ownAccountRoutes } from './accounts/own-account-routes.ts';
import { sessionRoutes } from './accounts/session-routes.ts';
import { atlasRoutes } from './atlas/atlas-routes.ts';
import { changeRoutes } from './change/change-routes.ts';
import { chapterRoutes } from './chapters/chapter-routes.ts';
import type { ServerConfig } from './config.ts';
import { diagnosisRoutes } from './diagnosis/diagnosis-routes.ts';
import { docsRoutes } from './docs/docs-routes.ts';
import { describeApi } from './docs/openapi-document.ts';
import { documentRoutes } from './documents/document-routes.ts';
import { draftRoutes } from './documents/draft-routes.ts';
import { createDraftSource } from './documents/draft-source.ts';
import { exportRoutes, type OpenExport } from './exports/export-routes.ts';
import { figureRoutes } from './figures/figure-routes.ts';
import { healthRoutes } from './health/health-routes.ts';
import { enforceAccessRules } from './http/access-rule.ts';
import { applyCaching } from './http/caching.ts';
import { handleErrors } from './http/errors.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { jobRoutes, type ServerJobs } from './jobs/job-routes.ts';
import { servePages } from './pages/page-routes.ts';
import { readPageShell } from './pages/page-shell.ts';
import { placeRoutes } from './places/place-routes.ts';
import { roadRoutes } from './places/road-routes.ts';
import { attachmentRoutes } from './plans/attachment-routes.ts';
import { discussionRoutes } from './plans/discussion-routes.ts';
import { type PlanRoutesOptions, planRoutes } from './plans/plan-routes.ts';
import { sheetRoutes } from './plans/sheet-routes.ts';
import { createIndexedRuns, type RunReader } from './runs/run-reader.ts';
import { runRoutes } from './runs/run-routes.ts';
import { calendarRoutes } from './schemes/calendar-routes.ts';
import { schemeRoutes } from './schemes/scheme-routes.ts';
import { type SourceRoutesOptions, sourceRoutes } from './sources/source-routes.ts';
import { territoryRoutes } from './territories/territory-routes.ts';
import { whatIfRoutes } from './what-if/what-if-routes.ts';

export interface ServerOptions {
  config: Pick<ServerConfig, 'logLevel' | 'maxUploadBytes' | 'readOnly' | 'requestsPerMinute'>;
  engineVersion: string;
  /** `createStoreRunReader(store, departementCode)` in the product. */
  runs: RunReader;
  jobs: ServerJobs;
  readSources: SourceRoutesOptions['readSources'];
  openExport: OpenExport;
  /** Opened and closed by whoever starts the server. */
  roads: Pick<RoadDesk, 'ask'>;
  plans: PlanRoutesOptions;
  accounts: Pick<AccountRoutesOptions, 'auth' | 'oidc' | 'mailer' | 'publicAddress'>;
  /** Absolute path of the folder that receives dropped files. */
  dataFolder: string;
  /** Folder of the built pages; null or without index.html: a page says how to build them. */
  webDist: string | null;
  /** Told of each route as it is declared. */
  onRoute?: (route: RouteOptions) => void;
}

const MAX_JSON_BODY_BYTES = 100_000;
/** Above what Node accepts as a whole address: each route's own pattern does the refusing, in French. */
const MAX_ADDRESS_PART_LENGTH = 20_000;

/**
 * The whole HTTP server, ready for `listen` or `inject`. It opens nothing and closes nothing of what it is given:
 * whoever opened the store closes it after `app.close()`, which lets the answers under way finish.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, runs, jobs } = options;
  const app = Fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    bodyLimit: MAX_JSON_BODY_BYTES,
    routerOptions: { maxParamLength: MAX_ADDRESS_PART_LENGTH },
    trustProxy: false, // the owner rule looks at the real address of whoever is connected
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute);
  handleErrors(app);
  const shell = options.webDist === null ? null : await readPageShell(options.webDist);
  await setSecurityHeaders(app, { isHttps: options.accounts.publicAddress().startsWith('https:'), written: shell });
  await app.register(rateLimit, { max: config.requestsPerMinute, timeWindow: '1 minute' });
  enforceAccessRules(app, config.readOnly, createActorFinder({ ...options.plans, auth: options.accounts.auth }));
  keepAudit(app, options.plans);
  applyCaching(app); // before compression: the tag is that of the plain answer
  await app.register(compress, { threshold: 1024 });
  // One byte more than we accept: the counter of the stream then tells a file that is just right from one cut short.
  await app.register(multipart, { limits: { files: 1, fields: 0, parts: 1, fileSize: config.maxUploadBytes + 1 } });
  await describeApi(app);

  const getRun = createIndexedRuns(runs);
  await app.register(healthRoutes({ engineVersion: options.engineVersion, runs }));
  await app.register(runRoutes(runs));
  await app.register(figureRoutes(getRun, runs));
  await app.register(atlasRoutes({ runs, getRun, readAtlas: () => readAtlas(options.dataFolder) }));
  await app.register(documentRoutes({ ...options, getRun, readAtlas: () => readAtlas(options.dataFolder) }));
  await app.register(territoryRoutes(getRun, runs));
  await app.register(diagnosisRoutes(runs, getRun));
  await app.register(chapterRoutes(runs));
  await app.register(placeRoutes(runs, getRun, options.roads));
  await app.register(roadRoutes(getRun, runs, options.roads));
  await app.register(whatIfRoutes(getRun));
  await app.register(changeRoutes(runs));
  await app.register(exportRoutes(options.openExport));
  await app.register(planRoutes(options.plans));
  await app.register(sheetRoutes(options.plans));
  await app.register(discussionRoutes(options.plans));
  await app.register(attachmentRoutes(options.plans));
  await app.register(schemeRoutes(options.plans));
  await app.register(calendarRoutes({ ...options.plans, ...options.accounts }));
  const openDraftSource = createDraftSource({
    ...options.plans,
    ...{ getRun, findLatestRun: runs.findLatestRun, readAtlas: () => readAtlas(options.dataFolder) },
  });
  await app.register(draftRoutes({ ...options.plans, openDraftSource }));
  await app.register(accountRoutes({ ...options.plans, ...options.accounts }));
  await app.register(sessionRoutes({ ...options.plans, ...options.accounts }));
  await app.register(ownAccountRoutes({ ...options.plans, ...options.accounts }));
  await app.register(oidcRoutes({ ...options.plans, ...options.accounts }));
  await app.register(sourceRoutes({ ...options, maxUploadBytes: config.maxUploadBytes }));
  await app.register(jobRoutes(jobs));
  await app.register(docsRoutes);
  await servePages(app, options.webDist, shell, { runs, getRun });
  return app;
}
