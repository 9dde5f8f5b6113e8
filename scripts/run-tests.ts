/**
 * The tests, with what they need made ready first: those of every day, or with `--long` those that kill processes, compute a real
 * Département, open every page or hold a clock. Other arguments go to vitest, and then choose among all: `npm test -- packages/engine`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPagesIfStale } from '../apps/cli/src/build-pages.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { closingLines, summariseReport, type VitestReport } from './test-summary.ts';

const root = join(import.meta.dirname, '..');
// The tools are started by their own script and this same Node: the links of node_modules/.bin differ on Windows.
const tool = (path: string) => join(root, 'node_modules', path);
const DAILY = ['unit', 'web', 'e2e'];
const LONG = ['long', 'timed'];
const vitestArguments = chooseTests(process.argv.slice(2));

try {
  if (runsPages(vitestArguments)) {
    console.log(`Navigateur : ${await ensureBrowser()}`);
    buildPagesIfStale(() => console.log('Construction des pages…'));
  }
  process.exitCode = runVitest(vitestArguments);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function chooseTests(args: string[]): string[] {
  const projects = args[0] === '--long' ? LONG : args.length === 0 ? DAILY : [];
  return [...projects.map((name) => `--project=${name}`), ...args.filter((argument) => argument !== '--long')];
}

/** Whether the choice of tests may include those that open a browser: all tests, or a choice that does not leave `e2e` out. */
function runsPages(args: string[]): boolean {
  const projects = args.flatMap((argument, index) =>
    args[index - 1] === '--project' ? [argument] : (/^--project=(.+)/.exec(argument)?.[1] ?? []),
  );
  if (projects.length > 0) return projects.some((project) => ['e2e', ...LONG].includes(project));
  const paths = args.filter((argument) => !argument.startsWith('-'));
  return paths.length === 0 || paths.some((path) => path.includes('e2e'));
}

/** Runs vitest, prints what was counted, and returns the exit code. */
function runVitest(args: string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-essais-'));
  const reportPath = join(folder, 'rapport.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
    const { status } = spawnSync(process.execPath, [tool('vitest/vitest.mjs'), 'run', ...reporters, ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    if (!existsSync(reportPath)) throw new Error('Vitest s’est arrêté sans rendre de compte : aucun essai n’est compté.');
    // Our own vitest wrote the file a moment ago, in the form that it documents.
    const report = JSON.parse(readFileSync(reportPath, 'utf8')) as VitestReport;
    const summary = summariseReport(report, (path) => readFileSync(path, 'utf8'));
    console.log(closingLines(summary, process.env).join('\n'));
    if (summary.passedCount === 0) throw new Error('Aucun essai n’a été exécuté.');
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
