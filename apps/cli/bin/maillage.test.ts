import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The launcher, copied beside a command of three lines: what it hands over is seen without the rest of the house.
const COMMAND = `
const [order, ...rest]: string[] = process.argv.slice(2);
if (order === 'wait') {
  process.on('SIGTERM', () => process.exit(42));
  setInterval(() => undefined, 1000);
  console.log(process.pid);
} else {
  console.log(JSON.stringify({ rest, major: Number.parseInt(process.versions.node, 10), folder: process.cwd() }));
  process.exitCode = Number(order);
}
`;
let house: string;
let launcher: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'maillage-lanceur-'));
  mkdirSync(join(house, 'apps/cli/src'), { recursive: true });
  cpSync(import.meta.dirname, join(house, 'apps/cli/bin'), { recursive: true });
  writeFileSync(join(house, 'apps/cli/src/main.ts'), COMMAND);
  writeFileSync(join(house, 'apps/cli/package.json'), '{ "type": "module" }');
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(house, 'node_modules'));
  launcher = join(house, 'maillage');
  symlinkSync('apps/cli/bin/maillage.mjs', launcher);
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

test('the command gets its arguments, its folder and its exit code through a link, from any folder', () => {
  const { status, stdout } = spawnSync(process.execPath, [launcher, '7', '--donnees', 'mes données'], { cwd: tmpdir(), encoding: 'utf8' });
  expect(status).toBe(7);
  expect(JSON.parse(stdout)).toMatchObject({ rest: ['--donnees', 'mes données'], folder: tmpdir() });
  expect(JSON.parse(stdout).major).toBeGreaterThanOrEqual(24);
});

test('a request to stop reaches the command, which stops in its own way', async () => {
  const { child } = await startWaiting();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([42, null]);
});

test('a launcher killed outright does not leave the command alone with the lock of the folder', async () => {
  const { child, commandPid } = await startWaiting();
  child.kill('SIGKILL');
  await expect.poll(() => isAlive(commandPid), { timeout: 10_000 }).toBe(false);
});

async function startWaiting(): Promise<{ child: ChildProcess; commandPid: number }> {
  const child = spawn(process.execPath, [launcher, 'wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [firstLine] = await once(child.stdout, 'data');
  return { child, commandPid: Number(String(firstLine)) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
