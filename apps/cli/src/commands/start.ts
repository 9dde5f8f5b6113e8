import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { FICTIONAL_DEPARTEMENT_CODE } from '@maillage/domain/territories/codes.ts';
import { readAtlas } from '@maillage/pipeline/atlas/read-atlas.ts';
import { buildRun } from '@maillage/pipeline/build.ts';
import { askDocument } from '@maillage/pipeline/documents/document-work.ts';
import { ENGINE_VERSION } from '@maillage/pipeline/engine-version.ts';
import { openExportFile } from '@maillage/pipeline/export/open-export-file.ts';
import { readSourcesView } from '@maillage/pipeline/read-sources.ts';
import { startBuild, startDownload, takeWork } from '@maillage/pipeline/work.ts';
import { createAuth } from '@maillage/server/accounts/auth.ts';
import { createFolderMailer, createSmtpMailer } from '@maillage/server/accounts/mailer.ts';
import { readSecret } from '@maillage/server/accounts/read-secret.ts';
import { buildServer } from '@maillage/server/build-server.ts';
import { readConfig, type ServerConfig } from '@maillage/server/config.ts';
import { createPlanOptions } from '@maillage/server/plans/plan-options.ts';
import { createStoreRunReader } from '@maillage/server/runs/store-run-reader.ts';
import type { ScanMemory } from '@maillage/sources/scan-folder.ts';
import { findJob, listJobs } from '@maillage/store/jobs/jobs-repo.ts';
import { openQueue } from '@maillage/store/jobs/queue.ts';
import { schemeIdOf } from '@maillage/store/plans/plans-repo.ts';
import { findLatestRun, findPublishedRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { buildPagesIfStale, PAGES_FOLDER } from '../build-pages.ts';
import type { Command, CommandContext } from '../command.ts';
import { dataFolder, departementOption, textOption, varFolder } from '../options.ts';
import { showProgress } from '../progress.ts';
import { openFolder } from '../with-store.ts';
import { buildDemo } from './build.ts';

const now = () => new Date().toISOString();

export const startCommand: Command = {
  name: 'start',
  summary: 'Ouvre l’atlas : calcule s’il le faut, puis sert les pages',
  usage: [
    'maillage start [--port 3000] [--dir ./var] [--departement 62] [--donnees DOSSIER]',
    '  sans données, le Département fictif est montré ; la page « Données » dit ce qu’il faut pour le vôtre',
  ],
  options: { port: { type: 'string' }, dir: { type: 'string' }, departement: { type: 'string' }, donnees: { type: 'string' } },
  run: start,
};

async function start(context: CommandContext): Promise<void> {
  const config = readConfig();
  const port = portOption(context, config.port);
  const departementCode = departementOption(context);
  const folder = dataFolder(context);
  const varDir = varFolder(context);
  buildPagesIfStale(() => context.print('Construction des pages…'));
  const store = await openFolder(context);
  try {
    await serve({ context, config, port, departementCode, folder, varDir, store });
  } catch (error) {
    // A start that fails gives the folder back, so that the next one can begin.
    await store.close();
    throw error;
  }
}

interface Serving {
  context: CommandContext;
  config: ServerConfig;
  port: number;
  departementCode: string;
  folder: string;
  varDir: string;
  store: Store;
}

async function serve({ context, config, port, departementCode, folder, varDir, store }: Serving): Promise<void> {
  const queue = await openQueue(store);
  const progress = showProgress(context.json);
  try {
    await mkdir(folder, { recursive: true });
    const problem = (await hasFiles(folder)) ? await tryBuild() : null;
    if ((await findLatestRun(store, departementCode)) === undefined) {
      if (problem !== null) context.print(`${problem}\nEn attendant, le Département fictif est montré.`);
      await buildDemo(store, varDir, progress.report);
    } else if (problem !== null) context.print(`${problem}\nLe dernier calcul publié reste servi.`);
  } finally {
    progress.stop();
  }

  async function tryBuild(): Promise<string | null> {
    try {
      await buildRun({ store, departementCode, dataFolder: folder, parameters: DEFAULT_PARAMETERS, report: progress.report, now });
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.message;
      throw error;
    }
  }

  await takeWork({ store, queue, dataFolder: folder, now, allowLoopbackDownloads: false });
  const runs = createStoreRunReader(store, departementCode);
  const fictional = createStoreRunReader(store, FICTIONAL_DEPARTEMENT_CODE);
  const memory: ScanMemory = new Map();
  // Until the Département itself has a run, the fictional one is served, marked as such.
  const findServedRun = async () => (await runs.findLatestRun()) ?? fictional.findLatestRun();
  let listeningPort = String(port);
  const publicAddress = () => config.publicAddress ?? `http://localhost:${listeningPort}`;
  const mailer = config.smtpUrl === null ? createFolderMailer(join(varDir, 'courrier')) : createSmtpMailer(config.smtpUrl, config.mailFrom);
  const app = await buildServer({
    config,
    engineVersion: ENGINE_VERSION,
    runs: { ...runs, findLatestRun: findServedRun },
    accounts: {
      auth: createAuth({ store, secret: config.secret ?? (await readSecret(varDir)), publicAddress, mailer }),
      mailer,
      publicAddress,
    },
    plans: createPlanOptions(store, async () => {
      const served = (await findServedRun())?.departementCode ?? departementCode;
      return { schemeId: schemeIdOf(served), departementCode: served };
    }),
    jobs: {
      startBuild: () => startBuild(queue, departementCode),
      startDownload: (sourceId, url) => startDownload(queue, { sourceId, url, departementCode }),
      askDocument: async (edition) => askDocument(store, queue, edition, await readAtlas(folder)),
      cancel: (jobId) => queue.cancel(jobId),
      find: (jobId) => findJob(store, jobId),
      list: async () => (await listJobs(store)).filter(({ kind }) => kind !== 'compute'),
    },
    readSources: async () => {
      const latest = await findLatestRun(store, departementCode);
      return readSourcesView({
        departementCode,
        folder,
        memory,
        latest: latest === undefined ? undefined : await findPublishedRun(store, latest.id),
      });
    },
    openExport: (runId, fileName) => openExportFile(store, runId, fileName),
    dataFolder: folder,
    webDist: existsSync(PAGES_FOLDER) ? PAGES_FOLDER : null,
  });
  const address = await app.listen({ port, host: config.host });
  listeningPort = new URL(address).port;
  await store.announceAddress(address);
  context.print(`L’atlas est ouvert : http://localhost:${new URL(address).port}`);
  context.answer({ address });
  const stop = async () => {
    await app.close();
    await queue.close();
    await store.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function portOption(context: CommandContext, fallback: number): number {
  const text = textOption(context, 'port');
  if (text === undefined) return fallback;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new DomainError('usage', `--port attend un nombre de 0 à 65535 (reçu : « ${text} »).`);
  return Number(text);
}

async function hasFiles(folder: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => !name.startsWith('.'));
}
