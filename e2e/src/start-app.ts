import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { health } from '@maillage/domain/api/paths.ts';

export const LAUNCHER = join(import.meta.dirname, '../../apps/cli/bin/maillage.mjs');
/** Where `build-demo-once.ts` left the fictional Département, when it did. */
export const DEMO_FOLDER_VARIABLE = 'MAILLAGE_DEMONSTRATION_CONSTRUITE';
/** What says that a folder is in use: a copy is in nobody’s. */
const LOCK_NAME = 'verrou';
/** Variables of the person who runs the tests that would change what the application shows. */
const IGNORED_VARIABLES = ['MAILLAGE_DONNEES', 'DATABASE_URL', 'NODE_OPTIONS', 'VITEST', 'NODE_ENV'];

export interface RunningApp {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  address: string;
  runId: string;
  /** Milliseconds from the launch to the first published run. */
  readyMilliseconds: number;
  stop(): Promise<void>;
}

/**
 * Starts the command as a newcomer does, on a new folder and a free port, and waits for a published run: the fictional
 * Département unless `dataFolder` is given, already computed when it was for all the tests (not if `fresh`). Throws with what the command printed when it ends or is not ready in time.
 */
export async function startApp(
  options: {
    dataFolder?: string;
    departementCode?: string;
    readyWithinMs?: number;
    fresh?: boolean;
    /** A folder already computed (by `build --dir`), copied: its runs are served, and it is left as it was. */
    builtFolder?: string;
    /** Settings that depend on the address where the application will be. */
    settings?: (address: string) => Promise<Record<string, string>>;
  } = {},
): Promise<RunningApp> {
  const { dataFolder, departementCode, readyWithinMs = 180_000, fresh = false, builtFolder, settings } = options;
  const folder = mkdtempSync(join(tmpdir(), 'maillage-visite-'));
  const demo = dataFolder === undefined && !fresh ? process.env[DEMO_FOLDER_VARIABLE] : undefined;
  const built = builtFolder ?? demo;
  if (built !== undefined) cpSync(built, folder, { recursive: true, filter: (path) => basename(path) !== LOCK_NAME });
  const port = await findFreePort();
  const args = ['start', '--port', String(port), '--dir', folder];
  if (dataFolder !== undefined) args.push('--donnees', dataFolder);
  if (departementCode !== undefined) args.push('--departement', departementCode);

  const address = `http://127.0.0.1:${port}`;
  const env = { ...neutralEnvironment(), ...(await settings?.(address)) };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(String(chunk)));

  const stop = async () => {
    await stopProcess(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const runId = await waitForPublishedRun(address, { child, printed, deadline: startedAt + readyWithinMs });
    return { address, runId, readyMilliseconds: performance.now() - startedAt, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function waitForPublishedRun(address: string, watch: { child: ChildProcess; printed: string[]; deadline: number }): Promise<string> {
  while (performance.now() < watch.deadline) {
    if (hasEnded(watch.child)) throw new Error(`La commande s’est arrêtée (code ${watch.child.exitCode}) :\n${watch.printed.join('')}`);
    const answer = await fetch(`${address}/health`).catch(() => null); // nobody listens yet
    if (answer?.ok) {
      const { publishedRunId } = health.parse(await answer.json());
      if (publishedRunId !== null) return publishedRunId;
    }
    await wait(200);
  }
  throw new Error(`Aucun calcul publié dans le délai. La commande a écrit :\n${watch.printed.join('')}`);
}

/** Asks, waits fifteen seconds, then insists. Only the process started here, by its own id. */
async function stopProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(insist);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

export function neutralEnvironment(): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !IGNORED_VARIABLES.includes(name))),
    // All visitors of a test come from one address, and open in a minute what a person opens in an hour.
    MAILLAGE_REQUETES_PAR_MINUTE: '20000',
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Le système n’a donné aucun port.');
  server.close();
  await once(server, 'close');
  return address.port;
}
