/**
 * The plan under the load of a large Département: people who read, people who edit, on the real command and a real PostgreSQL.
 *
 *   MAILLAGE_TEST_DATABASE_URL=postgres://… node apps/server/bench/plan-load.ts [--seconds 300] [--readers 200] [--editors 50] [--kill]
 *
 * Prints the times of reads and writes, then replays every write that was acknowledged: each must be in the text of its sheet, and in
 * the history under the version that was told. With --kill the server is killed (SIGKILL) in the middle and started again.
 * Ends with code 1 when a write is lost or a bar is missed. Makes and drops its own database; listens on the loopback address only.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { makePostgresPlace } from '@maillage/store/testing/test-databases.ts';
import { createAsker } from './ask.ts';
import { findLostWrites } from './find-lost-writes.ts';
import { edit, noneObserved, type Observed, type Pace, read, signInEditors } from './plan-people.ts';
import { servePlan } from './served-plan.ts';

const READ_BAR_MILLISECONDS = 150;
const WRITE_BAR_MILLISECONDS = 300;
const MAX_SECONDS = 900;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    readers: { type: 'string', default: '200' },
    editors: { type: 'string', default: '50' },
    'reader-pause': { type: 'string', default: '2' },
    'editor-pause': { type: 'string', default: '3' },
    kill: { type: 'boolean', default: false },
  },
});
const seconds = Math.min(MAX_SECONDS, Number(values.seconds));
const pace: Pace = { readerSeconds: Number(values['reader-pause']), editorSeconds: Number(values['editor-pause']) };
const server = process.env.MAILLAGE_TEST_DATABASE_URL;
if (server === undefined) throw new Error('MAILLAGE_TEST_DATABASE_URL doit donner un PostgreSQL où créer une base.');

const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'maillage-charge-'));
const place = await makePostgresPlace('charge', server);
try {
  const served = await servePlan(place.databaseUrl!, folder);
  try {
    process.exitCode = (await measure(served)) ? 0 : 1;
  } finally {
    await served.stop();
  }
} finally {
  await place.remove();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function measure(served: Awaited<ReturnType<typeof servePlan>>): Promise<boolean> {
  const editors = await signInEditors(served.port, Number(values.editors));
  const readers = Array.from({ length: Number(values.readers) }, (_, index) => createAsker(served.port, `127.0.100.${1 + (index % 250)}`));
  const { sheets } = JSON.parse((await editors[0]!.ask('GET', apiPaths.plan)).body) as { sheets: { id: string; status: string }[] };
  const ids = sheets.map(({ id }) => id);
  const publicIds = sheets.filter(({ status }) => status !== 'idea' && status !== 'proposed').map(({ id }) => id);
  say(`${readers.length} lecteurs, ${editors.length} rédacteurs, ${ids.length} fiches, ${seconds} s ; ${availableParallelism()} cœurs.`);
  const seen = noneObserved();
  const stop = new AbortController();
  const cpuBefore = served.cpuSeconds();
  const people = [
    ...readers.map((one, index) => read(one, stop.signal, publicIds, index, pace, seen)),
    ...editors.map((one, index) => edit(one, stop.signal, ids, index, pace, seen)),
  ];
  if (values.kill) {
    await wait(seconds * 500);
    const keptBefore = seen.kept.length;
    const startedAt = performance.now();
    await served.killAndRestart();
    say(
      `Serveur tué (SIGKILL) après ${keptBefore} écritures ; il répond de nouveau après ${Math.round(performance.now() - startedAt)} ms.`,
    );
    await wait(seconds * 500);
  } else await wait(seconds * 1000);
  const load = loadavg()[0]!;
  stop.abort();
  const cpuAfter = served.cpuSeconds();
  await Promise.all(people);
  const lost = await findLostWrites(place.databaseUrl!, seen.kept);
  for (const one of [...readers, ...editors]) one.close();
  if (cpuBefore !== null && cpuAfter !== null && !values.kill) {
    const requests = seen.readMilliseconds.length + seen.writeMilliseconds.length + seen.conflictCount;
    const used = cpuAfter - cpuBefore;
    say(`Le serveur a pris ${used.toFixed(1)} s de processeur, soit ${((used / requests) * 1000).toFixed(1)} ms par demande.`);
  }
  return report(seen, lost, load);
}

function report(seen: Observed, lost: readonly string[], load: number): boolean {
  const tell = (name: string, values: readonly number[], bar: number) => {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
    say(
      `${name} : ${sorted.length} (${(sorted.length / seconds).toFixed(1)}/s), p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms, max ${(sorted.at(-1) ?? Number.NaN).toFixed(0)} ms (barre p95 : ${bar} ms)`,
    );
    return at(0.95) <= bar;
  };
  const isReadFast = tell('Lectures', seen.readMilliseconds, READ_BAR_MILLISECONDS);
  const isWriteFast = tell('Écritures', seen.writeMilliseconds, WRITE_BAR_MILLISECONDS);
  const errors = [...seen.errors].map(([what, count]) => `${count} × ${what}`).join(' ; ');
  say(
    `Conflits annoncés et repris : ${seen.conflictCount}. Sans réponse : ${seen.unansweredCount}. Erreurs : ${errors || 'aucune'}. Charge de la machine : ${load.toFixed(1)}.`,
  );
  say(`Écritures acquittées, relues une à une : ${seen.kept.length}. Perdues : ${lost.length}.`);
  for (const line of lost.slice(0, 10)) say(`  ${line}`);
  // A run in which nobody wrote would prove nothing.
  return isReadFast && isWriteFast && lost.length === 0 && seen.kept.length > 0 && seen.errors.size === 0;
}
