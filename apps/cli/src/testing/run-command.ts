/** For tests only: the command as a process of its own, as a user starts it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../main.ts');
/** Compiled code is kept there from one start to the next, as the launcher does: a start takes a third of the time. */
const COMPILED = join(import.meta.dirname, '../../../../node_modules/.cache/maillage');

export interface CommandResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}
export interface RunningCommand {
  child: ChildProcess;
  /** The text that matches, once it was said on either output; rejects with all that was said when the command ends first. */
  said(pattern: RegExp): Promise<string>;
  /** Resolves at the end of the process, its outputs read to the end. */
  ended: Promise<CommandResult>;
}

/**
 * Starts the command. Only `env` is added to a clean environment: a DATABASE_URL or a MAILLAGE_DOSSIER of the desk must
 * not decide where a test writes.
 */
export function startCommand(args: readonly string[], env: Record<string, string> = {}): RunningCommand {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH, HOME, NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const hear = (add: (chunk: string) => void) => (chunk: string) => {
    add(chunk);
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on(
    'data',
    hear((chunk) => {
      stdout += chunk;
    }),
  );
  child.stderr.setEncoding('utf8').on(
    'data',
    hear((chunk) => {
      stderr += chunk;
    }),
  );
  const ended = once(child, 'close').then(([code, signal]): CommandResult => ({ code, signal, stdout, stderr }));
  return {
    child,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const [found] = pattern.exec(stdout + stderr) ?? [];
          if (found !== undefined) resolve(found);
        };
        listeners.add(check);
        void ended.then(() => reject(new Error(`The command ended before it said ${pattern}: ${stdout}${stderr}`)));
        check();
      }),
  };
}

/** Runs the command to its end. */
export function runCommand(args: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> {
  return startCommand(args, env).ended;
}

/** The one JSON document that `--json` prints; throws when standard output holds anything else. */
export async function runJson(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; answer: unknown }> {
  const { code, stdout } = await runCommand([...args, '--json'], env);
  return { code, answer: JSON.parse(stdout) };
}
