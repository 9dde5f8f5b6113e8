import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const MAIN = join(import.meta.dirname, '../../cli/src/main.ts');
const READY_MILLISECONDS = 240_000;

export interface ServedPlan {
  port(): number;
  /** Seconds of processor that the server has used since it was started; null where the system does not tell. */
  cpuSeconds(): number | null;
  /** SIGKILL, then a new process on the same database and the same port; resolves once it answers. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** The real command « maillage start » on a PostgreSQL database, with the fictional plan of 47 sheets, on the loopback address only. */
export async function servePlan(databaseUrl: string, folder: string): Promise<ServedPlan> {
  const port = await findFreePort();
  let child = await launch();

  async function launch(): Promise<ChildProcess> {
    const { PATH, HOME } = process.env;
    const started = spawn(process.execPath, [MAIN, 'start', '--port', String(port), '--dir', folder], {
      cwd: folder,
      // The people of the bench come from one machine: the general limit by address would count them as one.
      env: { PATH, HOME, DATABASE_URL: databaseUrl, MAILLAGE_REQUETES_PAR_MINUTE: '1000000' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
    const deadline = performance.now() + READY_MILLISECONDS;
    while (performance.now() < deadline && started.exitCode === null && started.signalCode === null) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/plan`).catch(() => null);
      if (answer?.ok) return started;
      await wait(100);
    }
    started.kill('SIGKILL');
    throw new Error(`Le serveur n’a pas démarré :\n${said}`);
  }

  return {
    port: () => port,
    cpuSeconds() {
      if (!existsSync(`/proc/${child.pid}/stat`)) return null;
      // After the name in brackets: fields 14 and 15 of proc(5), in hundredths of a second.
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async killAndRestart() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      child = await launch();
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(insist);
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('aucun port libre');
  server.close();
  await once(server, 'close');
  return address.port;
}
