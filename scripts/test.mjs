// `npm test`: plain JavaScript that the system's Node (20 or later) understands. It only finds a Node 24 and hands
// over to run-tests.ts, with that Node and the tools of the project first in the path.
import { spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24, missingNodeMessage } from '../apps/cli/bin/find-node.mjs';

const node = findNode24();
if (node === null) {
  process.stderr.write(missingNodeMessage());
  process.exit(1);
}
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const path = [dirname(node), here('../node_modules/.bin'), process.env.PATH].join(delimiter);
const { status } = spawnSync(node, [here('run-tests.ts'), ...process.argv.slice(2)], {
  cwd: here('..'),
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
});
process.exit(status ?? 1);
