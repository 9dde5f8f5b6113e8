import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_FOLDER_VARIABLE, LAUNCHER, neutralEnvironment } from './start-app.ts';

/** The fictional Département computed once for all the visits: each starts its application on a copy. Most visits do not come to see it built. */
export default async function buildDemoOnce(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-demonstration-'));
  const child = spawn(process.execPath, [LAUNCHER, 'build', '--demo', '--dir', folder], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: neutralEnvironment(),
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(String(chunk)));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`Le Département fictif n’a pas pu être construit :\n${printed.join('')}`);
  process.env[DEMO_FOLDER_VARIABLE] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
