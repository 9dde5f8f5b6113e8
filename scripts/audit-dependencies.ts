/** Known flaws of what is installed with the product: `npm run audit:dependencies`. Fails on a serious one; says so when nobody answers. */
import { spawnSync } from 'node:child_process';
import { readAudit } from './audit-report.ts';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 });
const { text, exitCode } = readAudit(stdout ?? '');
console.log(text);
process.exitCode = exitCode;
