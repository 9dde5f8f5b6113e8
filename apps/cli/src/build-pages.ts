import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Where the built pages stand. */
export const PAGES_FOLDER = join(ROOT, 'apps/web/dist');
/** What draws the first page on the server, beside the pages. */
const DRAWER_BUILD = ['--ssr', 'src/draw-first-page.tsx', '--outDir', 'dist-server'];
const SOURCES = ['apps/web/{src,public}/**/*.*', 'apps/web/*.*', 'packages/{domain,maps}/src/**/*.ts', 'docs/methods/*.md'];

/**
 * Builds the pages when one of their sources is newer than what was built: a few seconds, once. Without the tools to build
 * them (an installation without development dependencies), what was built is kept.
 */
export function buildPagesIfStale(onBuild: () => void): void {
  const built = join(PAGES_FOLDER, 'index.html');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const newest = Math.max(...globSync(SOURCES, { cwd: ROOT }).map((path) => statSync(join(ROOT, path)).mtimeMs));
  if (!existsSync(vite) || (existsSync(built) && statSync(built).mtimeMs >= newest)) return;
  onBuild();
  // What Vite says of its own goes to standard error: standard output belongs to the command.
  const build = (...options: string[]) =>
    spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn', ...options], {
      cwd: join(ROOT, 'apps/web'),
      stdio: ['ignore', 2, 2],
    });
  // The pages last: they are stale until what draws the first of them is there.
  const isBuilt = [DRAWER_BUILD, []].every((options) => build(...options).status === 0);
  if (!isBuilt)
    throw new DomainError(
      'data-missing',
      'Les pages ne se construisent pas : le message de Vite est au-dessus. Relancez « npm install », puis recommencez.',
    );
}
