/** For tests only: starts `child.ts`, waits for what it acknowledges, kills it without warning. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestPlace } from './test-databases.ts';

export interface Child {
  lines: string[];
  /** Resolves once `count` lines were said; rejects with its errors when the child ends first. */
  said(count: number): Promise<void>;
  /** SIGKILL, and waits for the end of the process and of what it had said. */
  kill(): Promise<void>;
}

export function spawnChild(mode: 'publish' | 'hang' | 'hold', place: TestPlace): Child {
  const args = [new URL('child.ts', import.meta.url).pathname, mode, place.varDir, ...(place.databaseUrl ? [place.databaseUrl] : [])];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  child.stderr!.on('data', (chunk) => {
    errors += chunk;
  });
  const reader = createInterface({ input: child.stdout! }).on('line', (line) => lines.push(line));
  const closed = once(reader, 'close');
  const exited = once(child, 'exit');
  return {
    lines,
    said: (count) =>
      new Promise((resolve, reject) => {
        const check = () => lines.length >= count && resolve();
        reader.on('line', check);
        void exited.then(() => reject(new Error(`the child ended: ${errors}`)));
        check();
      }),
    async kill() {
      child.kill('SIGKILL');
      await Promise.all([exited, closed]);
    },
  };
}
