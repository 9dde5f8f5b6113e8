/** For tests only: the command as a process of its own, as a user starts it; or in the process of the test, in a third of the time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { format } from 'node:util';
import { runMaillage } from '../run-maillage.ts';

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

/**
 * Runs the command to its end in this process: same arguments, same outputs, same code, and the same clean environment. Not for
 * commands that serve, nor for what must be killed. One at a time.
 */
export async function runHere(args: readonly string[]): Promise<Omit<CommandResult, 'signal'>> {
  const { env, exitCode } = process;
  const kept = { log: console.log, error: console.error, write: process.stderr.write };
  const said = { stdout: '', stderr: '' };
  const hear = (output: keyof typeof said, words: string) => {
    said[output] += words;
  };
  process.env = { PATH: env.PATH, HOME: env.HOME };
  process.exitCode = undefined;
  console.log = (...words) => hear('stdout', `${format(...words)}\n`);
  console.error = (...words) => hear('stderr', `${format(...words)}\n`);
  // Steps of progress, where no terminal shows a bar.
  process.stderr.write = ((chunk: string) => {
    hear('stderr', chunk);
    return true;
  }) as typeof process.stderr.write;
  try {
    const code = await runMaillage(args);
    return { ...said, code: code !== 0 ? code : Number(process.exitCode ?? 0) };
  } finally {
    process.env = env;
    process.exitCode = exitCode;
    console.log = kept.log;
    console.error = kept.error;
    process.stderr.write = kept.write;
  }
}

/** The one JSON document that `--json` prints, in this process; throws when standard output holds anything else. */
export async function runJson(args: readonly string[]): Promise<{ code: number | null; answer: unknown }> {
  const { code, stdout } = await runHere([...args, '--json']);
  return { code, answer: JSON.parse(stdout) };
}
